"""A round from the sheets to the published result, and what is refused on the way."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cadres import figures
from cadres.enums import RoundAction
from cadres.models import AppraisalItem, AppraisalMethodResult, AppraisalResult, AppraisalScore, AppraisalSheet
from cadres.services import (
    appraisal_assessors,
    appraisal_figures,
    appraisal_results,
    appraisal_rounds,
    appraisal_scores,
    appraisal_sheets,
)
from cadres.services.appraisal_engine import cent
from cadres.services.appraisal_explain import explain_sheet
from cadres.services.appraisal_schemes import change_scheme, copy_scheme
from cadres.services.appraisal_simulation import simulate
from tests.factories.accounts import UserFactory
from tests.factories.appraisals import AppraisalAssessorFactory, AppraisalPanelFactory, whole_scheme
from tests.factories.cadres import PersonFactory
from tests.factories.posts import PostFactory

DAY = date(2024, 1, 8)
LATER = date(2024, 1, 25)


class Figures:
    """Two organisations' numbers of one indicator."""

    def __init__(self, values):
        self.values = values

    def choices(self):
        return [figures.Choice("org.total", "团组织数", "个")]

    def take(self, codes, organizations, on):
        return {
            (code, key): figures.Taken(Decimal(self.values[key]), f"{self.values[key]}个", "/figures/", "f" * 64)
            for code in codes
            for key in organizations
            if key in self.values
        }


@pytest.fixture
def provided(monkeypatch, cast):
    monkeypatch.setattr(figures, "_PROVIDERS", [Figures({cast.township.pk: 90, cast.neighbour.pk: 40})])


@pytest.fixture
def round_(cast, provided):
    """Sheets of both townships, figures taken, one assessor on each panel, scoring."""
    scheme = whole_scheme(cast.county, floor=50)
    person = PersonFactory(organization=cast.township)
    PostFactory(person=person, organization=cast.township, title="secretary", starts_on=date(2022, 1, 1))
    row = appraisal_rounds.create_round(
        scheme, fields={"title": "2023年度述职评议", "as_of": date(2023, 12, 31)}, actor=cast.staff
    )
    assert appraisal_sheets.make_sheets(row, actor=cast.staff) == 2
    for method in scheme.methods.exclude(panels=None):
        fields = {"panel": method.panels.get(), "name": f"{method}评委"}
        appraisal_assessors.seat_assessor(row, fields=fields, actor=cast.staff)
    row = appraisal_rounds.move_round(row, RoundAction.OPEN, on=DAY, actor=cast.staff)
    appraisal_figures.fill_figures(row, on=DAY, actor=cast.staff)
    for sheet in row.sheets.all():
        item = AppraisalItem.objects.get(scheme=scheme, code="D2")
        appraisal_sheets.set_mark(sheet, item, fields={"points": Decimal(40), "basis": "齐全"}, actor=cast.staff)
    return appraisal_rounds.move_round(row, RoundAction.START, on=DAY, actor=cast.staff)


def score_all(row, actor, share=Decimal("0.9")):
    for assessor in row.assessors.all():
        for sheet in row.sheets.all():
            points = {
                item.pk: (cent(item.full * share), 0) for item in appraisal_scores.items_to_score(assessor, sheet)
            }
            appraisal_scores.save_scores(assessor, sheet, points, actor=actor)


def step(row, action, cast, on=DAY, **rest):
    return appraisal_rounds.move_round(row, action, on=on, actor=cast.staff, **rest)


def published(row, cast):
    score_all(row, cast.staff)
    row = step(step(row, RoundAction.TALLY, cast), RoundAction.ANNOUNCE, cast)
    row = step(row, RoundAction.APPROVE, cast, on=LATER, fields={"approved_by": "县委书记专题会议"})
    return step(row, RoundAction.PUBLISH, cast, on=LATER, fields={"document": "测团发〔2024〕2号"})


