"""Accounts: list, detail, and what an administrator does to one."""

from collections.abc import Callable

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from league.accounts.enums import AccountState, GrantState
from league.accounts.filters import UserFilter
from league.accounts.forms.users import ReasonForm, UserCreateForm, UserEditForm
from league.accounts.lockout import locked_names
from league.accounts.models import Grant, User
from league.accounts.second_factor import has_totp
from league.accounts.services import second_factor, users
from league.accounts.tables import UserTable, state_of_account, state_of_grant
from league.accounts.views.secrets import ShownOnce
from league.core.dates import today
from league.core.tables import Column
from league.core.views.actions import ActionView
from league.core.views.base import Link
from league.core.views.details import ScopedDetailView, Tab
from league.core.views.editing import ScopedCreateView, ScopedUpdateView
from league.core.views.lists import ScopedListView

# (label, URL name, icon, tone, permission) of what may be done to an account.
ACTIONS = (
    ("授予角色", "grant-create", "person-plus", "primary", "accounts.give_grant"),
    ("修改", "user-edit", "pencil", "outline-secondary", "accounts.edit_user"),
    ("重置密码", "user-reset-password", "key", "outline-secondary", "accounts.reset_password"),
    ("停用", "user-disable", "slash-circle", "outline-danger", "accounts.disable_user"),
    ("启用", "user-enable", "check-circle", "outline-success", "accounts.enable_user"),
    ("解除锁定", "user-unlock", "unlock", "outline-secondary", "accounts.unlock_user"),
    ("结束全部登录", "user-end-sessions", "box-arrow-right", "outline-secondary", "accounts.end_sessions"),
    ("清除动态口令", "user-reset-totp", "phone", "outline-danger", "accounts.reset_totp"),
    ("能看到什么", "user-rights", "person-check", "outline-secondary", "accounts.explain_rights"),
)


def locked_until(user) -> str:
    lock = locked_names(at=timezone.now()).get(user.username)
    return f"锁定至 {timezone.localtime(lock['until']):%H:%M}，失败 {lock['failures']} 次" if lock else ""


class UserList(ScopedListView):
    model = User
    table_class = UserTable
    filterset_class = UserFilter
    title = "账号"
    noun = "accounts:user"
    permission = "accounts.view_user"
    create_permission = "accounts.create_user"
    create_label = "建立账号"
    intro = "账号一人一个，不共用、不删除，只停用。"

    def get_queryset(self):
        """With today's grants and the second factor of each."""
        in_force = Grant.objects.in_force(on=today()).select_related("organization")
        return super().get_queryset().with_totp().prefetch_related(Prefetch("grants", in_force, to_attr="grants_now"))


class UserDetail(ScopedDetailView):
    model = User
    permission = "accounts.view_user"
    # The log of what was done to whom is the audit administrator's.
    with_history = False
    facts = (
        Column("username", "登录名", kind="code"),
        Column("name", "姓名"),
        Column("email", "电子邮箱"),
        Column("state", "状态", value=state_of_account, kind="badge", choices=AccountState),
        Column("locked", "登录锁定", value=locked_until),
        Column("totp", "动态口令", value=has_totp, kind="bool"),
        Column("must_change_password", "下次登录须改密码", kind="bool"),
        Column("password_changed_at", "密码设定时间", kind="date"),
        Column("last_login", "最近登录", kind="date"),
        Column("created_at", "建立时间", kind="date"),
    )
    tabs = (Tab("grants", "授权", "accounts/tab_grants.html"),)

    def get_crumbs(self):
        return [("账号", reverse("accounts:user-list"))]

    def get_links(self):
        """Whatever fits the account's state; the page drops what the user may not do."""
        unfit = {"user-enable"} if self.object.is_active else {"user-disable", "grant-create"}
        if not locked_until(self.object):
            unfit.add("user-unlock")
        return [
            Link(label, reverse(f"accounts:{name}", args=[self.object.pk]), icon, tone, permission)
            for label, name, icon, tone, permission in ACTIONS
            if name not in unfit
        ]

    def tab_grants(self):
        """Every grant there ever was, with its state and, where it may be ended, the way to do so."""
        user = self.request.user
        rows = []
        for grant in self.object.grants.select_related("organization"):
            state = GrantState(state_of_grant(grant))
            may_end = state != GrantState.ENDED and user.has_perm("accounts.end_grant", grant)
            rows.append({"grant": grant, "state": state, "may_end": may_end})
        return {"rows": rows}


