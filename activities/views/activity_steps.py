"""The steps of an activity as pages: what took place, and everything that needs only a reason."""

from activities.enums import ActivityAction
from activities.forms.activities import HoldForm, ReasonStepForm, StepForm
from activities.services.activity_moves import move_refusal
from activities.views.activities import ActivityTurn
from league.core.dates import today
from league.core.submissions import Outcome
from league.core.views import ActionView, ScopedUpdateView
from league.core.views.photos import TakesPhotos

SENTENCES = {
    ActivityAction.PUBLISH: "“{0}”将发布，列入日历；举办后请登记举办情况。",
    ActivityAction.RETRACT: "“{0}”退回草稿，不再对外显示。",
    ActivityAction.VERIFY: "“{0}”核验通过后不能再修改；登记的人次照计入统计。请先看过照片和签到情况。",
    ActivityAction.RETURN: "“{0}”退回主办团组织更正，更正并重新登记之前不计入统计。",
    ActivityAction.UNVERIFY: "“{0}”恢复为已举办，主办团组织可以更正。",
    ActivityAction.CANCEL: "“{0}”取消，不计入统计；记录保留。",
    ActivityAction.RESTORE: "“{0}”恢复为草稿。",
}


class ActivityHoldView(TakesPhotos, ActivityTurn, ScopedUpdateView):
    """登记举办 and 更正举办情况; the URL says which."""

    form_class = HoldForm
    template_name = "activities/activities/hold.html"
    action = ActivityAction.HOLD

    @property
    def permission(self):
        """The right of the step."""
        return self.action.permission

    def get_title(self):
        """The step and the activity."""
        return f"{self.action.label}：{self.object}"

    def get_done(self, result):
        """To what was written."""
        return Outcome(f"{result.get_absolute_url()}?tab=outcome", f"已保存举办情况：{result}。")


class ActivityStepView(ActivityTurn, ActionView):
    """One step; the URL says which."""

    action = ActivityAction.PUBLISH
    done = "已办理：{object}。"

    @property
    def form_class(self):
        """With a reason where somebody will ask."""
        base = ReasonStepForm if self.action.needs_reason else StepForm
        return type(base.__name__, (base,), {"action": self.action})

    @property
    def permission(self):
        """The right of the step."""
        return self.action.permission

    def get_title(self):
        """The step and the activity."""
        return f"{self.action.label}：{self.object}"

    def preview(self, form):
        """Why it cannot be done, or what follows."""
        if refusal := move_refusal(self.object, self.action, on=today()):
            return [refusal]
        return [SENTENCES[self.action].format(self.object)]
