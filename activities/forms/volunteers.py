"""Forms of volunteers, teams, calls and certificates; the offices'."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError

from activities.forms.fields import MomentField, UnitsField
from activities.models import Volunteer, VolunteerCall, VolunteerTeam
from activities.services import volunteer_calls, volunteer_certificates, volunteer_teams, volunteers
from activities.services.volunteer_disclosure import disclose_volunteer
from cadres.validators import read_id_number, read_phone
from league.core.dates import add_months, today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.forms.fields import EffectiveDayField, organization_field
from organizations.models import Division, Unit

USUAL_CONSENT = (
    "您填写的姓名、出生年份、手机号、就读院校（选填）和身份证号（仅在活动办理保险时收集）、监护人姓名和手机号（未满18周岁），仅用于"
    "本次活动的组织联系、签到、保险和服务时长认定，由主办团组织保管，加密存储，不对外公开。办理保险时向承保公司提供名单。"
    "您可以凭报名成功时给出的专用链接查看和取消报名。长期没有参加活动的，手机号、身份证号和监护人信息到期自动清除。"
)
CONSENT_VERSION = "1.0"


class Personal:
    """What is typed by hand is read before it is stored."""

    def clean_phone(self) -> str:
        """Eleven digits, or nothing."""
        return read_phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def clean_guardian_phone(self) -> str:
        """Eleven digits, or nothing."""
        return read_phone(self.cleaned_data["guardian_phone"]) if self.cleaned_data["guardian_phone"] else ""

    def clean_id_number(self) -> str:
        """Eighteen characters, or nothing."""
        number = self.cleaned_data["id_number"].strip()
        return read_id_number(number, on=today()).number if number else ""


class VolunteerForm(Personal, ScopedModelForm):
    """What is empty on the page stays as it is: sealed numbers are not shown to be corrected."""

    phone = forms.CharField(label="手机号", max_length=20, required=False)
    id_number = forms.CharField(label="身份证号", max_length=18, required=False, help_text="办理保险时需要；可不填。")
    guardian_phone = forms.CharField(label="监护人手机号", max_length=20, required=False)
    home_division = ReferenceField(
        Division.objects.filter(ends_on__isnull=True), lookup="division", label="家庭所在区划", required=False
    )
    team = forms.ModelChoiceField(
        VolunteerTeam.objects.order_by("code"), label="所在队伍", required=False, empty_label="没有"
    )

    class Meta:
        model = Volunteer
        fields = list(volunteers.FIELDS)

    sealed = ("phone", "id_number", "guardian_phone")
    unscoped = ("home_division",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in self.sealed:
                self.initial[name] = ""
                self.fields[name].help_text = "已登记的不显示；留空则不变，填写则更正。"

    def stated(self) -> dict:
        """The fields as the service takes them."""
        return {name: self.cleaned_data[name] for name in volunteers.FIELDS}

    def _post_clean(self):
        # The service checks the whole row; the form's instance would lose its sealed numbers.
        pass

    def perform(self, actor):
        """更正."""
        changes = {
            name: value for name, value in self.stated().items() if name not in self.sealed or value
        }  # fmt: skip
        return volunteers.change_volunteer(self.instance, changes=changes, on=today(), actor=actor)


class VolunteerCreateForm(VolunteerForm):
    organization = organization_field("建档团组织")

    field_order = ["name", "organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_volunteer", organization):
            raise ValidationError(f"您不能在“{organization}”登记志愿者。")
        return organization

    def perform(self, actor):
        """登记."""
        return volunteers.register_volunteer(
            self.cleaned_data["organization"], fields=self.stated(), on=today(), actor=actor
        )  # fmt: skip


class VillageServiceForm(ScopedForm):
    unit = ReferenceField(Unit.objects.filter(closed_on__isnull=True), lookup="unit", label="服务的村（社区）")
    starts_on = EffectiveDayField(label="开始日期")
    ends_on = forms.DateField(label="结束日期（含当日）", required=False)

    def perform(self, actor):
        """登记."""
        return volunteers.add_village_service(self.obj, **self.cleaned_data, on=today(), actor=actor)


class VolunteerDiscloseForm(ScopedForm):
    reason = forms.CharField(label="查看理由", max_length=200, help_text="会与您的账号、时间一起记入审计日志。")

    def perform(self, actor):
        """The values in clear, for one page."""
        return disclose_volunteer(self.obj, reason=self.cleaned_data["reason"], actor=actor)


class VolunteerTeamForm(ScopedModelForm):
    villages = UnitsField(
        label="服务的村（社区）、学校", required=False, help_text="每行一个，填编码或全称。"
    )  # fmt: skip

    class Meta:
        model = VolunteerTeam
        fields = list(volunteer_teams.FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["villages"].user = self.user
        if self.instance.pk:
            rows = self.instance.villages.select_related("unit").order_by("unit__code")
            self.initial["villages"] = [row.unit for row in rows]

    def perform(self, actor):
        """更正."""
        changes = {name: self.cleaned_data[name] for name in volunteer_teams.FIELDS}
        return volunteer_teams.change_team(
            self.instance, changes=changes, villages=self.cleaned_data["villages"], actor=actor
        )  # fmt: skip


class VolunteerTeamCreateForm(VolunteerTeamForm):
    organization = organization_field("接待（所属）团组织")

    field_order = ["code", "name", "kind", "organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_volunteer_team", organization):
            raise ValidationError(f"您不能在“{organization}”登记志愿服务队。")
        return organization

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in volunteer_teams.FIELDS}
        return volunteer_teams.create_team(
            self.cleaned_data["organization"], fields=fields, villages=self.cleaned_data["villages"], on=today(),
            actor=actor,
        )  # fmt: skip


class VolunteerCallForm(ScopedModelForm):
    opens_at = MomentField(label="报名开始")
    closes_at = MomentField(label="报名截止")

    class Meta:
        model = VolunteerCall
        fields = list(volunteer_calls.FIELDS)

    def perform(self, actor):
        """修改."""
        changes = {name: self.cleaned_data[name] for name in volunteer_calls.FIELDS}
        return volunteer_calls.change_call(self.instance, changes=changes, actor=actor)


class VolunteerCallOpenForm(ScopedForm):
    """发起招募 for the activity `obj`; the fields are those of the call."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        model_form = forms.modelform_factory(
            VolunteerCall,
            fields=volunteer_calls.FIELDS,
            field_classes={"opens_at": MomentField, "closes_at": MomentField},
        )
        self.fields.update(model_form.base_fields)
        for name in ("opens_at", "closes_at"):
            self.fields[name].widget = MomentField.widget
        begin = self.obj.starts_at
        self.initial = {
            "consent_text": USUAL_CONSENT, "consent_version": CONSENT_VERSION, "capacity": 30,
            "opens_at": begin - timedelta(days=7), "closes_at": begin - timedelta(hours=2),
        } | self.initial  # fmt: skip

    def perform(self, actor):
        """发起."""
        return volunteer_calls.open_call(self.obj, fields=self.cleaned_data, actor=actor)


class CertificateForm(ScopedForm):
    organization = organization_field("出具团组织", help_text="证明该组织及其下级举办的活动的时长。")
    first_day = forms.DateField(label="服务日期自")
    last_day = EffectiveDayField(label="至（含当日）")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("last_day", today())
        self.initial.setdefault("first_day", add_months(today(), -12))

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.issue_volunteer_certificate", organization):
            raise ValidationError(f"您不能以“{organization}”的名义出具证明。")
        return organization

    def perform(self, actor):
        """出具."""
        data = dict(self.cleaned_data)
        return volunteer_certificates.issue_certificate(
            self.obj, data.pop("organization"), **data, on=today(), actor=actor
        )  # fmt: skip


class RevokeForm(ScopedForm):
    reason = forms.CharField(label="作废原因", max_length=200, help_text="查验证明的人会看到已作废。")

    def perform(self, actor):
        """作废."""
        return volunteer_certificates.revoke_certificate(
            self.obj, reason=self.cleaned_data["reason"], on=today(), actor=actor
        )  # fmt: skip