def test_sheets_name_the_secretary_of_the_day_and_are_made_once(cast, round_):
    sheet = round_.sheets.get(organization=cast.township)

    assert str(sheet.group) == "乡镇（园区）"
    assert sheet.person == sheet.post.person
    assert round_.sheets.get(organization=cast.neighbour).person is None
    with pytest.raises(ValidationError, match="生成考核表只能在“拟定中”或“填报中”时办理"):
        appraisal_sheets.make_sheets(round_, actor=cast.staff)


def test_figures_score_in_a_straight_line_and_keep_their_fingerprint(cast, round_):
    mark = round_.sheets.get(organization=cast.township).marks.get(item__code="D1")

    assert (mark.points, mark.value, mark.text, mark.url, mark.fingerprint) == (
        Decimal("54.00"), Decimal("90.00"), "90个", "/figures/", "f" * 64,
    )  # fmt: skip


def test_round_is_tallied_ranked_graded_and_published(cast, round_):
    row = published(round_, cast)

    found = AppraisalResult.objects.published().order_by("rank")

    # 日常考核 (54 + 40) of 100 by 40 %, everything else 90 by 60 %; places for 好: 30 % of 2, cut to 0.
    assert [(str(r.sheet.organization), r.total, r.rank, str(r.grade), r.is_cut) for r in found] == [
        ("甲镇团委", Decimal("91.60"), 1, "较好", True),
        ("乙镇团委", Decimal("79.60"), 2, "一般", False),
    ]
    assert (row.state, row.objections_to, row.approved_by) == ("published", date(2024, 1, 15), "县委书记专题会议")


def test_explanation_adds_up_to_the_result(cast, round_):
    published(round_, cast)
    sheet = round_.sheets.get(organization=cast.township)

    lines = explain_sheet(sheet)

    assert sum(line.weighted for line in lines.methods) == sheet.results.get().total
    assert lines.methods[1].items[0].panels[0].words == "评委组：1/1人评分，平均45.0000（权重100.00%）"


def test_panels_of_a_method_are_weighed(cast, round_):
    method = round_.scheme.methods.get(kind="on_site")
    method.panels.update(weight=60)
    second = AppraisalPanelFactory(method=method, name="代表", weight=40)
    AppraisalAssessorFactory(round=round_, panel=second)
    score_all(round_, cast.staff, share=Decimal(1))
    AppraisalScore.objects.filter(assessor__panel=second).update(points=Decimal("25.5"))
    step(round_, RoundAction.TALLY, cast)

    scores = AppraisalMethodResult.objects.filter(method=method).values_list("points", "weighted")

    # Each item 50 by the first panel and 25.5 by the second: 40.20 of 50.
    assert list(scores) == [(Decimal("80.40"), Decimal("24.12"))] * 2


def test_veto_leads_to_the_last_grade_and_bonus_is_capped(cast, round_):
    scheme = round_.scheme
    type(scheme).objects.filter(pk=scheme.pk).update(bonus_cap=2)
    first, second = round_.sheets.order_by("pk")
    veto, bonus = scheme.items.get(code="N1"), scheme.items.get(code="B1")
    with pytest.raises(ValidationError, match="一票否决必须写明依据"):
        appraisal_sheets.set_mark(first, veto, fields={"is_vetoed": True}, actor=cast.staff)
    appraisal_sheets.set_mark(first, veto, fields={"is_vetoed": True, "basis": "县纪委通报"}, actor=cast.staff)
    appraisal_sheets.set_mark(second, bonus, fields={"points": Decimal(5), "basis": "省级表彰"}, actor=cast.staff)
    score_all(round_, cast.staff)

    step(round_, RoundAction.TALLY, cast)

    assert str(first.results.get().grade) == "差"
    assert (second.results.get().bonus, second.results.get().total) == (Decimal("2.00"), Decimal("81.60"))


def test_sheet_without_all_scores_holds_up_the_announcement(cast, round_):
    score_all(round_, cast.staff)
    AppraisalScore.objects.filter(sheet__organization=cast.township, item__code="V1").delete()
    row = step(round_, RoundAction.TALLY, cast)

    assert row.sheets.get(organization=cast.township).results.get().status == "incomplete"
    assert row.sheets.get(organization=cast.neighbour).results.get().rank == 1
    with pytest.raises(ValidationError, match="还有1张考核表没有定等次"):
        step(row, RoundAction.ANNOUNCE, cast)


