"""The offices' pages of calls, sign-ups, check-ins and doubts."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from activities.enums import CheckInSource, Direction, Doubt, DoubtState, SignUpState
from activities.filters.volunteers import AttendanceDoubtFilter, CheckInFilter, SignUpFilter
from activities.forms.attendance import (
    CancelForm,
    CorrectForm,
    DecideForm,
    DeskForm,
    EnterForm,
    RosterForm,
    SettleForm,
)
from activities.forms.volunteers import VolunteerCallForm, VolunteerCallOpenForm
from activities.models import Activity, AttendanceDoubt, CheckIn, SignUp, VolunteerCall
from activities.models.volunteer_certificate import hours_told
from activities.services.check_ins import is_sound
from activities.tables.volunteers import AttendanceDoubtTable, CheckInTable, SignUpTable
from activities.views.activities import ActivityTurn
from league.core.exporter import FORMATS, named
from league.core.masking import mask_phone
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, ScopedListView, ScopedUpdateView, Tab
from league.core.views.editing import Refused, refuse_in_words
from organizations.views.actions import TurnTaking

# Of an activity: label, address, icon, right; the first three need no call.
STEPS = (
    ("发起招募", "volunteer-call-open", "megaphone", "open_volunteer_call", False),
    ("修改招募", "volunteer-call-update", "pencil", "change_volunteer_call", True),
    ("现场签到码", "activity-door", "qr-code", "keep_door", True),
    ("代报名", "sign-up-enter", "person-plus", "enter_sign_up", True),
    ("办结签到", "attendance-settle", "check2-all", "settle_attendance", True),
    ("投保名单", "activity-roster", "shield-check", "export_roster", True),
)


def volunteers_of(page) -> dict:
    """The tab of an activity: its call, how many signed up, and what can be done."""
    activity, user = page.object, page.request.user
    call = VolunteerCall.objects.filter(activity=activity).first()
    counts = dict(
        SignUp.objects.filter(activity=activity).order_by().values("state").annotate(n=Count("pk"))
        .values_list("state", "n")
    )  # fmt: skip
    links = []
    for label, name, icon, right, of_call in STEPS:
        if of_call == (call is not None) and user.has_perm(f"activities.{right}", activity):
            key = call.pk if name == "volunteer-call-update" else activity.pk
            links.append(Link(label, reverse(f"activities:{name}", args=[key]), icon))
    public = reverse("volunteering:activity", args=[activity.code]) if call else ""
    return {
        "call": call,
        "counts": [(state.label, counts.get(state, 0)) for state in SignUpState if counts.get(state)],
        "taken": sum(counts.get(state, 0) for state in SignUpState.seated),
        "volunteer_links": links,
        "public": page.request.build_absolute_uri(public) if public else "",
        "announced": call is not None and activity.state == "published",
        "sign_ups": f"{reverse('activities:sign-up-list')}?activity={activity.pk}",
        "check_ins": f"{reverse('activities:check-in-list')}?activity={activity.pk}",
    }


class CallOpenView(ActivityTurn, ScopedUpdateView):
    form_class, permission = VolunteerCallOpenForm, "activities.open_volunteer_call"
    submit_label, done = "发起招募", "已发起：{object}。活动发布后，公众可以报名。"

    def get_title(self):
        """For which."""
        return f"招募志愿者：{self.object}"


class OfActivity(TurnTaking):
    """What hangs on an activity stands at its organiser."""

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return self.model.objects.select_related("activity__organization")

    def node(self):
        """The organiser."""
        return self.object.activity.organization


class CallUpdateView(OfActivity, ScopedUpdateView):
    model, form_class, permission = VolunteerCall, VolunteerCallForm, "activities.change_volunteer_call"


class EnterView(ActivityTurn, ScopedUpdateView):
    form_class, permission = EnterForm, "activities.enter_sign_up"
    submit_label, done = "报名", "已报名：{object}。"

    def get_title(self):
        """For which."""
        return f"代报名：{self.object}"


class SettleView(ActivityTurn, ActionView):
    form_class, permission, title = SettleForm, "activities.settle_attendance", "办结签到"
    done = "已办结签到：{object}。"

    def preview(self, form):
        """Who came, who did not."""
        rows = SignUp.objects.filter(activity=self.object)
        came = rows.filter(state=SignUpState.ATTENDED).count()
        missing = rows.filter(state=SignUpState.SIGNED_UP).count()
        return [
            f"到场{came}人，记入活动的志愿者人次和人数（按姓名签到）。",
            f"没有签到的{missing}人登记为未到场；之后仍可补签、更正，再办结一次。",
        ]


class RosterView(ScopedUpdateView):
    """The workbook at once; nothing of it is kept here."""

    model, form_class, permission = Activity, RosterForm, "activities.export_roster"
    submit_label = "导出"

    def get_title(self):
        """Of which."""
        return f"投保名单：{self.object}"

    def post(self, request, *args, **kwargs):
        """The file, or the form with what is missing."""
        form = self.get_form(bound=True)
        try:
            if not form.is_valid():
                return self.show(form)
            content = refuse_in_words(form, lambda: self.perform(form))
        except Refused as refused:
            return self.show(refused.form)
        response = named(HttpResponse(content, content_type=FORMATS["xlsx"]), f"投保名单-{self.object.code}.xlsx")
        response["Cache-Control"] = "no-store"
        return response


class SignUpListView(ScopedListView):
    model, table_class, filterset_class = SignUp, SignUpTable, SignUpFilter
    title, noun, permission = "志愿报名", "activities:sign-up", "activities.view_sign_up"
    intro = "到场和时长由签到记录得出。手机号打码显示和导出。"


class SignUpDetailView(ScopedDetailView):
    model = SignUp
    permission = "activities.view_sign_up"
    select_related = ("activity", "volunteer")
    facts = (
        Column("activity", "活动", link=True),
        Column("volunteer", "志愿者", value="volunteer"),
        Column("phone", "手机号", value=lambda row: mask_phone(row.volunteer.phone)),
        Column("state", "状态", kind="badge", choices=SignUpState),
        Column("signed_at", "报名时间", kind="date"),
        Column("cancelled_at", "取消时间", kind="date"),
        Column("hours", "时长（小时）", value=lambda row: hours_told(row.minutes)),
        Column("consent_version", "同意的知情同意书版本"),
        Column("guardian_agreed", "监护人同意", kind="bool"),
    )
    tabs = (Tab("records", "签到记录", "activities/volunteers/tab_records.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("志愿报名", reverse("activities:sign-up-list"))]

    def get_title(self):
        """Who, for what; the row's own name says only what."""
        return f"{self.object.volunteer}：{self.object.activity}"

    def get_links(self):
        """The volunteer's record, and what can be done."""
        row = self.object
        return [
            Link("志愿者档案", row.volunteer.get_absolute_url(), "person"),
            Link("代签", reverse("activities:sign-up-desk", args=[row.pk]), "pencil-square",
                 permission="activities.check_in_at_desk"),
            Link("取消报名", reverse("activities:sign-up-cancel", args=[row.pk]), "x-circle",
                 permission="activities.cancel_sign_up"),
        ]  # fmt: skip

    def tab_records(self):
        """Every record, also those that were corrected."""
        rows = self.object.check_ins.select_related("recorded_by", "corrects").order_by("pk")
        replaced = {row.corrects_id for row in rows}
        return {"rows": [(row, row.pk in replaced, is_sound(row)) for row in rows]}


