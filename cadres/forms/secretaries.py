"""Forms of the handover of a secretary and of matching elected names with people."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import PostEnding, PostMode, PostSelection, Sex, Staffing, VillageSeat
from cadres.forms.consultations import person_field
from cadres.forms.posts import ENDINGS, reason_field
from cadres.services.duplicates import alike
from cadres.services.elected_posts import match_seat, register_elected
from cadres.services.people import whereabouts
from cadres.services.secretary_changes import (
    Handover,
    change_secretary,
    leaving_secretary,
    preview_handover,
    secretary_grants,
)
from league.accounts.models import Grant
from league.core.dates import today
from league.core.forms import ScopedForm
from organizations.forms.fields import EffectiveDayField
from organizations.services.previews import Preview

NEW = ("sex", "birth_on")


class GrantChoiceField(forms.ModelMultipleChoiceField):
    """Rights of the organisation, with whose they are."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, grant: Grant) -> str:
        """甲（jia）：基层团组织书记，自2023-01-01."""
        return f"{grant.user}：{grant.get_role_display()}，自{grant.starts_on}"


class HandoverForm(ScopedForm):
    on = EffectiveDayField(label="交接日期", help_text="接任人员任职的第一天；原书记到前一天为止。")
    ending = forms.ChoiceField(label="原书记离任原因", choices=ENDINGS, initial=PostEnding.TRANSFER)
    successor = person_field("接任人员")
    selection = forms.ChoiceField(
        label="产生方式", choices=PostSelection.choices, initial=PostSelection.APPOINTMENT
    )  # fmt: skip
    mode = forms.ChoiceField(label="任职方式", choices=PostMode.choices)
    staffing = forms.ChoiceField(label="编制类别", choices=Staffing.choices, initial=Staffing.UNKNOWN)
    village_seat = forms.ChoiceField(label="进两委", choices=VillageSeat.choices, initial=VillageSeat.UNKNOWN)
    grants = GrantChoiceField(
        label="同时终止的账号授权", queryset=Grant.objects.none(), required=False,
        help_text="勾选原书记的账号；同一组织其他人的账号不受影响。",
    )  # fmt: skip
    reason = reason_field()
    document = forms.CharField(label="文号", max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].required = False
        self.fields["successor"].help_text = "暂无人选的留空，书记空缺；以后用“登记任职”补上。"
        self.leaving = leaving_secretary(self.obj, on=today())
        grants = secretary_grants(self.obj, on=today())
        self.fields["grants"].queryset = grants
        if self.leaving is not None:
            own = [grant.pk for grant in grants if grant.user.name == self.leaving.person.name]
            usual = {"grants": own, "mode": self.leaving.mode, "staffing": self.leaving.staffing}
            self.initial = usual | self.initial
        if not grants:
            del self.fields["grants"]

    @property
    def handover(self) -> Handover:
        """What was filled in."""
        data = self.cleaned_data
        return Handover(
            organization=self.obj, successor=data["successor"], on=data["on"], ending=data["ending"], today=today(),
            reason=data["reason"], document=data["document"],
            fields={name: data[name] for name in ("selection", "mode", "staffing", "village_seat")},
            grants=tuple(data.get("grants", ())),
        )  # fmt: skip

    def preview(self) -> Preview:
        """What it would do."""
        return preview_handover(self.handover)

    def perform(self, actor):
        """交接."""
        return change_secretary(self.handover, actor=actor)


class MatchForm(ScopedForm):
    """An existing record, or a new one made on the way."""

    person = person_field("已登记的人员")
    sex = forms.ChoiceField(label="新建档案：性别", choices=[("", "—"), *Sex.choices], required=False)
    birth_on = forms.DateField(label="新建档案：出生日期", required=False, help_text="其余资料可以以后在人员页面补充。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].required = False
        self.fields[
            "person"
        ].help_text = "先找已有的档案，同一个人不要重复建档；没有的，留空并填写下面两项，即新建档案。"

    def clean(self):
        data = super().clean()
        typed = [name for name in NEW if data.get(name)]
        if data.get("person") and typed:
            raise ValidationError("已选择登记过的人员，不用再填写新建档案的内容。")
        if not data.get("person") and not self.errors:
            if len(typed) < len(NEW):
                raise ValidationError("请选择已登记的人员，或者填写性别和出生日期新建档案。")
            if not self.user.has_perm("cadres.add_person", self.obj.election.organization):
                raise ValidationError("您不能在该团组织登记人员，请选择已登记的人员。")
        return data

    def sentences(self) -> list[str]:
        """What it would do, and of whom there may be a record already."""
        data = self.cleaned_data
        known = []
        if not data["person"]:
            organization = self.obj.election.organization
            known = alike(self.obj.name, birth_on=data["birth_on"], organization=organization)
        return [self._sentence(), *(f"请注意：可能已有档案——{whereabouts(each)}，不要重复建档。" for each in known)]

    def _sentence(self) -> str:
        seat, person = self.obj, self.cleaned_data["person"]
        who = f"“{person}”（{person.organization}）" if person else f"新建的人员档案“{seat.name}”"
        if seat.election.state == "confirmed":
            return f"{seat.election}当选人{seat}对应{who}，并自任期起登记任职。"
        return f"{seat.election}当选人{seat}对应{who}，登记任职批复时开始任职。"

    @transaction.atomic
    def perform(self, actor):
        """对应; the dossier comes next."""
        data, seat = self.cleaned_data, self.obj
        person = data["person"] or register_elected(
            seat, sex=data["sex"], birth_on=data["birth_on"], on=today(), actor=actor
        )
        match_seat(seat, person, actor=actor)
        return seat.election