def test_nobody_scores_the_own_organisation_or_overwrites_what_was_not_seen(cast, round_):
    assessor = round_.assessors.get(panel__method__kind="visit")
    sheet, item = round_.sheets.get(organization=cast.township), round_.scheme.items.get(code="V1")
    kept = appraisal_scores.save_scores(assessor, sheet, {item.pk: (Decimal(80), 0)}, actor=cast.staff)[item.pk]
    newer = appraisal_scores.save_scores(assessor, sheet, {item.pk: (Decimal(85), 1)}, actor=cast.staff)[item.pk]

    with pytest.raises(appraisal_scores.Overtaken) as refused:
        appraisal_scores.save_scores(assessor, sheet, {item.pk: (Decimal(70), kept.revision - 1)}, actor=cast.staff)
    type(assessor).objects.filter(pk=assessor.pk).update(organization=cast.neighbour)
    with pytest.raises(ValidationError, match="按回避要求，您不给“乙镇团委”评分"):
        appraisal_scores.save_scores(
            assessor, round_.sheets.get(organization=cast.neighbour), {item.pk: (Decimal(80), 0)}, actor=cast.staff
        )

    assert refused.value.newer == {item.pk: Decimal("85.00")}
    assert (AppraisalScore.objects.get().points, newer.revision) == (Decimal("85.00"), 2)
    with pytest.raises(ValidationError, match=r"满分100.00分，不能登记100.50分"):
        appraisal_scores.save_scores(assessor, sheet, {item.pk: (Decimal("100.50"), 2)}, actor=cast.staff)


def test_adjustment_needs_a_second_person_and_a_free_place(cast, round_):
    score_all(round_, cast.staff)
    row = step(round_, RoundAction.TALLY, cast)
    sheet = row.sheets.get(organization=cast.neighbour)
    best, better = row.scheme.grades.all()[:2]
    with pytest.raises(ValidationError, match="“好”名额0个，已用0个，不能再增加"):
        appraisal_results.propose_adjustment(sheet, grade=best, reason="表现突出", on=DAY, actor=cast.staff)
    proposed = appraisal_results.propose_adjustment(sheet, grade=better, reason="表现突出", on=DAY, actor=cast.staff)

    with pytest.raises(ValidationError, match="提出人以外的人复核"):
        appraisal_results.decide_adjustment(proposed, "confirm", on=DAY, actor=cast.staff)
    with pytest.raises(ValidationError, match="还有等次调整待复核"):
        step(row, RoundAction.ANNOUNCE, cast)
    second = UserFactory(role="county_staff", organization=cast.county)
    appraisal_results.decide_adjustment(proposed, "confirm", on=DAY, actor=second)

    result = sheet.results.get()
    assert (str(result.proposed), str(result.grade)) == ("一般", "较好")
    assert [(str(q.grade), q.number, q.places) for q in appraisal_results.quotas(row)] == [
        ("好", 0, 0), ("较好", 2, None), ("一般", 0, None), ("差", 0, None),
    ]  # fmt: skip
    step(row, RoundAction.TALLY, cast)
    proposed.refresh_from_db()
    assert (proposed.state, str(sheet.results.get().grade)) == ("lapsed", "一般")


def test_objection_is_raised_in_its_window_and_answered_before_approval(cast, round_):
    score_all(round_, cast.staff)
    row = step(step(round_, RoundAction.TALLY, cast), RoundAction.ANNOUNCE, cast)
    sheet = row.sheets.get(organization=cast.neighbour)
    words = {"raised_by": "乙镇团委", "content": "请复核实地考察得分"}
    with pytest.raises(ValidationError, match="异议期为2024年1月8日至2024年1月15日"):
        appraisal_results.raise_objection(sheet, fields=words | {"raised_on": date(2024, 1, 16)}, actor=cast.staff)
    objection = appraisal_results.raise_objection(sheet, fields=words | {"raised_on": DAY}, actor=cast.staff)
    with pytest.raises(ValidationError, match="异议期到2024年1月15日结束"):
        step(row, RoundAction.APPROVE, cast, on=date(2024, 1, 15))
    with pytest.raises(ValidationError, match="还有1项异议没有答复"):
        step(row, RoundAction.APPROVE, cast, on=LATER)

    answer = {"decided_on": date(2024, 1, 17), "decision": "经复核，维持原结果。"}
    appraisal_results.decide_objection(objection, "reject", fields=answer, actor=cast.staff)

    assert step(row, RoundAction.APPROVE, cast, on=LATER).state == "approved"


