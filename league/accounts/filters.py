"""Filters of accounts, grants and audit events."""

import django_filters
from django import forms
from django.db.models import Q

from league.accounts.models import AuditEntry, Grant, User
from league.accounts.wording import action_choices, object_type_choices
from league.core.dates import today
from league.core.filters import ScopedFilterSet
from league.core.roles import Role


def search_box(label: str) -> forms.TextInput:
    """The widget of a search field."""
    return forms.TextInput(attrs={"type": "search", "placeholder": label})


class UserFilter(ScopedFilterSet):
    q = django_filters.CharFilter(method="search", label="登录名或姓名", widget=search_box("登录名或姓名"))
    is_active = django_filters.ChoiceFilter(label="状态", choices=[("true", "启用"), ("false", "停用")], method="state")
    role = django_filters.ChoiceFilter(label="现有角色", choices=Role.choices, method="holding")

    class Meta:
        model = User
        fields = []

    def search(self, users, name, value):
        """By either name."""
        return users.filter(Q(username__icontains=value.strip()) | Q(name__icontains=value.strip()))

    def state(self, users, name, value):
        """Enabled or disabled."""
        return users.filter(is_active=value == "true")

    def holding(self, users, name, value):
        """Accounts that hold the role today."""
        return users.filter(pk__in=Grant.objects.in_force(on=today()).filter(role=value).values("user"))


class GrantFilter(ScopedFilterSet):
    q = django_filters.CharFilter(method="search", label="账号或组织", widget=search_box("账号或组织"))
    role = django_filters.ChoiceFilter(label="角色", choices=Role.choices)
    state = django_filters.ChoiceFilter(
        label="状态", choices=[("in_force", "有效"), ("ended", "已结束"), ("to_come", "未开始")], method="in_state"
    )

    class Meta:
        model = Grant
        fields = ["role"]

    def search(self, grants, name, value):
        """By account, or by the organisation's name, pinyin or code."""
        text = value.strip()
        return grants.filter(
            Q(user__name__icontains=text)
            | Q(user__username__icontains=text)
            | Q(organization__search_key__contains=text.lower())
            | Q(organization__code__startswith=text.upper())
        )

    def in_state(self, grants, name, value):
        """In force today, ended or to come."""
        conditions = {
            "in_force": lambda: grants.in_force(on=today()),
            "ended": lambda: grants.ended(on=today()),
            "to_come": lambda: grants.to_come(on=today()),
        }
        return conditions[value]()


class AuditFilter(ScopedFilterSet):
    actor = django_filters.CharFilter(
        field_name="actor_name", lookup_expr="icontains", label="操作人", widget=search_box("操作人")
    )
    action = django_filters.ChoiceFilter(label="动作", choices=action_choices)
    object_type = django_filters.ChoiceFilter(label="对象类型", choices=object_type_choices)
    object = django_filters.CharFilter(
        field_name="object_label", lookup_expr="icontains", label="对象", widget=search_box("对象名称")
    )
    since = django_filters.DateFilter(field_name="at", lookup_expr="date__gte", label="自")
    until = django_filters.DateFilter(field_name="at", lookup_expr="date__lte", label="至")

    class Meta:
        model = AuditEntry
        fields = []
