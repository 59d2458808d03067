"""Units from a workbook: what is written, what is refused, and that the same file twice changes nothing."""

from datetime import date

import pytest

from league.core.audit import verify_chain
from league.core.dates import UNKNOWN_START
from league.core.importing.batches import commit, undo
from league.core.importing.importer import UndoRefused
from league.core.models import AuditEvent
from organizations.models import HeadCount, Organization, Unit, UnitVersion
from organizations.services.units import change_unit
from tests.core.importing.workbook import TODAY, counted, faults, send_rows, take

CREDIT = "91430421MA4L0000XX"


def unit(cast, **values):
    return {
        "code": "S001",
        "name": "甲镇中学",
        "kind": "初级中学",
        "division": cast.township_division.code,
        "responsible": cast.township.code,
    } | values


def snapshot():
    """Everything an import of units may touch, without what counts writes."""
    fields = [f.attname for f in Unit._meta.concrete_fields if f.name not in ("revision", "updated_at")]
    return (
        list(Unit.objects.order_by("code").values_list(*fields)),
        sorted(
            UnitVersion.objects.values_list("subject__code", "valid_from", "valid_to", "name", "responsible", "kind")
        ),
        sorted(HeadCount.objects.values_list("pk", "org_path", "value", "ends_on")),
    )


def test_new_unit_is_written_whole(cast):
    batch = take("unit", cast.secretary, unit(cast, opened_on="2015年3月", address="甲镇街1号", source="教育局"))

    row = Unit.objects.get(code="S001")
    assert counted(batch) == (1, 0, 0, 0)
    assert (row.name, row.kind, row.division, row.responsible, row.org_path) == (
        "甲镇中学", "junior_school", cast.township_division, cast.township, cast.township.path,
    )  # fmt: skip
    assert (row.opened_on, row.closed_on, row.credit_code, row.address, row.revision) == (
        date(2015, 3, 1), None, "", "甲镇街1号", 1,
    )  # fmt: skip
    assert "jzzx" in row.search_key
    assert list(row.versions.values_list("valid_from", "valid_to", "name", "responsible", "exempt_reason")) == [
        (date(2015, 3, 1), None, "甲镇中学", cast.township.pk, "")
    ]


def test_unit_of_unknown_opening_has_always_been_there(cast):
    take("unit", cast.secretary, unit(cast))

    assert UnitVersion.objects.get(subject__code="S001").valid_from == UNKNOWN_START


def test_every_written_row_is_audited_once(cast):
    batch = take("unit", cast.secretary, unit(cast), {**unit(cast, code=cast.village.code, name="甲镇新东村", kind="村",
                                                            division=cast.village.division.code)})  # fmt: skip

    events = AuditEvent.objects.filter(batch=batch.pk).order_by("id")
    assert [(e.action, e.object_label, e.org_path, e.actor) for e in events] == [
        ("import.row_added", "甲镇中学", cast.township.path, cast.secretary),
        ("import.row_changed", "甲镇新东村", cast.township.path, cast.secretary),
    ]
    assert events[0].after["单位类型"] == "初级中学"
    assert (events[1].before, events[1].after) == ({"单位名称": "甲镇东村"}, {"单位名称": "甲镇新东村"})
    assert verify_chain() is None


def test_same_file_twice_changes_nothing(cast):
    rows = [unit(cast, opened_on="2015-03-01"), unit(cast, code="S002", name="甲镇小学", kind="小学")]
    take("unit", cast.secretary, *rows)
    before = snapshot()

    batch = take("unit", cast.secretary, *rows)

    assert counted(batch) == (0, 0, 2, 0)
    assert snapshot() == before
    assert AuditEvent.objects.filter(batch=batch.pk).count() == 0


def test_change_holds_from_the_effective_date(cast):
    take("unit", cast.secretary, unit(cast, code=cast.village.code, name="甲镇新东村", kind="村",
                                      division=cast.village.division.code), effective_on=date(2024, 3, 1))  # fmt: skip

    assert list(cast.village.versions.order_by("valid_from").values_list("name", "valid_from", "valid_to")) == [
        ("甲镇东村", UNKNOWN_START, date(2024, 3, 1)),
        ("甲镇新东村", date(2024, 3, 1), None),
    ]
    cast.village.refresh_from_db()
    assert (cast.village.name, cast.village.revision) == ("甲镇新东村", 2)


