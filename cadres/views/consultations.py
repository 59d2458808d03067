"""Pages of consultation and of the working calendar."""

from __future__ import annotations

from django.urls import reverse

from cadres.enums import AppointmentFinding, ConsultationState, PostTitle, Verdict
from cadres.filters.development import CalendarDayFilter, ConsultationFilter
from cadres.filters.posts import UnconsultedFilter
from cadres.forms.consultations import (
    AnswerForm,
    AppointmentForm,
    CalendarDayCreateForm,
    CalendarDayForm,
    CalendarDayRemoveForm,
    ConsultationCreateForm,
    ConsultationForm,
    OpinionForm,
    PartyOpinionForm,
    WithdrawForm,
)
from cadres.models import CalendarDay, Consultation, ConsultationOpinion, Post
from cadres.models.consultation import confidence_of, unconsulted
from cadres.services.consultations import appointment_findings, overdue_finding
from cadres.tables.development import CalendarDayTable, ConsultationTable, UnconsultedTable
from league.core.dates import today
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import (
    ActionView,
    Link,
    ScopedCreateView,
    ScopedDetailView,
    ScopedListView,
    ScopedUpdateView,
    Tab,
)
from league.core.working_days import ESTIMATED
from organizations.services.records import chinese_date

PAGES = (
    ("登记答复", "answer", "reply", "outline-primary", "cadres.answer_consultation"),
    ("登记党组织意见", "opinion", "chat-left-text", "outline-secondary", "cadres.add_consultation_opinion"),
    ("登记任职", "appoint", "person-check", "outline-secondary", "cadres.appoint_consultation"),
    ("修改", "update", "pencil", "outline-secondary", "cadres.change_consultation"),
    ("撤回", "withdraw", "x-octagon", "outline-danger", "cadres.withdraw_consultation"),
)


def due_text(consultation: Consultation) -> str:
    """The due day, and how surely it is known."""
    note = f"（{ESTIMATED}）" if consultation.is_due_estimated else ""
    return f"{consultation.due_on:%Y-%m-%d}{note}"


class ConsultationListView(ScopedListView):
    model, table_class, filterset_class = Consultation, ConsultationTable, ConsultationFilter
    title, noun = "干部协管", "cadres:consultation"
    permission = "cadres.view_consultation"
    create_permission, create_label = "cadres.add_consultation", "登记征求意见"
    intro = "任命团委书记、副书记前，党组织应先征求县级团委意见。答复前任职、不同意仍任职的在“任职核对”中标出。"

    def get_links(self):
        """Besides a new request: what waits, what deserves a look, and the calendar by which is counted."""
        address = reverse("cadres:consultation-list")
        waiting = "&".join(f"state={state}" for state in ConsultationState.open)
        warned = "&".join(f"finding={finding}" for finding in AppointmentFinding.warnings)
        return [
            *super().get_links(),
            Link("待办", f"{address}?{waiting}", "hourglass-split"),
            Link("任职提醒", f"{address}?{warned}", "exclamation-triangle"),
            Link("未征求意见的任职", reverse("cadres:unconsulted-list"), "person-exclamation"),
            Link("工作日历", reverse("cadres:calendar-day-list"), "calendar-week"),
        ]


class UnconsultedListView(ScopedListView):
    """Posts that began without a consultation, wherever they were entered: on a page, by an election or a workbook."""

    model, table_class, filterset_class = Post, UnconsultedTable, UnconsultedFilter
    title, noun = "未征求意见的任职", "cadres:unconsulted"
    permission = "cadres.view_consultation"
    intro = "截至日期当天在任的乡镇团委书记、副书记，没有征求县级团委意见的记录。打开任职，点“补录协管”登记。"
    empty = "在任的乡镇团委书记、副书记都有征求意见的记录。"

    def get_queryset(self):
        """For those who read the correspondence."""
        return unconsulted(Post.objects.filter(confidence_of(self.request.user).q("org_path")))

    def get_crumbs(self):
        """The list of requests."""
        return [("干部协管", reverse("cadres:consultation-list"))]