class CancelView(OfActivity, ActionView):
    model, form_class, permission, title = SignUp, CancelForm, "activities.cancel_sign_up", "取消报名"
    done, tone = "已取消：{object}。", "danger"

    def preview(self, form):
        """What follows."""
        return [f"取消{self.object.volunteer}的报名，空出的名额由候补的第一人递补。"]


class DeskView(OfActivity, ActionView):
    model, form_class, permission, title = SignUp, DeskForm, "activities.check_in_at_desk", "代签"
    done = "已记录：{object}。"

    def get_title(self):
        """Who."""
        return f"代签：{self.object.volunteer}"

    def preview(self, form):
        """What will be written."""
        data = form.cleaned_data
        label = Direction(data["direction"]).label
        return [
            f"为{self.object.volunteer}记录{timezone.localtime(data['moment']):%Y-%m-%d %H:%M}的{label}，来源为工作人员代签。",
            "签到记录写入后不能修改和删除，只能以更正记录注明。",
        ]


class CheckInListView(ScopedListView):
    model, table_class, filterset_class = CheckIn, CheckInTable, CheckInFilter
    title, noun, permission = "签到记录", "activities:check-in", "activities.view_check_in"
    intro = "记录写入后任何人都不能修改、删除；更正是另一条签名记录，写明事由。"


