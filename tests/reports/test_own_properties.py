"""What holds for every own indicator anybody may compose, over every county."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from league.core.dates import Period
from organizations.models import Organization, OrganizationVersion
from organizations.models.term import TERM_RULE_CODES
from reports.indicators.base import Context, Count, Distinct, Indicator, Ratio, Sum
from reports.indicators.nouns import NOUNS, Kind
from reports.indicators.nouns.base import NEVER
from reports.indicators.own.declarations import Edition, Slice, declare
from reports.indicators.own.sentences import sentence
from reports.indicators.own.spec import Measuring, read
from reports.indicators.settings import Unset, settings_on
from reports.models import Snapshot, StatPeriod
from reports.services.catalogue import Catalogue
from reports.services.counting import count_all
from reports.services.figures import make_figure
from reports.services.previews import preview, stored_values
from tests.factories.organizations import RuleFactory
from tests.reports.test_properties import build, counties

pytestmark = pytest.mark.django_db
DAY = date(2023, 12, 31)


@st.composite
def conditions(draw, noun):
    field = draw(st.sampled_from(noun.fields))
    operator = draw(st.sampled_from(field.operators))
    values = []
    if operator.takes != "nothing":
        one = {
            Kind.CHOICE: st.sampled_from([value for value, _ in field.offered]),
            Kind.NUMBER: st.integers(0, 12),
            Kind.DATE: st.dates(date(2019, 1, 1), date(2024, 6, 1)).map(str),
        }[field.kind]
        values = draw(st.lists(one, min_size=1, max_size=3 if operator.takes == "many" else 1, unique=True))
    return {"field": field.name, "operator": operator.code, "values": values}


@st.composite
def specs(draw):
    """JSON of anything the editor may send."""
    # Half of them about what random counties are full of.
    noun = NOUNS[draw(st.sampled_from([*NOUNS, *["organization", "unit"] * 6]))]
    measure = draw(st.sampled_from([one for one in Measuring if noun.keys or one != Measuring.DISTINCT]))
    summed = [field.name for field in noun.numbers() if measure == Measuring.AVERAGE or field.measure]
    columns = {"distinct": [key.name for key in noun.keys], "sum": summed, "average": summed}.get(measure, [""])
    if not columns:
        measure, columns = Measuring.COUNT, [""]
    rows = st.lists(conditions(noun), max_size=2)
    groupings = ["", *(field.name for field in noun.groupings())]
    return {
        "noun": noun.code,
        "measure": measure.value,
        "column": draw(st.sampled_from(columns)),
        "conditions": draw(rows),
        "part": draw(st.lists(conditions(noun), min_size=1, max_size=2)) if measure == Measuring.SHARE else [],
        "grouping": draw(st.sampled_from(groupings)),
    }


def context():
    return Context(DAY, Period.year_of(DAY), settings_on(DAY))


def judged(condition, row):
    """True, False, or None where nobody can tell: the condition as a person would read it off the row."""
    field, code, value = condition.field, condition.operator.code, row[condition.field.column]
    blank = field.unknown is not NEVER and (value is None or value == field.unknown)
    if code in ("blank", "filled"):
        return blank == (code == "blank")
    if blank:
        return None
    first = next(iter(condition.values), None)
    return {
        "in": lambda: value in condition.values,
        "eq": lambda: value in condition.values,
        "out": lambda: value not in condition.values,
        "ge": lambda: value >= first,
        "le": lambda: value <= first,
        "yes": lambda: bool(value),
        "no": lambda: not value,
        "period": lambda: date(2023, 1, 1) <= value <= DAY,
    }[code]()


def together(verdicts):
    """All must hold: one that fails decides, else one that nobody can tell."""
    verdicts = list(verdicts)
    return False if False in verdicts else None if None in verdicts else True


def check_judging(spec):
    """The rows found are those a person would find by reading each row."""
    slice_, columns = Slice(spec), [field.column for field in spec.fields]
    rows = slice_.dress(spec.noun.rows(context()), context())
    found = {role: set(slice_.rows(role, context()).values_list("pk", flat=True)) for role in ("fit", "part", "doubt")}
    expected = {"fit": set(), "part": set(), "doubt": set()}
    for row in rows.order_by().values("pk", *dict.fromkeys(columns), *([spec.key.lookup] if spec.key else [])):
        base = together(judged(one, row) for one in spec.conditions)
        further = together(judged(one, row) for one in spec.part)
        if spec.column is not None and spec.column.unknown is not NEVER and row[spec.column.column] is None:
            further = None
        if base is None or (base and further is None):
            expected["doubt"].add(row["pk"])
        elif base and (spec.key is None or row[spec.key.lookup] is not None):
            expected["fit"].add(row["pk"])
            if further:
                expected["part"].add(row["pk"])
    if not spec.part:
        found.pop("part")
        expected.pop("part")
    assert found == expected


def by_hand(indicator):
    """{node: number} row by row."""
    living = dict(OrganizationVersion.objects.on(DAY).values_list("subject_id", "path"))
    above = {
        pk: [int(part) for part in path.split("/") if part and int(part) in living]
        for pk, path in Organization.objects.values_list("pk", "path")
    }
    column = getattr(indicator.value, "column", getattr(indicator.value, "key", "pk"))
    found: dict[int, list] = {}
    for node, value in indicator.rows(context()).order_by().values_list(indicator.node, column):
        for each in above[node]:
            found.setdefault(each, []).append(value)
    make = {Count: len, Sum: sum, Distinct: lambda values: len(set(values))}[type(indicator.value)]
    return {node: make(values) for node, values in found.items() if make(values)}


def check_numbers(spec, root):
    """Every stored number is the sum over its rows; part and whole fit; the preview shows the same."""
    edition = Edition(1, 1, "指标", sentence(spec), "个", 1, spec, "测试")
    declared = declare(edition)
    stored = [one for one in declared if isinstance(one, Indicator)]
    keys = {one.code: number for number, one in enumerate(stored)}
    counted = count_all(stored, keys, context())
    values = stored_values(keys)
    assert counted.gaps == {}
    for one in stored:
        assert {node: codes[one.code] for node, codes in values.items() if codes.get(one.code)} == by_hand(one)
        rows = one.rows(context())
        assert rows.count() == rows.values("pk").distinct().count()
    if spec.measuring == Measuring.SHARE:
        quotients = [one for one in declared if isinstance(one, Ratio)]
        assert all(codes.get(one.part, 0) <= codes.get(one.whole, 0) for codes in values.values() for one in quotients)
    shown = preview(spec, root=root, name="指标", unit="个", decimals=1, on=DAY)
    codes = {code.replace("own.1", "own.0", 1): number for code, number in values.get(root.pk, {}).items()}
    snapshot = Snapshot(period=StatPeriod(code="2023"), as_of=DAY, counted=[*keys], own_versions={})
    book = Catalogue()
    book.__dict__["_own"] = {one.code: one for one in declared}
    expected = make_figure("own.1", values.get(root.pk, {}), snapshot, book)
    assert (shown.figure.value, shown.figure.part, shown.figure.unknown) == (
        expected.value, expected.part, expected.unknown,
    ), codes  # fmt: skip


def test_every_own_indicator(db):
    @settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(counties, st.lists(specs(), min_size=2, max_size=3))
    def holds(plan, asked):
        with transaction.atomic():
            root = build(plan).organizations[0]
            for code in TERM_RULE_CODES:
                RuleFactory(code=code, value="3")
            for one in asked:
                spec = read(one)
                assert read(spec.as_json()) == spec
                check_judging(spec)
                check_numbers(spec, root)
            transaction.set_rollback(True)

    holds()


@pytest.mark.parametrize("noun", NOUNS.values(), ids=lambda noun: noun.code)
def test_every_field_of_every_noun_is_asked_without_error(cast, noun):
    for field in noun.fields:
        for operator in field.operators:
            values = {Kind.CHOICE: [field.choices[0][0]] if field.choices else [], Kind.NUMBER: [1]}.get(
                field.kind, ["2023-01-01"]
            )
            values = values if operator.takes != "nothing" else []
            condition = {"field": field.name, "operator": operator.code, "values": values}
            spec = read({"noun": noun.code, "conditions": [condition], "measure": "count"})
            try:
                assert [Slice(spec).rows(role, context()).count() >= 0 for role in ("fit", "doubt")] == [True, True]
            except Unset:
                assert field.settings