def test_change_before_the_present_stretch_is_refused(cast):
    change_unit(cast.village, changes={"name": "甲镇中村"}, on=date(2024, 4, 1), actor=cast.staff)

    batch = send_rows("unit", cast.secretary, unit(cast, code=cast.village.code, name="甲镇新东村", kind="村",
                                                   division=cast.village.division.code), effective_on=date(2024, 3, 1))  # fmt: skip

    assert faults(batch) == {2: {"单位编码": "现状自2024-04-01起，生效日期2024-03-01不能早于它"}}


def test_corrected_opening_moves_the_beginning_of_the_past(cast):
    take("unit", cast.secretary, unit(cast, code=cast.village.code, name="甲镇东村", kind="村",
                                      division=cast.village.division.code, opened_on="1998-07-01"))  # fmt: skip

    assert list(cast.village.versions.values_list("valid_from", "valid_to")) == [(date(1998, 7, 1), None)]


def test_moved_unit_takes_its_head_counts_along(cast):
    take("unit", cast.staff, {"code": cast.village.code, "name": "甲镇东村", "kind": "村",
                              "division": cast.neighbour_division.code, "responsible": cast.neighbour.code})  # fmt: skip

    cast.village.refresh_from_db()
    assert cast.village.org_path == cast.neighbour.path
    assert set(HeadCount.objects.filter(unit=cast.village).values_list("org_path", flat=True)) == {cast.neighbour.path}


def test_blank_keeps_and_the_word_clears(cast):
    take("unit", cast.secretary, unit(cast, address="甲镇街1号", source="教育局"))

    batch = take("unit", cast.secretary, unit(cast, address="", source="清空"))

    row = Unit.objects.get(code="S001")
    assert counted(batch) == (0, 1, 0, 0)
    assert (row.address, row.source) == ("甲镇街1号", "")


@pytest.mark.parametrize(
    ("values", "label", "reason"),
    [
        ({"code": ""}, "单位编码", "缺少单位编码"),
        ({"code": "甲1"}, "单位编码", "编码只能用数字、大写字母和连字符，2至30位"),
        ({"name": None}, "单位名称", "缺少单位名称"),
        ({"name": "长" * 101}, "单位名称", "单位名称最多100字，现有101字"),
        ({"credit_code": "91430421MA4L00000X"}, "统一社会信用代码", "统一社会信用代码的校验位不对，请核对是否抄错"),
        ({"credit_code": 914304210000000000}, "统一社会信用代码",
         "数字超过15位，电子表格已丢失末尾数字，请把该列设为文本格式后重新填写"),
        ({"opened_on": "2023-02-30"}, "设立日期", "“2023-02-30”没有这一天，请核对"),
        ({"opened_on": "2025-01-01"}, "设立日期", "设立日期2025-01-01晚于今天，请核对"),
        ({"opened_on": "2020-01-01", "closed_on": "2019-01-01"}, "注销日期", "注销日期必须晚于设立日期"),
        ({"responsible": "ZZ-99"}, "归口团组织", "没有找到团组织“ZZ-99”，请核对"),
        ({"name": date(2023, 3, 1)}, "单位名称", "被电子表格当成了日期（2023-03-01），请把该列设为文本格式后重新填写"),
    ],
)  # fmt: skip
def test_wrong_cell_is_named_with_its_reason(cast, values, label, reason):
    batch = send_rows("unit", cast.secretary, unit(cast, **values), unit(cast, code="S002", name="好的一行"))

    assert {number: found[label] for number, found in faults(batch).items()} == {2: reason}
    assert counted(batch)[0] == 1
    commit(batch, on=TODAY)
    assert sorted(Unit.objects.filter(code__startswith="S").values_list("code", flat=True)) == ["S002"]


def test_wrong_kind_lists_the_choices(cast):
    batch = send_rows("unit", cast.secretary, unit(cast, kind="学堂"))

    assert faults(batch)[2]["单位类型"].startswith("“学堂”不在选项内，可选：乡镇（街道）、园区、村、社区")


def test_neighbours_rows_are_as_good_as_unknown(cast):
    batch = send_rows(
        "unit",
        cast.secretary,
        unit(cast, responsible=cast.neighbour.code),
        unit(cast, code=cast.neighbour_village.code, name="改个名"),
        unit(cast, code="S003", name="乙镇东村", division=cast.neighbour_village.division.code),
    )

    assert faults(batch) == {
        2: {
            "归口团组织": f"没有找到团组织“{cast.neighbour.code}”，您要填的是不是“共青团甲镇委员会”（{cast.township.code}）？"
        },
        3: {"单位编码": "这一行不能新增，请核对编码；确实无误的请联系县级团委"},
        4: {"所在区划": f"所在区划{cast.neighbour_village.division.code}不在归口团组织“共青团甲镇委员会”的区划之内"},
    }