def test_published_round_is_written_by_no_path(cast, round_):
    row = published(round_, cast)
    sheet = AppraisalSheet.objects.get(organization=cast.township)
    result, score, assessor = sheet.results.get(), AppraisalScore.objects.first(), row.assessors.first()
    item = row.scheme.items.get(code="D2")
    attempts = [
        lambda: appraisal_sheets.set_mark(sheet, item, fields={"points": Decimal(1)}, actor=cast.staff),
        lambda: appraisal_rounds.move_round(row, RoundAction.TALLY, on=LATER, actor=cast.staff),
        lambda: AppraisalResult.objects.update(total=100),
        lambda: AppraisalResult.objects.bulk_update([result], ["total"]),
        lambda: AppraisalScore.objects.all().delete(),
        lambda: AppraisalScore.objects.create(assessor=assessor, sheet=sheet, item=item, points=1),
        lambda: AppraisalScore.objects.bulk_create(
            [AppraisalScore(assessor=assessor, sheet=sheet, item=item, points=1)]
        ),
        score.save,
        score.delete,
        result.save,
        row.save,
        row.delete,
        sheet.save,
        assessor.delete,
    ]

    for attempt in attempts:
        with pytest.raises(ValidationError), transaction.atomic():
            attempt()

    assert AppraisalResult.objects.get(pk=result.pk).total == result.total
    # What follows the register is let through.
    assert AppraisalSheet.objects.filter(pk=sheet.pk).update(org_path=sheet.org_path) == 1


def test_correction_stands_beside_the_published_version(cast, round_):
    row = published(round_, cast)
    sheet = row.sheets.get(organization=cast.neighbour)
    better = row.scheme.grades.get(name="较好")
    fields = {
        "grade": better,
        "total": Decimal("81.00"),
        "reason": "实地考察分录入有误",
        "document": "测团发〔2024〕5号",
    }

    appraisal_results.correct_result(sheet, fields=fields, on=date(2024, 3, 1), actor=cast.staff)

    versions = sheet.results.order_by("version")
    assert [(r.version, r.total, str(r.grade)) for r in versions] == [
        (1, Decimal("79.60"), "一般"), (2, Decimal("81.00"), "较好"),
    ]  # fmt: skip
    assert AppraisalResult.objects.published().get(sheet=sheet).version == 2
    assert versions[1].methods.count() == versions[0].methods.count()
    with pytest.raises(ValidationError):
        versions[1].save()


def test_simulation_stands_beside_the_real_result_and_writes_nothing(cast, round_):
    row = published(round_, cast)
    other = copy_scheme(row.scheme, year=2024, code="KH-2024", title="2024年度方案", actor=cast.staff)
    change_scheme(other, changes={"bonus_cap": Decimal(3)}, actor=cast.staff)
    other.methods.filter(kind="daily").update(weight=10)
    other.methods.filter(kind="visit").update(weight=50)
    other.items.filter(code="V1").update(full=50)

    found = {str(each.sheet.organization): each for each in simulate(row, other)}

    # 90 everywhere but 日常考核, which now weighs 10 %: 94 and 64 there.
    assert {name: (each.outcome.total, each.grade, each.moved) for name, each in found.items()} == {
        "甲镇团委": (Decimal("90.40"), "较好", Decimal("-1.20")),
        "乙镇团委": (Decimal("87.40"), "较好", Decimal("7.80")),
    }
    assert found["乙镇团委"].is_different
    assert not found["甲镇团委"].is_different
    assert AppraisalResult.objects.count() == 2
