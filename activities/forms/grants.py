"""Forms of grants: the application, the adults named in it, the steps; and of bank lines."""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from activities.enums import GrantAction
from activities.forms.funds import AmountField
from activities.models import Activity, Donation, Fund, Grant
from activities.services.grant_moves import Step, move_grant
from activities.services.grants import (
    FIELDS,
    Named,
    apply_for_grant,
    change_grant,
    name_recipients,
    unname_recipient,
)
from activities.services.reconciliation import entries_for, match_line, unmatch_line
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from league.core.money import yuan
from organizations.forms.fields import EffectiveDayField, organization_field

AMOUNT = re.compile(r"\d{1,9}(\.\d{1,2})?")


class GrantForm(ScopedModelForm):
    amount = AmountField(label="金额或价值（元）")
    activity = ReferenceField(Activity.objects.all(), lookup="activity", label="相关活动", required=False)

    class Meta:
        model = Grant
        fields = list(FIELDS)

    def perform(self, actor):
        """修改."""
        return change_grant(self.instance, changes=self.changes(), actor=actor)


class GrantCreateForm(GrantForm):
    # A fund of an office above is open to those below it: by its name, not by its books.
    unscoped = ("fund",)
    fund = forms.ModelChoiceField(Fund.objects.none(), label="资金专项", empty_label="请选择")
    organization = organization_field("申请团组织", help_text="由它提出申请，审定后由它发放到人。")

    field_order = ["title", "fund", "organization", "use", "recipient", "asset", "amount"]

    class Meta(GrantForm.Meta):
        fields = ["fund", "organization", *FIELDS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fund"].queryset = Fund.objects.open_to(self.user).order_by("code")

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_grant", organization):
            raise ValidationError(f"您不能以“{organization}”的名义申请。")
        return organization

    def perform(self, actor):
        """申请 today."""
        data = self.cleaned_data
        fields = {name: data[name] for name in FIELDS}
        return apply_for_grant(data["fund"], organization=data["organization"], fields=fields, on=today(), actor=actor)


class RecipientsForm(ScopedForm):
    people = forms.CharField(
        label="受助人", widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每行一人：姓名，身份证号，金额（元），中间用逗号或空格隔开；后两项可以不填。只登记年满18周岁的。",
    )  # fmt: skip

    def clean_people(self) -> list[Named]:
        """A person a line; what is wrong is said by the line's number, without repeating it."""
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["people"].splitlines(), start=1):
            parts = [part for part in re.split(r"[,，、;；\s]+", line.strip()) if part]
            if not parts:
                continue
            try:
                found.append(person_of(parts))
            except ValueError as refusal:
                wrong.append(f"第{number}行：{refusal}")
        if wrong:
            raise ValidationError(wrong)
        return found

    def perform(self, actor):
        """登记."""
        return name_recipients(self.obj, people=self.cleaned_data["people"], actor=actor)


def person_of(parts: list[str]) -> Named:
    """The parts of a line; ValueError says what is wrong without repeating it."""
    name, *rest = parts
    if len(name) > 30 or any(character.isdigit() for character in name):
        raise ValueError("第一项应是姓名。")
    number = rest.pop(0) if rest and len(rest[0]) > 12 else ""
    if len(rest) > 1 or (rest and not AMOUNT.fullmatch(rest[0])):
        raise ValueError("姓名之后应依次是身份证号和金额，金额最多两位小数。")
    return Named(name, number, int(Decimal(rest[0]) * 100) if rest else None)


class RecipientRemoveForm(ScopedForm):
    def perform(self, actor):
        """删去."""
        return unname_recipient(self.obj, actor=actor)


class StepForm(ScopedForm):
    """A step that needs nothing to fill in."""

    action = ""

    def perform(self, actor):
        """Take the step, today unless it is asked for another day."""
        return move_grant(self.obj, Step(self.action, **({"on": today()} | self.cleaned_data)), actor=actor)


class DayStepForm(StepForm):
    """A step that somebody signed on a day."""

    on = EffectiveDayField(label="办理日期")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())


class ReasonStepForm(StepForm):
    reason = forms.CharField(label="理由", max_length=200)


class PublicizeForm(StepForm):
    publicity_from = forms.DateField(label="公示开始")
    publicity_to = forms.DateField(label="公示结束", help_text="当日仍在公示；工作日数按规则计算。")
    publicity_place = forms.CharField(label="公示地点", max_length=100, help_text="例如：县政府网站、村务公开栏。")


DATED = (GrantAction.REVIEW, GrantAction.CHECK, GrantAction.APPROVE, GrantAction.PAY)


def form_of(action: GrantAction) -> type[StepForm]:
    """The form of a step."""
    if action == GrantAction.PUBLICIZE:
        base = PublicizeForm
    elif action in DATED:
        base = DayStepForm
    else:
        base = ReasonStepForm if action.needs_reason else StepForm
    return type(base.__name__, (base,), {"action": action})


class EntryField(forms.ModelChoiceField):
    """A gift or a grant with what is not yet accounted for."""

    def label_from_instance(self, obj) -> str:
        """LY2023-0001 2023-05-04 希望工程 余300.00元."""
        day = obj.received_on if isinstance(obj, Donation) else obj.paid_on
        return f"{obj.code} {day} {obj.fund}，还有{yuan(obj.left)}元没有对上"


class MatchForm(ScopedForm):
    unscoped = ("entry",)
    entry = EntryField(Donation.objects.none(), label="对应登记", empty_label="请选择")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = entries_for(self.obj).filter(left__gte=self.obj.amount).select_related("fund")
        self.fields["entry"].queryset = rows.order_by("received_on" if self.obj.income else "paid_on", "pk")

    def perform(self, actor):
        """对应."""
        return match_line(self.obj, self.cleaned_data["entry"], actor=actor)


class UnmatchForm(ScopedForm):
    reason = forms.CharField(label="理由", max_length=200)

    def perform(self, actor):
        """取消对应."""
        return unmatch_line(self.obj, reason=self.cleaned_data["reason"], actor=actor)