class CheckInDetailView(ScopedDetailView):
    model = CheckIn
    permission = "activities.view_check_in"
    select_related = ("sign_up__activity", "sign_up__volunteer", "recorded_by", "corrects__sign_up__activity")
    facts = (
        Column("activity", "活动", value="sign_up__activity", link=True),
        Column("volunteer", "姓名", value="sign_up__volunteer__name"),
        Column("direction", "方向", kind="choice"),
        Column("at", "时间", kind="date"),
        Column("source", "来源", kind="badge", choices=CheckInSource),
        Column("recorded_at", "记录时间", kind="date"),
        Column("recorded_by", "记录人"),
        Column("corrects", "更正的记录", link=True),
        Column("is_void", "作废", kind="bool"),
        Column("reason", "事由"),
        Column("sound", "签名", value=lambda row: "相符" if is_sound(row) else "不符，记录可能被改动"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("签到记录", reverse("activities:check-in-list"))]

    def get_links(self):
        """The sign-up, and a correction."""
        row = self.object
        return [
            Link("这份报名", row.sign_up.get_absolute_url(), "person"),
            Link("更正", reverse("activities:check-in-correct", args=[row.pk]), "pencil",
                 permission="activities.correct_check_in"),
        ]  # fmt: skip


class CorrectView(ActionView):
    """Writes a further record; the page's own row is not touched."""

    model, form_class, permission, title = CheckIn, CorrectForm, "activities.correct_check_in", "更正签到"
    done = "已写入更正记录：{object}。"

    def preview(self, form):
        """What will be written."""
        moment = form.cleaned_data["moment"]
        to = (
            f"改为{timezone.localtime(moment):%Y-%m-%d %H:%M}"
            if moment and not form.cleaned_data["is_void"]
            else "作废"
        )
        was = f"{timezone.localtime(self.object.at):%Y-%m-%d %H:%M}"
        return [
            f"原记录（{self.object.get_direction_display()}，{was}）保留，另写一条更正记录，{to}；时长随之重新计算。"
        ]


class DoubtListView(ScopedListView):
    model, table_class, filterset_class = AttendanceDoubt, AttendanceDoubtTable, AttendanceDoubtFilter
    title, noun, permission = "时长存疑", "activities:attendance-doubt", "activities.view_attendance_doubt"
    intro = "每晚复查最近60天的签到：时间重叠、单日超时、集中代签、事后补录、签名不符。待核查和已核减的时长不计入证明。"


class DoubtDetailView(ScopedDetailView):
    model = AttendanceDoubt
    permission = "activities.view_attendance_doubt"
    select_related = ("sign_up__activity", "sign_up__volunteer")
    facts = (
        Column("activity", "活动", value="sign_up__activity", link=True),
        Column("volunteer", "姓名", value="sign_up__volunteer__name"),
        Column("kind", "存疑情形", kind="badge", choices=Doubt),
        Column("details", "情况"),
        Column("found_on", "发现日期", kind="date"),
        Column("state", "处理状态", kind="badge", choices=DoubtState),
        Column("opinion", "核查情况"),
        Column("decided_on", "处理日期", kind="date"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("时长存疑", reverse("activities:attendance-doubt-list"))]

    def get_links(self):
        """The sign-up, and the decision."""
        row = self.object
        return [
            Link("这份报名", f"{row.sign_up.get_absolute_url()}?tab=records", "person"),
            Link("核查", reverse("activities:attendance-doubt-decide", args=[row.pk]), "search", "primary",
                 "activities.decide_attendance_doubt"),
        ]  # fmt: skip


class DecideView(ScopedUpdateView):
    model, form_class, permission = AttendanceDoubt, DecideForm, "activities.decide_attendance_doubt"
    done = "已核查：{object}。"

    def get_title(self):
        """Which."""
        return f"核查：{self.object}"
