"""Learning records: entered, corrected, imported from a platform, and names matched once."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from activities.models import LearningRecord, PlatformName
from activities.services.learning import add_record, change_record, change_series, create_series, remove_record
from activities.services.platform_names import dismiss_name, match_name, reopen_name
from league.core.importing.batches import open_preview, undo
from league.core.importing.importer import REGISTRY, Context, UndoRefused
from league.core.models import AuditEvent
from league.core.quantities import Persons
from league.core.scoping import Scope
from tests.core.importing.workbook import counted, faults, send_rows, take
from tests.factories.learning import LearningRecordFactory, LearningSeriesFactory, PlatformNameFactory
from tests.factories.organizations import OrganizationFactory, UnitFactory

DAY = date(2024, 5, 4)
FIGURES = {
    "issue": "2023年第5期", "first_day": date(2023, 5, 8), "last_day": date(2023, 5, 14), "person_times": 46,
    "persons": None, "expected": 40, "source": "省平台",
}  # fmt: skip
LINE = {
    "series": "青年大学习", "issue": "2023年第5期", "first_day": "2023-05-08", "last_day": "2023-05-14",
    "superior": "甲镇团委", "name": "东村团支部", "person_times": "46",
}  # fmt: skip


@pytest.fixture
def series(cast):
    return LearningSeriesFactory(organization=cast.county, code="QNDXX", name="青年大学习", platform="省平台")


@pytest.fixture
def school(cast):
    return UnitFactory(
        responsible=cast.township, division=cast.township_division, kind="primary_school", name="甲镇小学", code="S001"
    )  # fmt: skip


def lines(cast, *more):
    return [LINE | line for line in more]


def test_record_of_a_school_stands_at_who_answers_for_it(cast, series, school):
    record = add_record(series, organization=None, unit=school, fields=FIGURES, actor=cast.secretary)

    assert (record.organization, record.org_path, record.learner) == (cast.township, cast.township.path, school)
    assert (record.superior, record.name) == (cast.township.name, "甲镇小学")
    assert AuditEvent.objects.get(action="learning_record.added").object_label == "甲镇小学青年大学习2023年第5期"


@pytest.mark.parametrize(
    ("person_times", "expected", "rate", "over"),
    [(46, 40, Decimal("115.0"), True), (40, 40, Decimal("100.0"), False), (1, 3, Decimal("33.3"), False),
     (5, 0, None, True), (5, None, None, False)],
)  # fmt: skip
def test_rate_over_a_hundred_percent_is_flagged(person_times, expected, rate, over):
    record = LearningRecord(person_times=person_times, expected=expected)

    assert (record.rate, record.is_over) == (rate, over)


def test_person_times_are_never_added_to_persons(cast, series):
    LearningRecordFactory(series=series, organization=cast.branch, person_times=30, persons=20)

    total = LearningRecord.objects.person_times_in_all()

    assert str(total) == "30人次"
    with pytest.raises(TypeError):
        total + Persons(20)


WRONG_FIGURES = (
    ({"first_day": date(2021, 12, 1)}, "才开始"),
    ({"last_day": date(2023, 5, 7)}, "截止日期不能早于开始日期"),
    ({"persons": 47}, "参学人数不能多于学习人次"),
    ({"issue": "2023年第4期"}, "同一期的起止日期应当一致"),
    ({"issue": "2023年第3期"}, "已有学习记录，请更正原记录"),
)


def test_record_that_breaks_a_rule_is_refused(cast, series):
    LearningRecordFactory(series=series, organization=cast.county, issue="2023年第4期")
    days = {name: FIGURES[name] for name in ("first_day", "last_day")}
    LearningRecordFactory(series=series, organization=cast.branch, issue="2023年第3期", **days)

    for more, words in WRONG_FIGURES:
        with pytest.raises(ValidationError, match=words):
            add_record(series, organization=cast.branch, fields=FIGURES | more, actor=cast.secretary)

    assert LearningRecord.objects.count() == 2


def test_record_is_corrected_and_taken_out_with_a_reason(cast, series):
    record = add_record(series, organization=cast.branch, fields=FIGURES, actor=cast.secretary)

    record = change_record(record, changes={"person_times": 39, "persons": 30}, actor=cast.secretary)
    assert (record.person_times, record.persons, record.revision, record.is_over) == (39, 30, 2, False)

    remove_record(record, reason="误登", actor=cast.secretary)
    assert (LearningRecord.objects.count(), AuditEvent.objects.latest("pk").reason) == (0, "误登")


def test_series_keeps_the_days_of_its_records(cast, series):
    made = create_series(
        cast.county,
        fields={
            "code": "HLJ", "name": "红领巾爱学习", "audience": "pioneers", "channel": "online", "platform": "",
            "starts_on": date(2023, 1, 1), "ends_on": None,
        },
        actor=cast.staff,
    )  # fmt: skip
    add_record(made, organization=cast.branch, fields=FIGURES, actor=cast.staff)

    with pytest.raises(ValidationError, match="已于2023年5月1日结束"):
        change_series(made, changes={"ends_on": date(2023, 5, 1)}, actor=cast.staff)
    assert change_series(made, changes={"ends_on": date(2023, 6, 1)}, actor=cast.staff).ends_on == date(2023, 6, 1)


# The platform's workbook.


def test_rows_find_their_owners_by_name_and_superior(cast, series, school):
    batch = take(
        "learning_record", cast.staff,
        *lines(cast, {}, {"superior": "乙镇团委"}, {"superior": None, "name": "甲镇小学"}, {"name": "某某厂团支部"}),
    )  # fmt: skip

    assert counted(batch) == (4, 0, 0, 0)
    told = {(row.organization, row.unit, row.is_matched, row.source) for row in LearningRecord.objects.all()}
    assert told == {
        (cast.branch, None, True, "省平台"), (cast.neighbour_branch, None, True, "省平台"),
        (cast.township, school, True, "省平台"), (cast.county, None, False, "省平台"),
    }  # fmt: skip
    assert open_preview(batch).summary["notes"] == [
        "有1行的名称在组织册中没有找到（某某厂团支部，共46人次）：写入后暂记在测试县团委名下，请到“平台名称对照”匹配。"
    ]
    name = PlatformName.objects.with_records().get()
    assert (str(name), name.state, name.records, name.person_times) == ("甲镇团委某某厂团支部", "pending", 1, 46)


def test_same_workbook_twice_changes_nothing_and_is_taken_back(cast, series):
    first = take("learning_record", cast.staff, *lines(cast, {}, {"name": "某某厂团支部"}))
    again = take("learning_record", cast.staff, *lines(cast, {}, {"name": "某某厂团支部"}))
    assert (counted(first), counted(again)) == ((2, 0, 0, 0), (0, 0, 2, 0))

    undo(first, actor=cast.staff)

    assert (LearningRecord.objects.count(), PlatformName.objects.count()) == (0, 0)


def test_matched_name_moves_its_records_and_teaches_the_import(cast, series):
    batch = take("learning_record", cast.staff, LINE | {"name": "某某厂团支部"})
    name = PlatformName.objects.get()

    match_name(name, organization=cast.branch, on=DAY, actor=cast.staff)
    take("learning_record", cast.staff, LINE | {"name": "某某厂团支部", "issue": "第6期"})

    told = set(LearningRecord.objects.values_list("organization", "org_path", "is_matched"))
    assert told == {(cast.branch.pk, cast.branch.path, True)}
    with pytest.raises(UndoRefused, match="导入之后又有改动"):
        undo(batch, actor=cast.staff)

    match_name(name, organization=cast.neighbour_branch, on=DAY, actor=cast.staff)
    assert {row.organization for row in LearningRecord.objects.all()} == {cast.neighbour_branch}


def test_name_of_another_county_is_set_aside_with_its_records(cast, series):
    take("learning_record", cast.staff, LINE | {"name": "外县团支部"})
    name = PlatformName.objects.get()

    dismiss_name(name, reason="外县", on=DAY, actor=cast.staff)

    assert (LearningRecord.objects.count(), PlatformName.objects.get().state) == (0, "foreign")
    assert "不属本县" in str(faults(send_rows("learning_record", cast.staff, LINE | {"name": "外县团支部"})))
    with pytest.raises(ValidationError, match="不需要再办理"):
        dismiss_name(name, reason="外县", on=DAY, actor=cast.staff)
    assert reopen_name(name, actor=cast.staff).state == "pending"


def test_name_is_not_matched_outside_its_office_or_before_the_founding(cast, series):
    name = PlatformNameFactory(organization=cast.township, name="东支部")
    young = OrganizationFactory(parent=cast.township, founded_on=date(2024, 1, 1))
    LearningRecordFactory(series=series, organization=cast.township, name="东支部", is_matched=False)

    with pytest.raises(ValidationError, match="的范围内，不能对应"):
        match_name(name, organization=cast.neighbour_branch, on=DAY, actor=cast.staff)
    with pytest.raises(ValidationError, match="才成立"):
        match_name(name, organization=young, on=DAY, actor=cast.staff)
    with pytest.raises(ValidationError, match="只选一项"):
        match_name(name, on=DAY, actor=cast.staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlatformName.objects.filter(pk=name.pk).update(state="matched")


WRONG_ROWS = (
    ({"series": "没有的栏目"}, "请先登记栏目"),
    ({"name": "合计"}, "合计行不导入"),
    ({"name": "甲", "persons": "47"}, "不能多于学习人次"),
    ({"name": "乙", "last_day": "2023-05-07"}, "截止日期不能早于开始日期"),
    ({"name": "丙", "first_day": "2021-05-08"}, "才开始"),
    ({"name": "丁", "organization": "X999"}, "没有编码为“X999”的记录"),
    ({"issue": "2023年第1期"}, "同一期的起止日期应当一致"),
    ({"issue": "2023年第2期"}, "已有手工登记的学习记录"),
)


def test_row_that_breaks_a_rule_is_refused(cast, series):
    LearningRecordFactory(series=series, organization=cast.county)
    days = {name: FIGURES[name] for name in ("first_day", "last_day")}
    LearningRecordFactory(series=series, organization=cast.branch, issue="2023年第2期", name=cast.branch.name, **days)

    batch = send_rows("learning_record", cast.staff, *lines(cast, *(more for more, _ in WRONG_ROWS)))

    found = [" ".join(reasons.values()) for _, reasons in sorted(faults(batch).items())]
    assert [words in reasons for (_, words), reasons in zip(WRONG_ROWS, found, strict=True)] == [True] * 8


def test_total_of_the_rows_below_is_refused(cast, series):
    OrganizationFactory(parent=cast.township, name="共青团甲镇西村支部委员会", short_name="甲镇西村团支部")
    rows = lines(cast, {}, {"name": "西村团支部"}, {"superior": None, "name": "甲镇团委", "person_times": "92"})

    batch = send_rows("learning_record", cast.staff, *rows)

    assert (counted(batch), "疑为合计行" in str(faults(batch))) == ((2, 0, 0, 1), True)


def test_template_with_what_is_known_comes_back_unchanged(cast, series, school):
    take(
        "learning_record", cast.staff,
        *lines(cast, {"expected": "40"}, {"superior": None, "name": "甲镇小学"}, {"name": "某某厂团支部"}),
    )  # fmt: skip
    importer, context = REGISTRY["learning_record"](), Context(Scope((cast.county.path,)), DAY, DAY)
    known = list(importer.known(context))
    names = [column.name for column in importer.columns]

    batch = send_rows("learning_record", cast.staff, *(dict(zip(names, row, strict=True)) for row in known))

    assert (importer.known_count(context), counted(batch)) == (3, (0, 0, 3, 0))
    codes = {tuple(row[names.index(name)] for name in ("organization", "unit")) for row in known}
    assert codes == {(cast.branch.code, ""), ("", "S001"), ("", "")}


def test_neighbour_s_record_cannot_be_had_by_a_township(cast, series):
    take("learning_record", cast.staff, LINE)

    assert "这一行不能新增，请核对编码" in str(faults(send_rows("learning_record", cast.neighbour_secretary, LINE)))


# The pages.


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"activities:{name}", args=args), query)


def send(client, user, route, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"activities:{route}", args=args), data)


def test_branch_secretary_enters_the_own_record(client, cast, series):
    figures = {name: value for name, value in FIGURES.items() if value is not None}
    answer = send(
        client, cast.branch_secretary, "learning-record-create", series=series.pk, organization=cast.branch.code,
        **figures,
    )  # fmt: skip

    record = LearningRecord.objects.get()
    assert (answer.url, record.organization) == (record.get_absolute_url(), cast.branch)
    text = page(client, cast.branch_secretary, "learning-record-detail", record.pk).content.decode()
    assert "115.0" in text
    assert "学习人次超过应学人次" in text


def test_record_for_a_school_of_the_neighbour_is_refused(client, cast, series, school):
    figures = {name: value for name, value in FIGURES.items() if value is not None}
    answer = send(
        client, cast.neighbour_secretary, "learning-record-create", series=series.pk, unit=school.code, **figures
    )  # fmt: skip

    assert "不在您的管理范围内" in answer.content.decode()
    assert not LearningRecord.objects.exists()


def test_worklist_offers_the_likeliest_and_previews_the_move(client, cast, series):
    take("learning_record", cast.staff, LINE | {"superior": None, "name": "共青团甲镇东村支部"})
    name = PlatformName.objects.get()

    listed = page(client, cast.staff, "platform-name-list", state="pending").content.decode()
    form = page(client, cast.staff, "platform-name-match", name.pk).content.decode()
    asked = send(
        client, cast.staff, "platform-name-match", name.pk, organization=cast.branch.code, preview="1"
    ).content.decode()  # fmt: skip

    assert "共青团甲镇东村支部" in listed
    assert cast.branch.code in form
    assert "1条学习记录（46人次）归到它的名下" in asked
    send(client, cast.staff, "platform-name-match", name.pk, organization=cast.branch.code)
    assert LearningRecord.objects.get().organization == cast.branch
    assert send(client, cast.branch_secretary, "platform-name-match", name.pk).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_database_a_fixed_number_of_times(
    client, cast, series, school, rows, django_assert_max_num_queries
):
    for number in range(rows):
        LearningRecordFactory(series=series, organization=cast.township, unit=school if number % 2 else None)
        PlatformNameFactory(organization=cast.county)
    client.force_login(cast.staff)

    for name, most in (("learning-record-list", 16), ("learning-series-list", 14), ("platform-name-list", 14)):
        with django_assert_max_num_queries(most):
            client.get(reverse(f"activities:{name}"))