class ConsultationDetailView(ScopedDetailView):
    model = Consultation
    permission = "cadres.view_consultation"
    template_name = "cadres/consultations/detail.html"
    select_related = ("person", "organization", "post")
    facts = (
        Column("person", "拟任人选", link=True),
        Column("organization", "拟任团组织", link=True),
        Column("title", "拟任职务", kind="choice"),
        Column("asked_by", "征求意见的党组织"),
        Column("asked_on", "征求意见日期", kind="date"),
        Column("document", "来函文号"),
        Column("remark", "说明"),
        Column("due_on", "应答复日期", value=due_text),
        Column("answer", "协管意见", kind="badge", choices=Verdict),
        Column("answered_on", "答复日期", kind="date"),
        Column("answered_by", "答复人"),
        Column("appointed_on", "任职日期", kind="date"),
        Column("appointment_document", "任职文号"),
        Column("appointment", "任职核对", kind="badge", choices=AppointmentFinding),
        Column("withdrawn_on", "撤回日期", kind="date"),
        Column("withdraw_reason", "撤回理由"),
    )
    tabs = (Tab("opinions", "往来意见", "cadres/consultations/tab_opinions.html"),)

    def get_title(self):
        """The post and who is proposed for it."""
        row = self.object
        return f"{row.organization}{PostTitle(row.title).label}人选：{row.person}"

    def get_crumbs(self):
        """The list above."""
        return [("干部协管", reverse("cadres:consultation-list"))]

    def get_links(self):
        """What can be done now."""
        done = {"answer"} if self.object.answer else set()
        done |= {"withdraw"} if self.object.appointed_on else set()
        return [
            Link(label, reverse(f"cadres:consultation-{page}", args=[self.object.pk]), icon, tone, permission)
            for label, page, icon, tone, permission in PAGES
            if page not in done
        ]

    def get_context(self):
        """State of today, and what deserves a look."""
        row, on = self.object, today()
        late = overdue_finding(row, on=on)
        return super().get_context() | {
            "state": row.state_on(on),
            "findings": [*appointment_findings(row), *([late] if late else [])],
        }

    def tab_opinions(self):
        """The correspondence, and which letters this user may correct."""
        user = self.request.user
        letters = self.object.opinions.select_related("author").order_by("given_on", "pk")
        return {
            "letters": [
                (letter, Verdict(letter.verdict).tone if letter.verdict else "",
                 user.has_perm("cadres.change_consultation_opinion", letter))
                for letter in letters
            ]
        }  # fmt: skip


class ConsultationCreateView(ScopedCreateView):
    model, form_class, permission = Consultation, ConsultationCreateForm, "cadres.add_consultation"
    title, done = "登记征求意见", "已登记：{object}。"

    def get_cancel_url(self):
        """The list."""
        return reverse("cadres:consultation-list")


class ConsultationUpdateView(ScopedUpdateView):
    model, form_class, permission = Consultation, ConsultationForm, "cadres.change_consultation"


class ConsultationAction(ActionView):
    """A letter or a day on the request."""

    model = Consultation
    done = "已登记：{object}。"
    sentence = ""

    def preview(self, form):
        """One sentence with what was filled in."""
        return [self.sentence.format(object=self.object, **form.cleaned_data)]


class ConsultationAnswerView(ConsultationAction):
    form_class, permission, title = AnswerForm, "cadres.answer_consultation", "登记答复"
    sentence = "对{object}于{given_on}答复。"

    def preview(self, form):
        """The verdict in words."""
        data = form.cleaned_data
        verdict = Verdict(data["verdict"]).label
        return [
            f"县级团委于{chinese_date(data['given_on'])}答复：{verdict}。",
            "答复后不能撤回；文字有误的由登记人更正。",
        ]


