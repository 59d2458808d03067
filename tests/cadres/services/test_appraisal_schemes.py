"""Schemes: drafted, filled, guarded, copied, issued, replaced; and 对标定级 on the same engine."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cadres import figures
from cadres.enums import RoundAction
from cadres.models import AppraisalItem, AppraisalMethod, AppraisalScheme
from cadres.services import appraisal_assessors, appraisal_rounds, appraisal_schemes, appraisal_scores, appraisal_sheets
from cadres.services.appraisal_guard import CLAUSE, forbidden_word
from cadres.services.appraisal_parts import add_part, change_part, remove_part
from cadres.services.appraisal_templates import fill_from_template
from organizations.models import Organization
from tests.factories.appraisals import AppraisalItemFactory, whole_scheme
from tests.factories.organizations import OrganizationFactory

DAY = date(2024, 3, 1)
FIELDS = {"code": "KH-2024", "kind": "review", "year": 2024, "title": "2024年度述职评议考核方案"}


def drafted(cast, **rest):
    return appraisal_schemes.create_scheme(cast.county, fields=FIELDS | rest, actor=cast.staff)


def test_template_can_be_issued_as_it_stands(cast):
    scheme = fill_from_template(drafted(cast), actor=cast.staff)

    assert appraisal_schemes.scheme_gaps(scheme) == []
    scheme = appraisal_schemes.issue_scheme(scheme, on=DAY, document="测团发〔2024〕1号", actor=cast.staff)

    assert (scheme.state, scheme.issued_on, scheme.document) == ("issued", DAY, "测团发〔2024〕1号")
    assert [str(group) for group in scheme.groups.all()] == ["乡镇（园区）", "县直机关", "教育系统"]
    assert sum(method.weight for method in scheme.methods.all()) == 100
    with pytest.raises(ValidationError, match="内容不再变更"):
        fill_from_template(scheme, actor=cast.staff)


def test_gaps_are_named_one_by_one(cast):
    scheme = whole_scheme(cast.county, state="draft")
    scheme.methods.filter(kind="daily").update(weight=30)
    scheme.methods.get(kind="visit").panels.all().delete()
    scheme.items.filter(code="W1").delete()
    scheme.grades.filter(name="较好").update(lower=95)
    scheme.grades.filter(name="差").update(lower=10)

    assert appraisal_schemes.scheme_gaps(scheme) == [
        "各考核方式的权重合计为90.00%，应为100%，请调整。",
        "“书面述职”没有适用于“乡镇（园区）”的考核项目，请补充。",
        "“书面述职”没有由评委评分的项目，请删去评委组，或者补充项目。",
        "“实地考察”有评委评分的项目，各评委组的权重合计应为100%，请设定评委组。",
        "有加分项，但加分上限为0，请设定加分上限。",
        "各等次的最低总分应从高到低依次递减，请调整。",
        "最后一个等次“差”应收纳其余全部对象：最低总分为0，不设名额上限。",
    ]
    with pytest.raises(ValidationError, match="各考核方式的权重合计为"):
        appraisal_schemes.issue_scheme(scheme, on=DAY, document="", actor=cast.staff)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("青年大学习参学率", "学习时长"),
        ("网上 学 习 时 长 达标", "学习时长"),
        ("公众号文章点赞数", "点赞"),
        ("平台登录率", "登录"),
        ("每日打 卡", "打卡"),
        ("朋友圈转·发情况", "转发"),
        ("组织学习贯彻上级精神有部署、有落实", ""),
        ("团支部按期换届率", ""),
        ("团籍注册率", ""),
    ],
)
def test_guard_knows_the_forbidden_by_its_words(text, word):
    assert forbidden_word(text) == word


class Learning:
    """A figure that its declaration forbids to score."""

    def choices(self):
        return [
            figures.Choice("learning.person_times", "培训人次", "人次", never_scored="国办函〔2026〕12号第十条"),
            figures.Choice("org.due", "届满数", "个"),
        ]

    def take(self, codes, organizations, on):
        return {}


def test_guard_refuses_the_item_and_quotes_the_clause_by_every_way_in(cast, monkeypatch):
    monkeypatch.setattr(figures, "_PROVIDERS", [Learning()])
    scheme = whole_scheme(cast.county, state="draft")
    method = scheme.methods.get(kind="daily")
    scale = {"source": "indicator", "zero_at": Decimal(0), "full_at": Decimal(100), "full": Decimal(10)}
    fed = AppraisalItem(
        scheme=scheme, method=method, code="D8", title="教育培训", indicator="learning.person_times", **scale
    )
    fine = AppraisalItem(scheme=scheme, method=method, code="D9", title="按期换届", indicator="org.due", **scale)

    with pytest.raises(ValidationError, match="“培训人次”不得作为考核项目。国办函〔2026〕12号第十条"):
        add_part(fed, actor=cast.staff)
    fine = add_part(fine, actor=cast.staff)
    with pytest.raises(ValidationError, match="“平台登录次数”涉及登录，不得作为考核项目") as refused:
        change_part(fine, changes={"title": "平台登录次数"}, actor=cast.staff)
    assert CLAUSE in refused.value.messages[0]
    # One that was kept before the rule came is found when it is copied or issued.
    AppraisalItemFactory(method=method, code="D7", title="点赞数", source="office")
    with pytest.raises(ValidationError, match="涉及点赞"):
        appraisal_schemes.copy_scheme(scheme, year=2025, code="KH-2025", title="新", actor=cast.staff)
    with pytest.raises(ValidationError, match="涉及点赞"):
        appraisal_schemes.issue_scheme(scheme, on=DAY, document="", actor=cast.staff)
    assert set(scheme.items.filter(code__in=("D7", "D8", "D9")).values_list("code", "title")) == {
        ("D7", "点赞数"), ("D9", "按期换届"),
    }  # fmt: skip


def test_issued_scheme_is_fixed_and_replaced_by_its_next_version(cast):
    first = whole_scheme(cast.county, bonus_cap=5, code="KH-2023", year=2023, title="2023年方案")
    method = first.methods.get(kind="daily")
    for attempt in (
        lambda: change_part(method, changes={"weight": Decimal(50)}, actor=cast.staff),
        lambda: remove_part(method, actor=cast.staff),
        lambda: add_part(AppraisalMethod(scheme=first, kind="visit", name="复查", weight=1), actor=cast.staff),
        lambda: appraisal_schemes.change_scheme(first, changes={"floor": Decimal(10)}, actor=cast.staff),
        lambda: appraisal_schemes.remove_scheme(first, reason="误建", actor=cast.staff),
    ):
        with pytest.raises(ValidationError, match="内容不再变更；确需修改的，请复制为新版"):
            attempt()

    second = appraisal_schemes.copy_scheme(first, year=2023, code="KH-2023-2", title="2023年方案", actor=cast.staff)
    second = appraisal_schemes.issue_scheme(second, on=DAY, document="测团发〔2023〕9号", actor=cast.staff)

    first.refresh_from_db()
    assert (first.state, second.state, second.version, str(second)) == (
        "replaced", "issued", 2, "2023年方案（第2版）",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="只能按已印发的方案组织考核"):
        appraisal_rounds.create_round(first, fields={"title": "旧", "as_of": DAY}, actor=cast.staff)


def test_copy_brings_every_part_and_leaves_the_original(cast):
    scheme = whole_scheme(cast.county, bonus_cap=5)
    scheme.items.filter(code="D2").update(group=scheme.groups.get())

    copy = appraisal_schemes.copy_scheme(scheme, year=2024, code="KH-2024", title="2024年方案", actor=cast.staff)

    def parts(one):
        return [
            list(one.groups.values_list("name", "is_direct")),
            list(one.methods.values_list("name", "weight", "panels__name", "panels__weight")),
            list(one.items.values_list("code", "method__name", "group__name", "full", "indicator").order_by("code")),
            list(one.grades.values_list("name", "lower", "quota")),
        ]

    assert parts(copy) == parts(scheme)
    assert (copy.state, copy.version, copy.copied_from, copy.bonus_cap) == ("draft", 1, scheme, Decimal(5))


def test_secretary_reads_what_is_issued_and_no_draft(cast):
    issued, draft = whole_scheme(cast.county), whole_scheme(cast.county, state="draft", year=2024)

    assert set(AppraisalScheme.objects.visible_to(cast.secretary)) == {issued}
    assert set(AppraisalScheme.objects.visible_to(cast.reviewer)) == {issued, draft}
    assert cast.staff.has_perm("cadres.issue_appraisal_scheme", draft)
    assert not cast.staff.has_perm("cadres.change_appraisal_scheme", issued)
    assert not cast.secretary.has_perm("cadres.copy_appraisal_scheme", issued)


def score_stars(cast, row, own, points):
    """The branch scores itself, one reviewer gives each sheet the same points for every aspect, and it is tallied."""
    for method in row.scheme.methods.all():
        fields = {"panel": method.panels.get(), "name": "复核员"}
        appraisal_assessors.seat_assessor(row, fields=fields, actor=cast.staff)
    row = appraisal_rounds.move_round(row, RoundAction.OPEN, on=DAY, actor=cast.staff)
    appraisal_sheets.self_score(row.sheets.get(organization=cast.branch), own, actor=cast.branch_secretary)
    row = appraisal_rounds.move_round(row, RoundAction.START, on=DAY, actor=cast.staff)
    for sheet in row.sheets.taking_part():
        for assessor in row.assessors.all():
            (item,) = appraisal_scores.items_to_score(assessor, sheet)
            appraisal_scores.save_scores(
                assessor, sheet, {item.pk: (points[sheet.organization_id], 0)}, actor=cast.staff
            )
    appraisal_rounds.move_round(row, RoundAction.TALLY, on=DAY, actor=cast.staff)


def test_stars_are_given_by_the_same_engine(cast):
    scheme = fill_from_template(drafted(cast, kind="star", title="2024年度对标定级"), actor=cast.staff)
    scheme = appraisal_schemes.issue_scheme(scheme, on=DAY, document="", actor=cast.staff)
    Organization.objects.filter(pk=cast.branch.pk).update(founded_on=date(2020, 1, 1))
    branches = [OrganizationFactory(parent=cast.township, founded_on=date(2020, 1, 1)) for _ in range(7)]
    young = OrganizationFactory(parent=cast.township, founded_on=date(2024, 3, 1))
    younger = OrganizationFactory(parent=cast.township, founded_on=date(2024, 9, 1))
    row = appraisal_rounds.create_round(
        scheme, fields={"title": "2024年对标定级", "as_of": date(2024, 12, 31)}, actor=cast.staff
    )

    assert appraisal_sheets.make_sheets(row, actor=cast.staff) == 11
    assert list(row.sheets.exclude(exempt_reason="").values_list("organization", "exempt_reason")) == [
        (younger.pk, "2024年9月1日成立，到考核截止日不满6个月")
    ]
    own = {item.pk: Decimal(20) for item in scheme.items.filter(kind="scored")}
    points = dict.fromkeys([*(each.pk for each in branches), cast.neighbour_branch.pk], Decimal(17))
    points |= {cast.branch.pk: Decimal(19), branches[0].pk: Decimal("18.5"), branches[6].pk: Decimal(11)}
    points[young.pk] = Decimal(20)
    score_stars(cast, row, own, points)

    found = {sheet.organization_id: sheet.results.get() for sheet in row.sheets.taking_part()}
    grades = {key: str(result.grade) for key, result in found.items()}
    # Ten of them: two places for five stars, which the one founded this year cannot have; six for four stars.
    assert [grades[key] for key in (young.pk, cast.branch.pk, branches[0].pk, branches[6].pk)] == [
        "四星级", "五星级", "五星级", "不定级",
    ]  # fmt: skip
    # The six at 85 do not all fit into the five places left: all of them go down together.
    assert sorted(grades.values()) == sorted(["五星级"] * 2 + ["四星级"] + ["三星级"] * 6 + ["不定级"])
    assert (found[cast.branch.pk].total, found[cast.branch.pk].self_total) == (Decimal("95.00"), Decimal("100.00"))
    assert found[branches[6].pk].grade.is_listed
