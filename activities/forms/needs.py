"""Forms of yard meetings and needs."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from activities.enums import NeedAction
from activities.forms.own_units import OwnUnitField, OwnUnits
from activities.models import Need, ServiceTeam, YardMeeting
from activities.services.disclosures import disclose
from activities.services.need_moves import Step, move_need
from activities.services.needs import CHANGED, FIELDS, change_need, forget_raiser, raise_need
from activities.services.yard_meetings import FIELDS as MEETING
from activities.services.yard_meetings import add_photos, change_meeting, record_meeting, remove_photo
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from league.core.forms.pictures import PicturesField
from league.core.masking import mask_name, mask_phone
from league.core.scoping import ancestor_ids
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.forms.home_photos import PICTURES_HELP
from organizations.models import Organization

RAISER_HELP = "需要回访时才填；遮盖显示，查看须说明事由。反映人是未成年人的不填。"


def allowed_organization(form, permission: str, what: str) -> Organization:
    """The organisation chosen; the right is asked for it."""
    organization = form.cleaned_data["organization"]
    if not form.user.has_perm(permission, organization):
        raise ValidationError(f"您不能以“{organization}”的名义登记{what}。")
    return organization


class YardMeetingForm(OwnUnits, ScopedModelForm):
    unit = OwnUnitField(label="村（社区）")
    team = ReferenceField(
        ServiceTeam.objects.filter(dissolved_on__isnull=True), lookup="service_team", label="服务队", required=False
    )
    held_on = forms.DateField(label="召开日期", validators=[not_in_the_future])

    class Meta:
        model = YardMeeting
        fields = list(MEETING)

    def perform(self, actor):
        """更正."""
        return change_meeting(self.instance, changes=self.changes(), actor=actor)


class YardMeetingCreateForm(YardMeetingForm):
    organization = organization_field("主办团组织")
    pictures = PicturesField(label="照片", required=False, help_text=PICTURES_HELP)

    field_order = ["title", "organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        return allowed_organization(self, "activities.add_yard_meeting", "恳谈会")

    def perform(self, actor):
        """登记 with its photos."""
        fields = {name: self.cleaned_data[name] for name in MEETING}
        meeting = record_meeting(self.cleaned_data["organization"], fields=fields, actor=actor)
        add_photos(meeting, pictures=self.cleaned_data["pictures"], on=today(), actor=actor)
        return meeting


class MeetingPhotoForm(ScopedForm):
    pictures = PicturesField(label="照片", help_text=PICTURES_HELP)
    caption = forms.CharField(label="说明", max_length=100, required=False)

    def perform(self, actor):
        """添加."""
        add_photos(self.obj, **self.cleaned_data, on=today(), actor=actor)
        return self.obj


class MeetingPhotoRemoveForm(ScopedForm):
    reason = forms.CharField(label="删除理由", max_length=200, help_text="例如：重复上传、拍到了个人信息")

    def perform(self, actor):
        """删除."""
        return remove_photo(self.obj, reason=self.cleaned_data["reason"], actor=actor)


class NeedForm(OwnUnits, ScopedModelForm):
    """What is sealed never comes back into the page: the fields are empty, and an empty one stays as it is."""

    unit = OwnUnitField(label="涉及单位", required=False)
    meeting = ReferenceField(YardMeeting.objects.all(), lookup="yard_meeting", label="恳谈会", required=False)
    raised_by = forms.CharField(label="反映人姓名", max_length=50, required=False, help_text=RAISER_HELP)
    raiser_phone = forms.CharField(label="反映人电话", max_length=20, required=False)

    masks: ClassVar = {"raised_by": mask_name, "raiser_phone": mask_phone}

    class Meta:
        model = Need
        fields = [name for name in CHANGED if name not in ("raised_by", "raiser_phone")]
        widgets: ClassVar = {"detail": forms.Textarea(attrs={"rows": 4})}

    field_order = list(FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, mask in self.masks.items():
            if self.instance.pk and (value := getattr(self.instance, name)):
                self.fields[name].help_text = f"现为{mask(value)}；留空表示不变。"

    def perform(self, actor):
        """更正."""
        changes = {name: value for name, value in self.changes().items() if name in CHANGED}
        return change_need(self.instance, changes=changes, actor=actor)


class NeedCreateForm(NeedForm):
    organization = organization_field(
        "收集团组织", help_text="诉求是在哪个村（社区）、单位听到的，就填那里的团组织；谁负责办，登记后交办。"
    )
    raised_on = forms.DateField(label="反映日期", validators=[not_in_the_future])

    field_order = ["title", "organization", "category", "raised_on", "meeting", "unit", "detail", "raiser_kind"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        return allowed_organization(self, "activities.add_need", "诉求")

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return raise_need(self.cleaned_data["organization"], fields=fields, on=today(), actor=actor)


class NeedStepForm(ScopedForm):
    """A step of a need; a subclass says which, and what is asked for besides the day."""

    action = ""
    remark_label = ""

    done_on = forms.DateField(label="办理日期", validators=[not_in_the_future])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = today()
        if self.remark_label:
            self.fields["remark"] = forms.CharField(
                label=self.remark_label, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
            )

    def perform(self, actor):
        """Take the step."""
        return move_need(self.obj, Step(self.action, **self.cleaned_data), on=today(), actor=actor)


class AssignForm(NeedStepForm):
    action = NeedAction.ASSIGN
    unscoped = ("owner",)

    owner = forms.ModelChoiceField(
        Organization.objects.none(), label="责任团组织", empty_label=None,
        help_text="收集团组织本级或它的上级。",
    )  # fmt: skip
    owner_name = forms.CharField(label="责任人", max_length=50, help_text="写职务和姓名。")
    due_on = forms.DateField(label="办理期限", required=False, help_text="留空则按现在的期限。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        need = self.obj
        above = Organization.objects.filter(pk__in=ancestor_ids(need.org_path), dissolved_on__isnull=True)
        self.fields["owner"].queryset = above.order_by("-path")
        self.fields["owner"].initial = need.owner_id or need.organization_id
        self.fields["owner_name"].initial = need.owner_name
        self.fields["due_on"].initial = need.due_on


class PostponeForm(NeedStepForm):
    action, remark_label = NeedAction.POSTPONE, "延期理由"

    due_on = forms.DateField(label="延期至")


class SolveForm(NeedStepForm):
    action, remark_label = NeedAction.SOLVE, "怎样解决的"


class RefuseForm(NeedStepForm):
    action, remark_label = NeedAction.REFUSE, "不予办理的理由"


class TellForm(NeedStepForm):
    action, remark_label = NeedAction.TELL, "怎样告知的，反映人是否满意"


class ReopenForm(NeedStepForm):
    action, remark_label = NeedAction.REOPEN, "重新办理的理由"


STEP_FORMS = {
    form.action: form for form in (AssignForm, PostponeForm, SolveForm, RefuseForm, TellForm, ReopenForm)
}  # fmt: skip


class ForgetForm(ScopedForm):
    reason = forms.CharField(label="清除理由", max_length=200)

    def perform(self, actor):
        """清除."""
        return forget_raiser(self.obj, reason=self.cleaned_data["reason"], actor=actor)


class DiscloseForm(ScopedForm):
    reason = forms.CharField(
        label="事由", min_length=4, max_length=200, help_text="写明用途，例如：电话回访是否满意。将记入审计日志。"
    )

    def perform(self, actor):
        """查看: the full values."""
        return disclose(self.obj, reason=self.cleaned_data["reason"], actor=actor)
