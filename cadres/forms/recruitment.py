"""Forms of drives and openings."""

from django import forms
from django.core.exceptions import ValidationError

from cadres.enums import DriveState
from cadres.models import Opening, RecruitmentDrive
from cadres.services.openings import FIELDS as OPENING_FIELDS
from cadres.services.openings import change_opening, offer_opening, withdraw_opening
from cadres.services.recruitment_drives import FIELDS as DRIVE_FIELDS
from cadres.services.recruitment_drives import change_drive, create_drive, move_drive
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from league.core.scoping import is_within
from organizations.forms.fields import EffectiveDayField, organization_field
from organizations.models import Division

USUAL_CONSENT = (
    "您填写的姓名、性别、出生日期、手机号、身份证号（选填）、院校专业、户籍乡镇和自我陈述，仅用于本次招募的资格审核、面试联系、"
    "录用和上岗管理，由主办团组织保管，加密存储，不对外公开，不提供给招募以外的单位（录用后向用人单位提供姓名、院校、专业和联系方式）。"
    "未录用者的上述信息在招募办结后按公告的天数清除。您可以凭报名成功时给出的专用链接随时查看报名状态；上岗之前可以撤回报名，"
    "撤回后上述信息立即清除。不满18周岁的不能报名。"
)


class DriveCreateForm(ScopedModelForm):
    organization = organization_field("主办团组织")

    class Meta:
        model = RecruitmentDrive
        fields = ["organization", *DRIVE_FIELDS]

    field_order = ["code", "organization", *DRIVE_FIELDS[1:]]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent_text"].initial = USUAL_CONSENT
        self.fields["consent_version"].initial = "1.0"
        self.fields["year"].initial = today().year

    def clean_organization(self):
        """The right is asked for the organiser chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("cadres.add_recruitment_drive", organization):
            raise ValidationError(f"您不能以“{organization}”的名义新建招募。")
        return organization

    def perform(self, actor):
        """新建."""
        fields = {name: self.cleaned_data[name] for name in DRIVE_FIELDS}
        return create_drive(self.cleaned_data["organization"], fields=fields, actor=actor)


class DriveForm(ScopedModelForm):
    class Meta:
        model = RecruitmentDrive
        fields = list(DRIVE_FIELDS)

    def perform(self, actor):
        """修改."""
        return change_drive(self.instance, changes=self.changes(), actor=actor)


class DriveStepForm(ScopedForm):
    """A step without anything to fill in."""

    action = ""

    def perform(self, actor):
        """Take the step today."""
        reason = self.cleaned_data.get("reason", "")
        return move_drive(self.obj, self.action, on=today(), reason=reason, actor=actor)


class DriveBackStepForm(DriveStepForm):
    """A step back says why."""

    reason = forms.CharField(label="事由", max_length=200)


def division_field() -> ReferenceField:
    """The township of the work, or the county."""
    return ReferenceField(
        Division.objects.filter(ends_on__isnull=True), lookup="division", label="工作地点",
        help_text="所在乡镇（街道）；县直单位选本县。",
    )  # fmt: skip


class OpeningCreateForm(ScopedModelForm):
    organization = organization_field("归口团组织", help_text="用人单位归口的乡镇（系统）团委。")
    division = division_field()

    class Meta:
        model = Opening
        fields = ["drive", "organization", *OPENING_FIELDS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        drives = self.fields["drive"].queryset.filter(state__in=DriveState.taking_openings)
        self.fields["drive"].queryset = drives.order_by("-year", "code")

    def clean(self):
        """The right is asked for the drive and for the organisation that offers."""
        data = super().clean()
        drive, organization = data.get("drive"), data.get("organization")
        if organization and not self.user.has_perm("cadres.offer_opening", organization):
            self.add_error("organization", f"您不能以“{organization}”的名义登记岗位。")
        if drive and organization and not is_within(organization.path, drive.org_path):
            self.add_error("organization", f"“{organization}”不属于主办单位“{drive.organization}”的范围。")
        return data

    def perform(self, actor):
        """登记 today."""
        fields = {name: self.cleaned_data[name] for name in OPENING_FIELDS}
        return offer_opening(
            self.cleaned_data["drive"], self.cleaned_data["organization"], fields=fields, on=today(), actor=actor
        )


class OpeningForm(ScopedModelForm):
    division = division_field()

    class Meta:
        model = Opening
        fields = list(OPENING_FIELDS)

    def perform(self, actor):
        """修改."""
        return change_opening(self.instance, changes=self.changes(), actor=actor)


class OpeningWithdrawForm(ScopedForm):
    on = EffectiveDayField(label="撤回日期")
    reason = forms.CharField(label="事由", max_length=200)

    def perform(self, actor):
        """撤回."""
        return withdraw_opening(self.obj, **self.cleaned_data, actor=actor)
