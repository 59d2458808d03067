"""What may be asked is what the nouns offer; whatever else is sent is refused in Chinese and never reaches the ORM."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from league.core.dates import Period
from reports.filters import ROW_FILTERS
from reports.indicators.base import Context
from reports.indicators.nouns import NOUNS
from reports.indicators.own.sentences import sentence
from reports.indicators.own.spec import SpecError, read
from reports.models import OwnIndicator
from reports.services.own_indicators import compose_own_indicator
from reports.tables import ROW_TABLES
from tests.reports.test_own_figures import AT, BRANCHES, asked, draft

HOSTILE = {
    "no mapping": ["organization"],
    "no noun": {"measure": "count"},
    "table as noun": {"noun": "accounts_user", "measure": "count"},
    "noun of another type": {"noun": {"$ne": ""}, "measure": "count"},
    "unknown key": asked() | {"raw_sql": "1=1"},
    "unknown measure": asked(measure="exec"),
    "measure of another type": asked() | {"measure": ["count"]},
    "orm path as field": asked("organization", ("subject__parent__grants__user__password", "in", ["x"])),
    "column as field": asked("organization", ("subject__founded_on", "ge", ["2020-01-01"])),
    "dunder as field": asked("organization", ("kind__regex", "in", [".*"])),
    "lookup as operator": asked("organization", ("kind", "__regex", [".*"])),
    "operator of another kind": asked("organization", ("kind", "ge", ["branch"])),
    "choice that is none": asked("organization", ("kind", "in", ["branch' OR 1=1 --"])),
    "choice of another type": asked("organization", ("kind", "in", [{"branch": 1}])),
    "unknown choice as value": asked("organization", ("term_state", "in", ["unknown"])),
    "text as number": asked("organization", ("members", "ge", ["1; DROP TABLE"])),
    "true as number": asked("organization", ("members", "ge", [True])),
    "number too large": asked("organization", ("members", "ge", [10**30])),
    "float as number": asked("organization", ("members", "ge", [1.5])),
    "no day": asked("organization", ("founded_on", "ge", ["2020-13-45"])),
    "number as day": asked("organization", ("founded_on", "ge", [20200101])),
    "two days": asked("organization", ("founded_on", "ge", ["2020-01-01", "2021-01-01"])),
    "values where none belong": asked("organization", ("joint", "yes", ["x"])),
    "no values": asked("organization", ("kind", "in", [])),
    "too many values": asked("organization", ("members", "eq", list(range(40)))),
    "too many conditions": asked("organization", *[BRANCHES] * 13),
    "values of another type": asked() | {"conditions": [{"field": "kind", "operator": "in", "values": "branch"}]},
    "condition of another type": asked() | {"conditions": ["kind"]},
    "conditions of another type": asked() | {"conditions": {"field": "kind"}},
    "key in a condition": asked() | {"conditions": [{"field": "kind", "operator": "in", "values": ["branch"], "or": 1}]},
    "column for a count": asked(column="members"),
    "orm path as column": asked(measure="sum", column="subject__id"),
    "sum of years": asked(measure="sum", column="years"),
    "average of a choice": asked(measure="average", column="kind"),
    "distinct by a column": asked(measure="distinct", column="subject_id"),
    "share without part": asked(measure="share"),
    "part without share": asked(part=[BRANCHES]),
    "grouping by a number": asked(grouping="members"),
    "grouping by a path": asked(grouping="subject__code"),
}  # fmt: skip


@pytest.mark.parametrize("spec", HOSTILE.values(), ids=HOSTILE)
def test_what_is_not_offered_is_refused_in_chinese(spec):
    with pytest.raises(SpecError) as refused:
        read(json.loads(json.dumps(spec)))

    assert str(refused.value).endswith("。")
    assert "一" <= str(refused.value)[0] <= "鿿" or str(refused.value)[0] == "“"


@pytest.mark.django_db
def test_service_writes_nothing_of_a_refused_draft(cast):
    for spec in HOSTILE.values():
        with pytest.raises(ValidationError):
            compose_own_indicator(draft(spec), at=AT, actor=cast.staff)
    for wrong in (
        {"name": " "},
        {"name": "团组织总数"},
        {"definition": ""},
        {"unit": "很长很长很长很长的单位"},
        {"decimals": 9},
    ):
        with pytest.raises(ValidationError):
            compose_own_indicator(draft(asked(), **wrong), at=AT, actor=cast.staff)

    assert not OwnIndicator.objects.exists()


def test_sentence_says_what_is_counted_how_and_what_is_left_out():
    spec = read(
        asked(
            "organization", ("kind", "in", ["branch", "floating"]), ("founded_on", "ge", ["2020-05-04"]),
            ("joint", "no", []), measure="average", column="members", grouping="stat_field",
        )
    )  # fmt: skip

    assert sentence(spec) == (
        "截至日现存的团组织（含团的领导机关）中，组织类别是“团支部”或“流动团员团支部”，且成立日期不早于2020年5月4日，"
        "且不是“联合团组织”的团组织，其团员数的平均值，逐级重新计算。"
        "成立日期、团员数不详、因而无法判断的另列，不计入。另按统计领域分别列出。"
    )
    assert sentence(read(asked("league_class"))) == "统计期内截至日开过的团课的数量。"


def test_what_is_stored_is_read_back():
    spec = read(asked("organization", ("founded_on", "ge", ["2020-05-04"]), ("members", "eq", [3, 5])))

    assert spec.conditions[0].values == (date(2020, 5, 4),)
    assert read(json.loads(json.dumps(spec.as_json()))) == spec


def test_every_noun_has_a_table_and_fields_of_its_own_names():
    day = Context(date(2023, 12, 31), Period.parse("2023"))
    for code, noun in NOUNS.items():
        names = [field.name for field in noun.fields]
        assert (code, len(names)) == (noun.code, len(set(names)))
        table = ROW_TABLES[noun.rows(day).model]
        assert noun.rows(day).model in ROW_FILTERS
        assert set(noun.hidden) <= {column.name for column in table.columns}
