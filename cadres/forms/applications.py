"""Forms of what the offices do with an application and its placement; FORMS names the one of each action."""

from django import forms

from cadres.enums import ApplicationAction
from cadres.models import Opening
from cadres.services.application_disclosure import disclose_application
from cadres.services.placements import (
    certify_placement,
    leave_placement,
    miss_placement,
    revoke_placement,
    take_up,
)
from cadres.services.screening import pass_application, recheck_application, reject_application, score_application
from cadres.services.selection import (
    decline_application,
    reconsider_application,
    select_application,
    unselect_application,
)
from league.core.dates import today
from league.core.forms import ScopedForm
from organizations.forms.fields import EffectiveDayField


class PassForm(ScopedForm):
    note = forms.CharField(label="审核意见", max_length=200, required=False, help_text="选填，报名者看不到。")

    def perform(self, actor):
        """审核通过."""
        return pass_application(self.obj, note=self.cleaned_data["note"], actor=actor)


class ReasonForm(ScopedForm):
    """An action that says why; the service is `service`."""

    reason = forms.CharField(label="事由", max_length=200)

    @staticmethod
    def service(obj, *, reason, actor):
        """The service of the action."""
        raise NotImplementedError

    def perform(self, actor):
        """Call the service."""
        return self.service(self.obj, reason=self.cleaned_data["reason"], actor=actor)


class RejectForm(ReasonForm):
    reason = forms.CharField(label="不通过的原因", max_length=200, help_text="报名者会在查询页面看到。")
    service = staticmethod(reject_application)


class RecheckForm(ReasonForm):
    service = staticmethod(recheck_application)


class UnselectForm(ReasonForm):
    service = staticmethod(unselect_application)


class DeclineForm(ReasonForm):
    service = staticmethod(decline_application)


class MissForm(ReasonForm):
    service = staticmethod(miss_placement)


class RevokeForm(ReasonForm):
    service = staticmethod(revoke_placement)


class ReconsiderForm(ScopedForm):
    def perform(self, actor):
        """递补候选."""
        return reconsider_application(self.obj, actor=actor)


class ScoreForm(ScopedForm):
    score = forms.DecimalField(label="面试成绩", min_value=0, max_value=100, max_digits=5, decimal_places=2)

    def perform(self, actor):
        """登记成绩."""
        return score_application(self.obj, score=self.cleaned_data["score"], actor=actor)


class OpeningChoice(forms.ModelChoiceField):
    """An opening of the drive, with the seats left and the rank of the wish."""

    ranks: dict[int, int] = {}

    def label_from_instance(self, obj) -> str:
        """第1志愿 西渡镇某单位文员（录用 1/3）."""
        rank = self.ranks.get(obj.pk)
        return f"{f'第{rank}志愿 ' if rank else ''}{obj}（已录用{obj.taken}/{obj.seats}）"


class SelectForm(ScopedForm):
    opening = OpeningChoice(Opening.objects.all(), label="录用岗位", empty_label="请选择")
    on = EffectiveDayField(label="录用日期")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, application = self.fields["opening"], self.obj
        openings = field.queryset.filter(drive=application.drive).standing(on=today()).with_taken()
        field.ranks = dict(application.wishes.values_list("opening", "rank"))
        field.queryset = openings.order_by("code")
        wished = [pk for pk, _ in sorted(field.ranks.items(), key=lambda pair: pair[1])]
        self.initial.setdefault("opening", wished[0] if wished else None)
        self.initial.setdefault("on", today())

    def perform(self, actor):
        """录用."""
        return select_application(self.obj, **self.cleaned_data, actor=actor)


class TakeUpForm(ScopedForm):
    on = EffectiveDayField(label="上岗日期")
    document = forms.CharField(
        label="任职文号",
        max_length=100,
        required=False,
        help_text="兼职团委副书记、团委实习岗位同时登记任职，有文件的填写。",
    )

    def perform(self, actor):
        """登记上岗."""
        return take_up(self.obj, **self.cleaned_data, actor=actor)


class LeaveForm(ScopedForm):
    on = EffectiveDayField(label="离岗日期", help_text="不再在岗的第一天。")
    reason = forms.CharField(label="离岗原因", max_length=200, help_text="例如：实习期满。")

    def perform(self, actor):
        """登记离岗."""
        return leave_placement(self.obj, **self.cleaned_data, actor=actor)


class CertifyForm(ScopedForm):
    def perform(self, actor):
        """出具证明 today."""
        return certify_placement(self.obj, on=today(), actor=actor)


class DiscloseForm(ScopedForm):
    reason = forms.CharField(label="查看理由", max_length=200, help_text="会与您的账号、时间一起记入审计日志。")

    def perform(self, actor):
        """The values in clear, for one page."""
        return disclose_application(self.obj, reason=self.cleaned_data["reason"], actor=actor)


FORMS: dict[ApplicationAction, type[ScopedForm]] = {
    ApplicationAction.PASS: PassForm,
    ApplicationAction.REJECT: RejectForm,
    ApplicationAction.RECHECK: RecheckForm,
    ApplicationAction.SCORE: ScoreForm,
    ApplicationAction.SELECT: SelectForm,
    ApplicationAction.UNSELECT: UnselectForm,
    ApplicationAction.DECLINE: DeclineForm,
    ApplicationAction.RECONSIDER: ReconsiderForm,
    ApplicationAction.TAKE_UP: TakeUpForm,
    ApplicationAction.MISS: MissForm,
    ApplicationAction.LEAVE: LeaveForm,
    ApplicationAction.REVOKE: RevokeForm,
}