class UserCreate(ShownOnce, ScopedCreateView):
    model = User
    form_class = UserCreateForm
    permission = "accounts.create_user"
    title = "建立账号"
    submit_label = "建立"
    done = "已建立账号{object}。请接着授予角色。"
    secret_label = "一次性密码"  # noqa: S105 - a label
    secret_hint = "请当面或电话告知本人。首次登录后必须改成自己的密码。"  # noqa: S105 - a hint

    def get_cancel_url(self):
        return reverse("accounts:user-list")

    def perform(self, form):
        """Keep the password for this answer."""
        user = super().perform(form)
        self.secret = form.secret
        return user


class UserEdit(ScopedUpdateView):
    model = User
    form_class = UserEditForm
    permission = "accounts.edit_user"


class UserAction(ActionView):
    """One service on one account, with a reason."""

    model = User
    form_class = ReasonForm
    sentences: tuple[str, ...] = ()
    service: Callable

    def preview(self, form):
        """What will happen."""
        return list(self.sentences)

    def perform(self, form):
        """Call the service."""
        return type(self).service(self.object, reason=form.cleaned_data["reason"], actor=self.request.user)


class UserDisable(UserAction):
    permission, title, tone = "accounts.disable_user", "停用账号", "danger"
    service = users.disable_user
    done = "已停用{object}。"
    sentences = ("该账号的全部登录立即结束，接口令牌全部作废。", "授权保留但不起作用，重新启用后恢复。")


class UserEnable(UserAction):
    permission, title = "accounts.enable_user", "启用账号"
    service = users.enable_user
    done = "已启用{object}。"
    sentences = ("该账号可以重新登录，仍在有效期内的授权恢复作用。", "停用前的登录和接口令牌不恢复。")


class UserUnlock(UserAction):
    permission, title = "accounts.unlock_user", "解除登录锁定"
    service = users.unlock_user
    done = "已解除{object}的登录锁定。"
    sentences = ("该账号可以立即重新尝试登录，失败次数从零计。",)


class SessionsEnd(UserAction):
    permission, title = "accounts.end_sessions", "结束全部登录"
    service = users.end_sessions
    done = "已结束{object}的全部登录。"
    sentences = ("该账号在所有电脑和手机上立即退出，接口令牌全部作废。",)


class TotpReset(UserAction):
    permission, title, tone = "accounts.reset_totp", "清除动态口令", "danger"
    service = second_factor.reset_totp
    done = "已清除{object}的动态口令。"
    sentences = ("动态口令和恢复码立即作废，该账号的全部登录结束。", "请先核实本人身份；管理员下次登录时须重新启用。")


class PasswordReset(ShownOnce, UserAction):
    permission, title = "accounts.reset_password", "重置密码"
    done = "已重置{object}的密码。"
    sentences = (
        "生成一次性密码，只显示一次；首次登录后须改成自己的密码。",
        "该账号的全部登录立即结束，接口令牌全部作废，登录锁定一并解除。",
    )
    secret_label = "一次性密码"  # noqa: S105 - a label
    secret_hint = "请核实本人身份后当面或电话告知。"  # noqa: S105 - a hint

    def perform(self, form):
        """Keep the password for this answer."""
        user, self.secret = users.reset_password(
            self.object, at=timezone.now(), reason=form.cleaned_data["reason"], actor=self.request.user
        )
        return user
