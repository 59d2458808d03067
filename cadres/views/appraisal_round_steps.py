"""Pages that change a round: making and mending it, its steps, its sheets and figures."""

from __future__ import annotations

from itertools import groupby

from django.core.exceptions import ValidationError
from django.urls import reverse

from cadres.enums import RoundAction, RoundState
from cadres.forms.appraisal_rounds import STEP_FORMS, FillForm, RoundCreateForm, RoundForm, SheetsForm
from cadres.models import AppraisalRound, CalendarDay
from cadres.services.appraisal_rounds import lock_round, round_refusal
from cadres.services.appraisal_sheets import candidates
from league.core.dates import today
from league.core.submissions import Outcome
from league.core.views import ActionView, ScopedCreateView, ScopedUpdateView
from league.core.views.steps import StepPage
from organizations.services.records import chinese_date


class AppraisalRoundCreateView(ScopedCreateView):
    model, form_class, permission = AppraisalRound, RoundCreateForm, "cadres.add_appraisal_round"
    title, done = "新建考核轮次", "已新建：{object}。下一步请生成考核表。"

    def get_cancel_url(self):
        """The list."""
        return reverse("cadres:appraisal-round-list")


class RoundTurn:
    """Locks the round before any row of it: its steps do so too, and two orders of locking would wait for each other."""

    model = AppraisalRound

    def round_of(self) -> AppraisalRound:
        """The round at which the page's row stands."""
        return self.object

    def act(self):
        lock_round(self.round_of())
        return super().act()


class AppraisalRoundUpdateView(RoundTurn, ScopedUpdateView):
    form_class, permission = RoundForm, "cadres.change_appraisal_round"


class AppraisalRoundStepView(StepPage, RoundTurn, ActionView):
    action, forms = RoundAction.OPEN, STEP_FORMS
    template_name = "components/grave_step_page.html"
    done = "已办理：{object}。"

    def get_queryset(self):
        """With the scheme, whose days and quotas are told."""
        return AppraisalRound.objects.select_related("scheme")

    def get_initial(self):
        """Today."""
        return {"on": today()} | super().get_initial()

    def get_context(self):
        """Why it cannot be done now: what the table says, and what the step asks besides."""
        return super().get_context() | {"refusal": round_refusal(self.object, self.action, on=today())}

    def preview(self, form):
        """What follows, in sentences."""
        row, day = self.object, form.cleaned_data.get("on") or today()
        if refusal := round_refusal(row, self.action, on=day):
            raise ValidationError(refusal)
        target = RoundState(row.stage.after(self.action)).label
        return [f"“{row}”由“{row.stage.label}”转为“{target}”。", *self.consequences()]

    def consequences(self) -> list[str]:
        """What a step brings besides the state."""
        row = self.object
        if self.action == RoundAction.ANNOUNCE:
            limit = CalendarDay.objects.as_calendar().after(today(), row.scheme.objection_days)
            return [f"被考核单位即可看到本单位的结果，并可在{chinese_date(limit.day)}前提出异议。"]
        told = {
            RoundAction.OPEN: "被考核单位即可看到本单位的考核表，填写书面述职和自评。",
            RoundAction.START: "书面述职不再收取，评委开始评分。",
            RoundAction.TALLY: "停止评分，计算每张考核表的总分、排名和等次；此前的等次调整全部失效。",
            RoundAction.REOPEN: "评委可以继续评分，重新核算前的结果不再有效。",
            RoundAction.RECALL: "被考核单位不再看到结果，异议期重新计算。",
            RoundAction.PUBLISH: "公布后，本轮的考核表、评分和结果不再变更；确需更正的，另成一版。",
            RoundAction.CANCEL: "本轮取消，已填写的内容保留，不再变更。",
        }
        return [told[self.action]] if self.action in told else []


class AppraisalRoundSheetsView(RoundTurn, ActionView):
    form_class, permission = SheetsForm, "cadres.change_appraisal_round"
    title, done = "生成考核表", "已生成考核表：{object}。"

    def get_queryset(self):
        """With the scheme whose groups are asked."""
        return AppraisalRound.objects.select_related("scheme__organization")

    def preview(self, form):
        """How many in each group, and who is left out why."""
        row = self.object
        known = set(row.sheets.order_by().values_list("organization_id", flat=True))
        found = [each for each in candidates(row) if each[1].pk not in known]
        if not found:
            raise ValidationError("没有需要新增的考核对象：方案各对象组在考核截止日的团组织都已有考核表。")
        sentences = [
            f"“{group}”新增{len(members)}张考核表。"
            for group, members in ((group, list(rows)) for group, rows in groupby(found, key=lambda each: each[0]))
        ]
        return [*sentences, *(f"{organization}不参加考核：{reason}。" for _, organization, reason in found if reason)]

    def get_done(self, result):
        """How many there are now."""
        return Outcome(result.get_absolute_url(), f"本轮共有{result.sheets.count()}张考核表。")


class AppraisalRoundFillView(RoundTurn, ActionView):
    form_class, permission = FillForm, "cadres.fill_appraisal_round"
    title, done = "按指标取数", "已取数：{object}。每个数值都可以点开看到统计口径和明细。"

    def preview(self, form):
        """From which day; what is replaced."""
        row = self.object
        sentences = [f"按{chinese_date(row.as_of)}的统计数值，计算各考核表中“按指标自动计分”的项目。"]
        if row.figures_on:
            sentences.append(f"{chinese_date(row.figures_on)}取过的数值由这一次代替。")
        return sentences
