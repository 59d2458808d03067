"""Consultations of the past from workbooks: the request, the answer, the appointment. A workbook only adds."""

from __future__ import annotations

from datetime import date

from cadres.enums import OpinionSide, PostTitle, Verdict
from cadres.imports.about_people import AboutPersonImport, organization_column, person_columns
from cadres.models import CalendarDay, Consultation, ConsultationOpinion
from cadres.services.consultations import limit_of
from league.core.importing.columns import Choice, Date, Text
from league.core.importing.importer import Journal, UndoRefused, register
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row

UNKNOWN = "不详"


@register
class ConsultationImport(AboutPersonImport):
    noun, label, model = "consultation", "协管征求意见", Consultation
    permission, order, leading = "cadres.import_consultation", 90, "name"
    key = ("person", "organization", "title", "asked_on")
    beside = (*AboutPersonImport.beside, "text")
    derived_fields = ("person", "organization", "due_on", "is_due_estimated")
    kept = "已登记的征求意见请在协管的页面上办理或更正"
    columns = [
        *person_columns(),
        organization_column("拟任团组织编码", required=True),
        Choice("拟任职务", "title", PostTitle, required=True, words={"团委书记": "secretary", "团委副书记": "deputy"}),
        Text("征求意见的党组织", "asked_by", required=True, synonyms=("来函单位",), example="中共某县委组织部"),
        Date("征求意见日期", "asked_on", required=True, past=True, synonyms=("来函日期",)),
        Text("来函文号", "document"),
        Choice("协管意见", "answer", Verdict, words={"无意见": "agree", "不同意任职": "object"}),
        Date("答复日期", "answered_on", past=True, synonyms=("复函日期",)),
        Text("答复人", "answered_by", max_length=50),
        Text("意见内容", "text", max_length=2000),
        Date("任职日期", "appointed_on", past=True),
        Text("任职文号", "appointment_document"),
        Text("说明", "remark", max_length=300),
    ]  # fmt: skip

    def check(self, plan):
        super().check(plan)
        place = self.positions["text"]
        for row in plan.rows:
            if row.current is None:
                self._check_answer(row)
            else:
                # A letter beside the row; it is no field of it to be compared.
                row.values[place] = None
        self._refuse_open(plan)

    def _check_answer(self, row: Row) -> None:
        asked, answer, day = (row.final(self.positions[name]) for name in ("asked_on", "answer", "answered_on"))
        if bool(answer) != bool(day):
            row.refuse(self.positions["answered_on"], "协管意见和答复日期应同时填写或同时留空")
        elif day and asked and day < asked:
            row.refuse(self.positions["answered_on"], "答复日期不能早于征求意见日期")
        if answer and answer != Verdict.AGREE and not row.values[self.positions["text"]]:
            row.refuse(self.positions["text"], "请写明意见内容")

    def _refuse_open(self, plan) -> None:
        """One request about a person and a post waits for its appointment at a time."""
        taken: dict[tuple, Row | None] = {}
        people = {int(row.key[0]) for row in plan.rows if row.key is not None and row.key[0]}
        for chunk in chunked(people):
            rows = Consultation.objects.standing().filter(person__in=chunk, appointed_on__isnull=True)
            for person, code, title in rows.values_list("person_id", "organization__code", "title"):
                taken[str(person), code, title] = None
        place = self.positions["appointed_on"]
        for row in plan.rows:
            if row.key is None or row.current is not None or row.values[place]:
                continue
            if row.key[:3] in taken:
                row.refuse(place, "该人选的同一职务另有一次征求意见还没有登记任职，请先办结那一次，或者填写任职日期")
            taken[row.key[:3]] = row

    def derive(self, plan, row: Row) -> tuple:
        if "calendar" not in plan.prepared:
            plan.prepared["calendar"] = CalendarDay.objects.as_calendar()
        asked_on = date.fromisoformat(row.final(self.positions["asked_on"]))
        due = limit_of(Consultation(asked_on=asked_on), plan.prepared["calendar"])
        return (*super().derive(plan, row), due.day, due.is_estimated)

    def write(self, plan, new: list[Row], changed: list[Row], *, batch, actor) -> Journal:
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        verdict, day, by, text = (self.positions[name] for name in ("answer", "answered_on", "answered_by", "text"))
        ConsultationOpinion.objects.bulk_create(
            ConsultationOpinion(
                consultation_id=row.pk, side=OpinionSide.LEAGUE, verdict=row.values[verdict], author=actor,
                text=row.values[text] or "", given_on=date.fromisoformat(row.values[day]),
                given_by=row.values[by] or UNKNOWN,
            )
            for row in new if row.values[verdict]
        )  # fmt: skip
        return journal

    def before_undo(self, journal: Journal) -> None:
        """The letters go with their requests, unless somebody has worked on them."""
        for chunk in chunked(journal["added"]):
            letters = ConsultationOpinion.objects.filter(consultation__in=chunk)
            if letters.filter(revision__gt=1).exists() or letters.filter(side=OpinionSide.PARTY).exists():
                raise UndoRefused(["导入之后往来意见又有改动"])
            letters.delete()

    def label_of(self, row: Row) -> str:
        title = row.final(self.positions["title"])
        return f"{row.final(self.positions['organization'])}{PostTitle(title).label if title else ''}人选征求意见"