class ConsultationOpinionCreateView(ConsultationAction):
    form_class, permission = PartyOpinionForm, "cadres.add_consultation_opinion"
    title, sentence = "登记党组织意见", "{given_on}登记党组织的意见。"

    def preview(self, form):
        """A supplement begins the limit anew."""
        more = self.object.answer == Verdict.MORE
        return [*super().preview(form), *(["这是补充情况，县级团委的答复期限从该日重新起算。"] if more else [])]


class ConsultationAppointView(ConsultationAction):
    form_class, permission, title = AppointmentForm, "cadres.appoint_consultation", "登记任职"

    def preview(self, form):
        """What the day means beside the answer."""
        day = form.cleaned_data["on"]
        if day is None:
            return ["取消误登的任职。"]
        row = self.object
        if not row.is_answered or row.answered_on > day:
            return [f"登记{chinese_date(day)}任职。请注意：县级团委在此前没有答复，将标为“答复前任职”。"]
        if row.answer == Verdict.OBJECT:
            return [f"登记{chinese_date(day)}任职。请注意：县级团委不同意，将标为“不同意仍任职”。"]
        return [f"登记{chinese_date(day)}任职。"]


class ConsultationWithdrawView(ConsultationAction):
    form_class, permission, title = WithdrawForm, "cadres.withdraw_consultation", "撤回"
    sentence, tone = "{object}于{on}撤回，不再办理。", "danger"


class OpinionUpdateView(ScopedUpdateView):
    model, form_class, permission = ConsultationOpinion, OpinionForm, "cadres.change_consultation_opinion"


class CalendarDayListView(ScopedListView):
    model, table_class, filterset_class = CalendarDay, CalendarDayTable, CalendarDayFilter
    title, noun = "工作日历", "cadres:calendar-day"
    permission = "cadres.view_calendar_day"
    create_permission, create_label = "cadres.add_calendar_day", "调整工作日"
    intro = (
        "答复期限和公示天数按国务院公布的节假日安排计算工作日；尚未公布的年份按周末推算并注明。"
        "个别日子与公布的不同，或者新年度安排已公布而系统尚未更新的，在这里逐日调整。"
    )
    empty = "没有调整过的日子，完全按公布的安排计算。"


class CalendarDayDetailView(ScopedDetailView):
    model = CalendarDay
    permission = "cadres.view_calendar_day"
    facts = (
        Column("day", "日期", kind="date"),
        Column("is_working", "上班", kind="bool"),
        Column("reason", "依据"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("工作日历", reverse("cadres:calendar-day-list"))]

    def get_links(self):
        """Correcting and taking away."""
        key = [self.object.pk]
        return [
            Link("修改", reverse("cadres:calendar-day-update", args=key), "pencil",
                 permission="cadres.change_calendar_day"),
            Link("取消调整", reverse("cadres:calendar-day-remove", args=key), "trash", "outline-danger",
                 "cadres.remove_calendar_day"),
        ]  # fmt: skip


class CalendarDayCreateView(ScopedCreateView):
    model, form_class, permission = CalendarDay, CalendarDayCreateForm, "cadres.add_calendar_day"
    title, done = "调整工作日", "已调整：{object}。"

    def get_cancel_url(self):
        """The list."""
        return reverse("cadres:calendar-day-list")


class CalendarDayUpdateView(ScopedUpdateView):
    model, form_class, permission = CalendarDay, CalendarDayForm, "cadres.change_calendar_day"


class CalendarDayRemoveView(ActionView):
    model, form_class, permission = CalendarDay, CalendarDayRemoveForm, "cadres.remove_calendar_day"
    title, tone = "取消调整", "danger"

    def preview(self, form):
        """The published calendar speaks again."""
        return [f"取消“{self.object}”，该日重新按公布的安排计算；未答复的协管期限随之重算。"]

    def get_done(self, result):
        """The list: the row is gone."""
        return Outcome(reverse("cadres:calendar-day-list"), f"已取消：{result}。")
