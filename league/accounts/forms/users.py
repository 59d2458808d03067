"""Forms of accounts and grants."""

from django import forms
from django.core.exceptions import ValidationError

from league.accounts.models import Grant, User
from league.accounts.services.grants import end_grant, give_grant
from league.accounts.services.tokens import create_token
from league.accounts.services.users import create_user, edit_user
from league.accounts.validators import USERNAME
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from league.core.roles import Role

DOMAIN_ROLES = [(role.value, role.label) for role in Role if role in Role.domain]


class UserCreateForm(ScopedForm):
    username = forms.CharField(
        label="登录名", max_length=30, validators=[USERNAME], help_text="小写字母、数字，建成后不能修改。"
    )
    name = forms.CharField(label="姓名", max_length=60)
    email = forms.EmailField(label="电子邮箱", required=False)

    def perform(self, actor):
        """Make the account; its password stays on the form until the page shows it once."""
        user, self.secret = create_user(**self.cleaned_data, actor=actor)
        return user


class UserEditForm(ScopedModelForm):
    class Meta:
        model = User
        fields = ["name", "email"]

    def perform(self, actor):
        """Save name and address."""
        return edit_user(self.instance, name=self.cleaned_data["name"], email=self.cleaned_data["email"], actor=actor)


class ReasonForm(ScopedForm):
    reason = forms.CharField(label="理由", max_length=200, help_text="写入审计日志。")


class GrantCreateForm(ScopedForm):
    unscoped = ("organization",)

    role = forms.ChoiceField(
        label="角色", choices=DOMAIN_ROLES, help_text="系统、安全、审计管理员只能在服务器上用命令设立。"
    )
    organization = ReferenceField(
        Grant._meta.get_field("organization").related_model.objects.all(),
        lookup="grant-node",
        label="组织",
        help_text="权限及于该组织及其全部下级。",
    )
    starts_on = forms.DateField(label="自", initial=today)
    ends_on = forms.DateField(label="至（不含）", required=False, help_text="不填为长期有效。")
    reason = forms.CharField(label="授权依据", max_length=200, help_text="例如任职通知。")
    document = forms.CharField(label="文号", max_length=100, required=False)

    def perform(self, actor):
        """Give the role."""
        return give_grant(self.obj, **self.cleaned_data, actor=actor)


class GrantEndForm(ScopedForm):
    on = forms.DateField(label="自哪一天起失效", initial=today, help_text="填今天，则立即失效。")
    reason = forms.CharField(label="理由", max_length=200)
    document = forms.CharField(label="文号", max_length=100, required=False)

    def clean_on(self):
        """A right cannot be taken away in the past: what was seen was seen."""
        if self.cleaned_data["on"] < today():
            raise ValidationError("失效日期不能早于今天。")
        return self.cleaned_data["on"]

    def perform(self, actor):
        """End the role."""
        return end_grant(self.obj, **self.cleaned_data, actor=actor)


class TokenCreateForm(ScopedForm):
    label = forms.CharField(label="用途", max_length=60, help_text="例如：县级数据平台同步。")
    days = forms.TypedChoiceField(
        label="有效期", coerce=int, choices=[(30, "30天"), (90, "90天"), (180, "180天"), (365, "一年")]
    )

    def perform(self, actor):
        """Make the token; its text stays on the form until the page shows it once."""
        token, self.secret = create_token(actor, **self.cleaned_data)
        return token
