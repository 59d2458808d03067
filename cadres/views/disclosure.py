"""The page that shows a person's values in full."""

from django.urls import reverse

from cadres.forms.people import RevealForm
from cadres.models import Person
from league.core.views.disclosing import DisclosingView


class PersonRevealView(DisclosingView):
    model, form_class, permission = Person, RevealForm, "cadres.reveal_person"

    def get_crumbs(self):
        """The person above."""
        return [("人员", reverse("cadres:person-list")), (str(self.object), self.object.get_absolute_url())]
