"""The user's own tokens for programs."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from league.accounts.forms.users import TokenCreateForm
from league.accounts.models import ApiToken
from league.accounts.services.tokens import revoke_token
from league.accounts.views.secrets import ShownOnce
from league.core.submissions import Outcome
from league.core.views.base import Link, Page
from league.core.views.editing import FormPage


class TokenList(Page):
    title = "接口令牌"
    permission = "accounts.create_token"
    template_name = "accounts/tokens.html"

    def get(self, request):
        """All tokens of the user that are not revoked."""
        return render(request, self.template_name, self.get_context())

    def get_links(self):
        return [Link("建立令牌", reverse("accounts:token-create"), "plus-lg", "primary")]

    def get_context(self):
        """The tokens, and the moment for telling the expired ones."""
        return super().get_context() | {"tokens": self.request.user.auth_token_set.all(), "now": timezone.now()}


class TokenCreate(ShownOnce, FormPage):
    form_class = TokenCreateForm
    permission = "accounts.create_token"
    title = "建立接口令牌"
    submit_label = "建立"
    secret_label = "接口令牌"  # noqa: S105 - a label
    secret_hint = "请立即复制保存。程序访问时放在请求头：Authorization: Token 〈令牌〉。"  # noqa: S105 - a hint

    def get_cancel_url(self):
        return reverse("accounts:token-list")

    def get_done(self, result):
        """Back to the list."""
        return Outcome(reverse("accounts:token-list"), f"已建立令牌“{result}”。")

    def perform(self, form):
        """Keep the token's text for this answer."""
        token = super().perform(form)
        self.secret = form.secret
        return token


class TokenRevoke(Page):
    title = "撤销接口令牌"
    permission = "accounts.create_token"
    template_name = "accounts/token_revoke.html"

    def open(self):
        """Only one's own."""
        super().open()
        self.object = ApiToken.objects.filter(user=self.request.user, token_key=self.kwargs["pk"]).first()
        if self.object is None:
            raise Http404("没有这个令牌，它可能已经撤销。")

    def get(self, request, **kwargs):
        """Ask."""
        return render(request, self.template_name, self.get_context())

    def post(self, request, **kwargs):
        """Revoke."""
        revoke_token(self.object, actor=request.user)
        messages.success(request, f"已撤销令牌“{self.object}”。")
        return HttpResponseRedirect(reverse("accounts:token-list"))
