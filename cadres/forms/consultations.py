"""Forms of consultation and of the working calendar."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from cadres.enums import PostTitle, Verdict
from cadres.models import CalendarDay, Consultation, ConsultationOpinion, Person
from cadres.services.calendar_days import FIELDS as CALENDAR
from cadres.services.calendar_days import add_calendar_day, change_calendar_day, remove_calendar_day
from cadres.services.consultations import (
    FIELDS,
    OPINION,
    add_party_opinion,
    answer_consultation,
    ask_consultation,
    change_consultation,
    change_opinion,
    record_appointment,
    withdraw_consultation,
)
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.enums import OrganizationKind
from organizations.forms.fields import EffectiveDayField, not_in_the_future
from organizations.models import Organization

LED = (OrganizationKind.COMMITTEE, OrganizationKind.WORK_COMMITTEE, OrganizationKind.LEADING_BODY)
TITLES = [(title.value, title.label) for title in PostTitle if title in PostTitle.committee]


def person_field(label: str) -> ReferenceField:
    """Choose a person by name, pinyin or initials."""
    return ReferenceField(
        Person.objects.current(),
        lookup="person",
        label=label,
        help_text="先在“人员”中登记，再按姓名、拼音或首字母选择。",
    )


def committee_field(label: str) -> ReferenceField:
    """Choose a committee by name, pinyin or code."""
    rows = Organization.objects.filter(dissolved_on__isnull=True, kind__in=LED)
    return ReferenceField(rows, lookup="organization", label=label)


class ConsultationForm(ScopedModelForm):
    """The request, new or corrected."""

    person = person_field("拟任人选")
    organization = committee_field("拟任团组织")
    title = forms.ChoiceField(label="拟任职务", choices=TITLES)

    class Meta:
        model = Consultation
        fields = list(FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].validators.append(not_in_the_future)

    def perform(self, actor):
        """更正."""
        return change_consultation(self.instance, changes=self.changes(), actor=actor)


class ConsultationCreateForm(ConsultationForm):
    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("cadres.add_consultation", organization):
            raise ValidationError(f"您不能为“{organization}”登记协管征求意见。")
        return organization

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return ask_consultation(fields=fields, actor=actor)


class LetterForm(ScopedForm):
    """One letter of the correspondence."""

    text = forms.CharField(label="意见内容", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    document = forms.CharField(label="文号", max_length=100, required=False)
    given_on = EffectiveDayField(label="日期")
    given_by = forms.CharField(label="经办人", max_length=50)


class AnswerForm(LetterForm):
    verdict = forms.ChoiceField(label="协管意见", choices=Verdict.choices)

    field_order = OPINION

    def perform(self, actor):
        """答复."""
        return answer_consultation(self.obj, fields=self.cleaned_data, actor=actor)


class PartyOpinionForm(LetterForm):
    def perform(self, actor):
        """登记党组织意见."""
        add_party_opinion(self.obj, fields=self.cleaned_data, actor=actor)
        return self.obj


class OpinionForm(ScopedModelForm):
    """Correcting a letter; the verdict is the league's alone."""

    class Meta:
        model = ConsultationOpinion
        fields = list(OPINION)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["given_on"].validators.append(not_in_the_future)
        if not self.instance.verdict:
            del self.fields["verdict"]
        else:
            self.fields["verdict"].required = True

    def perform(self, actor):
        """更正."""
        return change_opinion(self.instance, changes=self.changes(), actor=actor)


class WithdrawForm(ScopedForm):
    on = EffectiveDayField(label="撤回日期")
    reason = forms.CharField(label="撤回理由", max_length=200)

    def perform(self, actor):
        """撤回."""
        return withdraw_consultation(self.obj, **self.cleaned_data, actor=actor)


class AppointmentForm(ScopedForm):
    on = EffectiveDayField(label="任职日期", required=False, help_text="误登的，清空日期后保存即取消。")
    document = forms.CharField(label="任职文号", max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.obj is not None:
            self.initial |= {"on": self.obj.appointed_on, "document": self.obj.appointment_document}

    def clean(self):
        data = super().clean()
        if not data.get("on") and self.obj.appointed_on is None and "on" not in self.errors:
            self.add_error("on", "请填写任职日期。")
        return data

    def perform(self, actor):
        """登记任职."""
        return record_appointment(self.obj, **self.cleaned_data, actor=actor)


class CalendarDayForm(ScopedModelForm):
    class Meta:
        model = CalendarDay
        fields = list(CALENDAR)

    def perform(self, actor):
        """更正."""
        return change_calendar_day(self.instance, changes=self.changes(), actor=actor)


class CalendarDayCreateForm(CalendarDayForm):
    def perform(self, actor):
        """登记."""
        return add_calendar_day(fields={name: self.cleaned_data[name] for name in CALENDAR}, actor=actor)


class CalendarDayRemoveForm(ScopedForm):
    reason = forms.CharField(label="理由", max_length=200)

    def perform(self, actor):
        """取消调整."""
        remove_calendar_day(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return self.obj