def test_village_is_matched_by_township_and_name_never_by_name_alone(cast):
    batch = send_rows(
        "unit",
        cast.staff,
        unit(cast, division="甲镇甲镇东村"),
        unit(cast, code="S002", name="二", division="甲镇东村"),
        unit(cast, code="S003", name="三", division="甲镇 甲镇东村委会"),
    )

    assert set(faults(batch)) == {3}
    assert faults(batch)[3]["所在区划"].startswith("只写“甲镇东村”不能确定是哪个乡镇的")
    commit(batch, on=TODAY)
    assert Unit.objects.get(code="S003").division == cast.village.division


def test_rows_that_contradict_each_other_are_all_refused(cast):
    batch = send_rows(
        "unit",
        cast.secretary,
        unit(cast),
        unit(cast, name="另一名"),
        unit(cast, code="S003", name="同名"),
        unit(cast, code="S004", name="同名"),
        unit(cast, code="S005", name="甲镇东村", division=cast.village.division.code),
    )

    assert faults(batch) == {
        2: {"单位编码": "与第3行重复，请只保留一行"},
        3: {"单位编码": "与第2行重复，请只保留一行"},
        4: {"单位名称": "该区划内已有同名单位：与第5行重复"},
        5: {"单位名称": "该区划内已有同名单位：与第4行重复"},
        6: {"单位名称": f"该区划内已有同名单位（编码{cast.village.code}）"},
    }


def test_row_changed_by_somebody_after_the_preview_is_reported_and_not_written(cast):
    row = unit(cast, code=cast.village.code, name="甲镇新东村", kind="村", division=cast.village.division.code)
    batch = send_rows("unit", cast.secretary, row, unit(cast))
    change_unit(cast.village, changes={"name": "甲镇中村"}, on=date(2024, 4, 1), actor=cast.staff)

    batch = commit(batch, on=TODAY)

    cast.village.refresh_from_db()
    assert cast.village.name == "甲镇中村"
    assert (batch.counts["written"], batch.counts["stale"]) == (1, 1)
    assert faults(batch) == {2: {"整行": "预览之后，该行的数据已被他人改动，本次没有写入；请重新上传核对"}}


def test_commit_twice_writes_once(cast):
    batch = send_rows("unit", cast.secretary, unit(cast))

    commit(batch, on=TODAY)
    commit(batch, on=TODAY)

    assert Unit.objects.filter(code="S001").count() == 1
    assert AuditEvent.objects.filter(batch=batch.pk).count() == 1


def test_undo_leaves_no_trace(cast):
    before = snapshot()
    batch = take(
        "unit",
        cast.staff,
        unit(cast),
        {"code": cast.village.code, "name": "改名村", "kind": "村", "division": cast.neighbour_division.code,
         "responsible": cast.neighbour.code, "opened_on": "1990-01-01", "source": "新来源"},
    )  # fmt: skip
    assert snapshot() != before

    batch = undo(batch, actor=cast.staff)

    assert batch.state == "undone"
    assert snapshot() == before
    assert list(AuditEvent.objects.filter(batch=batch.pk).order_by("id").values_list("action", flat=True)) == [
        "import.row_added", "import.row_changed", "import.addition_undone", "import.change_undone",
    ]  # fmt: skip


def test_undo_is_refused_while_something_stands_on_it(cast):
    batch = take("unit", cast.secretary, unit(cast), unit(cast, code="S002", name="二中"))
    change_unit(Unit.objects.get(code="S001"), changes={"address": "新址"}, actor=cast.secretary)
    before = snapshot()

    with pytest.raises(UndoRefused) as refusal:
        undo(batch, actor=cast.secretary)
    assert refusal.value.blockers == ["“甲镇中学”（S001）导入之后又有改动"]
    assert snapshot() == before


def test_undo_is_refused_while_an_organization_uses_an_imported_unit(cast):
    batch = take("unit", cast.secretary, unit(cast))
    Organization.objects.filter(pk=cast.branch.pk).update(unit=Unit.objects.get(code="S001"))

    with pytest.raises(UndoRefused) as refusal:
        undo(batch, actor=cast.secretary)
    assert refusal.value.blockers == ["导入的记录已被团组织“甲镇东村团支部”引用"]
    assert Unit.objects.filter(code="S001").exists()
