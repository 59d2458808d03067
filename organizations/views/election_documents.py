"""The papers of a dossier as files."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from league.core.audit import record
from league.core.exporter import named
from league.core.views.base import Page, get_permitted_or_404
from league.core.word import WORD
from organizations.exports.election_documents import DOCUMENTS, write_document
from organizations.models import Election


class DocumentView(Page):
    """``.../documents/minutes/``, `code` by the route: the filled Word file; each one written is noted in the log."""

    model = Election
    permission = "organizations.view_election"
    code = ""

    def open(self) -> None:
        """Load the dossier through the door."""
        rows = Election.objects.select_related("organization__parent")
        self.object = get_permitted_or_404(rows, self.kwargs["pk"], self.request.user, self.permission)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The file; back to the dossier with the reason when it cannot be written yet."""
        document = DOCUMENTS[self.code]
        if refusal := document.refusal(self.object):
            messages.error(request, refusal)
            return HttpResponseRedirect(f"{self.object.get_absolute_url()}?tab=documents")
        content = write_document(document, self.object)
        record(request.user, "election_document.written", self.object, title=document.title)
        return named(HttpResponse(content, content_type=WORD), f"{document.title}-{self.object.organization}.docx")
