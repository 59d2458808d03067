"""Forms of visits to homes."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from league.core.access import narrowed
from league.core.dates import today
from league.core.forms import ScopedForm, ScopedModelForm
from league.core.forms.pictures import PicturesField
from organizations.enums import HomeState, PhotoSubject, VisitOutcome
from organizations.forms.fields import EffectiveDayField, not_in_the_future
from organizations.models import HomeVisit, YouthHome
from organizations.services.home_photos import add_photos
from organizations.services.home_visits import (
    PLANNED,
    assign_visits,
    change_visit,
    close_visit,
    reasons_of,
    record_visit,
    withdraw_visit,
)

OPEN_OUTCOME = [("", "还要跟进，暂不办结"), *VisitOutcome.choices]


class HomesField(forms.ModelMultipleChoiceField):
    """Homes to tick, each with who answers for it and why it stands idle."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(YouthHome.objects.none(), **kwargs)
        self.reasons: dict[int, str] = {}

    def label_from_instance(self, home):
        return f"{home.name}（{home.responsible}）：{self.reasons.get(home.pk, '没有闲置情形，抽查')}"


class VisitAssignForm(ScopedForm):
    """The idle homes that nobody is to visit yet, and those named in the address."""

    homes = HomesField(label="阵地")
    owner = forms.CharField(label="责任人", max_length=50, help_text="写明岗位和姓名；各乡镇不同的，可分几次安排。")
    due_on = forms.DateField(label="走访期限")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["homes"]
        free = narrowed(YouthHome.objects.exclude(state=HomeState.CLOSED), self.user)
        free = free.exclude(visits__in=HomeVisit.objects.open())
        asked = self.initial.get("homes") or (self.data.getlist("homes") if self.is_bound else [])
        asked = {int(key) for key in ([asked] if isinstance(asked, str) else asked) if str(key).isdecimal()}
        field.reasons = reasons_of(free, on=today())
        field.queryset = free.filter(Q(pk__in=field.reasons) | Q(pk__in=asked)).select_related("responsible")
        self.initial["homes"] = list(asked or field.reasons)

    def clean_homes(self):
        """The right is asked for each home."""
        homes = self.cleaned_data["homes"]
        closed = [str(home) for home in homes if not self.user.has_perm("organizations.assign_home_visit", home)]
        if closed:
            raise ValidationError(f"您不能安排对以下阵地的走访：{'、'.join(closed)}。")
        return homes

    def perform(self, actor):
        """安排."""
        return assign_visits(on=today(), actor=actor, **self.cleaned_data)


class VisitChangeForm(ScopedModelForm):
    class Meta:
        model = HomeVisit
        fields = list(PLANNED)

    def perform(self, actor):
        """调整."""
        changes = {name: value for name, value in self.changes().items() if name in PLANNED}
        return change_visit(self.instance, changes=changes, actor=actor)


class VisitRecordForm(ScopedForm):
    """Filled in on the spot, on a phone; ends the task at once where nothing is left to do."""

    visited_on = forms.DateField(label="走访日期", validators=[not_in_the_future])
    visitor = forms.CharField(label="走访人", max_length=50)
    finding = forms.CharField(label="走访情况", max_length=300, widget=forms.Textarea(attrs={"rows": 4}))
    camera = PicturesField(label="现场拍照", required=False, camera=True)
    album = PicturesField(label="从相册选照片（可多张）", required=False)
    outcome = forms.ChoiceField(label="结论", choices=OPEN_OUTCOME, required=False)

    def perform(self, actor):
        """登记, and 办结 where the outcome is known."""
        data = self.cleaned_data
        told = {name: data[name] for name in ("visited_on", "visitor", "finding")}
        visit = record_visit(self.obj, **told, actor=actor)
        add_photos(
            visit.home, pictures=[*data["camera"], *data["album"]], shows=PhotoSubject.PLACE, on=today(), actor=actor,
            taken_on=data["visited_on"], visit=visit,
        )  # fmt: skip
        if data["outcome"]:
            visit = close_visit(visit, on=today(), outcome=data["outcome"], actor=actor)
        return visit


class VisitCloseForm(ScopedForm):
    on = EffectiveDayField(label="办结日期")
    outcome = forms.ChoiceField(label="结论", choices=VisitOutcome.choices)
    remark = forms.CharField(label="备注", max_length=200, required=False)

    def perform(self, actor):
        """办结."""
        return close_visit(self.obj, **self.cleaned_data, actor=actor)


class VisitWithdrawForm(ScopedForm):
    on = EffectiveDayField(label="撤回日期")
    reason = forms.CharField(label="撤回理由", max_length=200)

    def perform(self, actor):
        """撤回."""
        return withdraw_visit(self.obj, **self.cleaned_data, actor=actor)
