"""Grants: who holds what, giving, ending."""

from django.urls import reverse

from league.accounts.filters import GrantFilter
from league.accounts.forms.users import GrantCreateForm, GrantEndForm
from league.accounts.models import Grant, User
from league.accounts.tables import GrantTable
from league.core.submissions import Outcome
from league.core.views.actions import ActionView
from league.core.views.lists import ScopedListView


class GrantList(ScopedListView):
    model = Grant
    table_class = GrantTable
    filterset_class = GrantFilter
    title = "授权一览"
    noun = "accounts:grant"
    permission = "accounts.view_grant"
    intro = "本级及以下各组织，谁有什么角色、自何时起、依据什么。"


class GrantCreate(ActionView):
    model = User
    form_class = GrantCreateForm
    permission = "accounts.give_grant"
    title = "授予角色"
    done = "已授予{object}。"

    def preview(self, form):
        """Whom, what, where, from when."""
        data = form.cleaned_data
        role = dict(form.fields["role"].choices)[data["role"]]
        node = data["organization"]
        below = type(node).objects.below(node.path).filter(dissolved_on__isnull=True).count()
        until = f"到{data['ends_on']}之前" if data["ends_on"] else "长期有效"
        return [
            f"{self.object}自{data['starts_on']}起在{node}任{role}，{until}。",
            f"权限及于{node}及其全部下级，共{below:,}个团组织。",
        ]

    def get_done(self, result):
        """Back to the account."""
        url = f"{reverse('accounts:user-detail', args=[result.user_id])}?tab=grants"
        return Outcome(url, self.done.format(object=result))


class GrantEnd(ActionView):
    model = Grant
    form_class = GrantEndForm
    permission = "accounts.end_grant"
    title = "收回角色"
    tone = "danger"
    done = "已收回{object}。"

    def get_cancel_url(self):
        return reverse("accounts:user-detail", args=[self.object.user_id])

    def preview(self, form):
        """What is lost, and when."""
        on = form.cleaned_data["on"]
        return [
            f"{self.object.user}自{on}起不再有{self.object}的角色，其下一次操作起生效。",
            "此前的操作记录不变；该授权留在账号的授权记录里。",
        ]

    def get_done(self, result):
        """Back to the account."""
        url = f"{reverse('accounts:user-detail', args=[result.user_id])}?tab=grants"
        return Outcome(url, self.done.format(object=result))
