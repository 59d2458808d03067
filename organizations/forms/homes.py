"""Forms of homes: the record, the life cycle, the months and the yearly check."""

from django import forms
from django.core.exceptions import ValidationError

from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from league.core.forms.pictures import PicturesField
from organizations.enums import CheckItem, PhotoSubject
from organizations.forms.fields import EffectiveDayField, not_in_the_future, organization_field
from organizations.forms.organizations import division_field
from organizations.models import Unit, YouthHome
from organizations.models.home import WEEK
from organizations.services.home_checks import Finding, check_home
from organizations.services.home_records import record_home_month
from organizations.services.homes import FIELDS, advance_home, apply_home, change_home

PASSED = (("yes", "合格"), ("no", "不合格"))


class WeekdaysField(forms.MultipleChoiceField):
    """开放日: ticks on the screen, digits 1 (Monday) to 7 in the row."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        choices = [(str(number), name) for number, name in enumerate(WEEK, start=1)]
        super().__init__(choices=choices, required=False, label="开放日", **kwargs)

    def prepare_value(self, value):
        """The ticks of a row's digits."""
        return list(value) if isinstance(value, str) else value

    def clean(self, value):
        return "".join(sorted(super().clean(value)))


class HomeForm(ScopedModelForm):
    """The record; a change with a day holds from that day, one without mends what was recorded wrongly."""

    responsible = organization_field("负责团组织")
    division = division_field()
    unit = ReferenceField(Unit.objects.filter(closed_on__isnull=True), lookup="unit", label="依托单位", required=False)
    weekdays = WeekdaysField()
    on = EffectiveDayField(
        label="变更自", required=False, help_text="自某日起变化的，填写该日；原登记有误、作更正的，留空。"
    )

    class Meta:
        model = YouthHome
        fields = FIELDS
        help_texts = {
            "map_x": "示意图上的位置，0至1000；在下方示意图上点一下即可填入。",
            "office_phone": "只登记办公电话，不登记个人手机号。",
            "opening_hours": "例如 9:00—17:00",
        }

    def clean_responsible(self):
        """The right is asked for the organisation chosen."""
        responsible = self.cleaned_data["responsible"]
        if not self.user.has_perm("organizations.add_home", responsible):
            raise ValidationError(f"您不能为“{responsible}”登记阵地。")
        return responsible

    def perform(self, actor):
        """A correction or a dated change."""
        changes = {name: value for name, value in self.changes().items() if name in FIELDS}
        return change_home(self.instance, changes=changes, on=self.cleaned_data["on"], actor=actor)


class HomeCreateForm(HomeForm):
    on = EffectiveDayField(label="申报日期")

    def perform(self, actor):
        """申报."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return apply_home(fields=fields, on=self.cleaned_data["on"], actor=actor)


class HomeActionForm(ScopedForm):
    """One step of the life cycle; `action` is given by the page."""

    on = EffectiveDayField(label="日期")
    reason = forms.CharField(label="理由或说明", max_length=200, required=False)
    document = forms.CharField(label="文号", max_length=100, required=False)

    def perform_action(self, action: str, actor):
        """办理."""
        return advance_home(self.obj, action=action, **self.cleaned_data, actor=actor)


class MonthField(forms.DateField):
    """A month, as the browser's month picker writes it: 2023-05."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%Y-%m", attrs={"type": "month", "placeholder": "2023-05"})
        super().__init__(input_formats=["%Y-%m", "%Y-%m-%d"], widget=widget, **kwargs)


class HomeMonthForm(ScopedForm):
    month = MonthField(label="月份", help_text="已登记过的月份再次填写，作更正。")
    activities = forms.IntegerField(label="活动场次", min_value=0, max_value=500)
    attendances = forms.IntegerField(label="其中有签到记录的场次", min_value=0, max_value=500)
    source = forms.CharField(label="数据来源", max_length=120, required=False, help_text="例如：活动台账、云平台")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The base turns every day field into a day picker.
        self.fields["month"].widget.input_type = "month"
        self.fields["month"].widget.format = "%Y-%m"

    def clean(self):
        data = super().clean()
        if (data.get("attendances") or 0) > (data.get("activities") or 0):
            self.add_error("attendances", "有签到记录的场次不能多于活动场次。")
        return data

    def perform(self, actor):
        """登记 or 更正."""
        return record_home_month(self.obj, **self.cleaned_data, on=today(), actor=actor)


class HomeCheckForm(ScopedForm):
    """The yearly check, made for a thumb: two large choices an item, and what is wrong where something is."""

    checked_on = forms.DateField(label="检查日期", validators=[not_in_the_future])
    checker = forms.CharField(label="检查人", max_length=50)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for item in CheckItem:
            self.fields[item.value] = forms.ChoiceField(label=item.label, choices=PASSED, widget=forms.RadioSelect)
            self.fields[f"{item.value}_remark"] = forms.CharField(
                label="说明（不合格的必填）", max_length=200, required=False
            )
            self.fields[f"{item.value}_photo"] = PicturesField(label="拍照（可不拍）", required=False, camera=True)
        self.fields["remark"] = forms.CharField(label="总的情况", max_length=200, required=False)
        self.fields["album"] = PicturesField(label="从相册选其他照片（可多张）", required=False)

    def clean(self):
        data = super().clean()
        for item in CheckItem:
            if data.get(item.value) == "no" and not data.get(f"{item.value}_remark", "").strip():
                self.add_error(f"{item.value}_remark", "不合格的项目要写明情况。")
        return data

    def perform(self, actor):
        """登记."""
        data = self.cleaned_data
        findings = {
            item.value: Finding(data[item.value] == "yes", data[f"{item.value}_remark"].strip()) for item in CheckItem
        }
        photos = {item.value: data[f"{item.value}_photo"] for item in CheckItem} | {PhotoSubject.OTHER: data["album"]}
        return check_home(
            self.obj, checked_on=data["checked_on"], checker=data["checker"], remark=data["remark"],
            findings=findings, photos=photos, on=today(), actor=actor,
        )  # fmt: skip
