"""Divisions from a workbook."""

import pytest
from django.core.exceptions import PermissionDenied

from league.core.importing.batches import commit, open_preview, undo
from organizations.models import Division
from tests.core.importing.workbook import TODAY, counted, faults, send_rows, take


def test_level_and_parent_follow_from_the_code(cast):
    take("division", cast.staff, {"code": "430421102201", "name": "东风村"}, {"code": "430421102001", "name": "东风社区"},
         {"code": "430421102000", "name": "丙镇"})  # fmt: skip

    assert list(Division.objects.filter(code__startswith="430421102").values_list("code", "level", "parent__code")) == [
        ("430421102000", "township", "430421000000"),
        ("430421102001", "community", "430421102000"),
        ("430421102201", "village", "430421102000"),
    ]


def test_code_typed_as_a_number_is_exact_enough(cast):
    batch = take(
        "division", cast.staff, {"code": 430421100201, "name": "南村"}, {"code": 43042110020, "name": "少一位"}
    )

    assert faults(batch) == {
        3: {"区划代码": "区划代码应为12位数字，现为“43042110020”，可能丢失了开头的0，请把该列设为文本格式后重新填写"}
    }
    assert Division.objects.get(code="430421100201").name == "南村"


def test_wrong_parent_level_and_missing_township_are_named(cast):
    batch = send_rows(
        "division",
        cast.staff,
        {"code": "430421100201", "name": "一", "level": "乡镇", "parent": "430421100000"},
        {"code": "430421100202", "name": "二", "level": "村", "parent": "430421101000"},
        {"code": "430421109203", "name": "三", "level": "村", "parent": ""},
        {"code": "430421108203", "name": "四", "level": "村", "parent": "430421108000"},
        {"code": "430421107203", "name": "五", "level": "村", "parent": "430421107000"},
        {"code": "430421107000", "name": "", "level": "乡镇", "parent": "430421000000"},
    )

    found = faults(batch)
    assert found[2] == {"级别": "代码430421100201应为“村”，与所填级别不符"}
    assert found[3] == {"上级区划代码": "代码430421100202的上级应为430421100000，与所填上级430421101000不符"}
    assert found[4] == {"上级区划代码": "上级区划430421109000尚未登记，也不在本文件中；请先登记上级区划"}
    assert list(found[5]) == ["上级区划代码"]
    assert found[6] == {"上级区划代码": "上级区划430421107000（第7行）未通过核对"}
    assert found[7] == {"名称": "缺少名称"}


def test_preview_counts_by_township_in_code_order(cast):
    batch = send_rows("division", cast.staff, {"code": "430421101201", "name": "乙村"}, {"code": "430421100200", "name": "新名"},
                      {"code": "430421100205", "name": "甲村"})  # fmt: skip

    groups = open_preview(batch).summary["groups"]
    assert [(g["code"], g["name"], g["new"], g["changed"]) for g in groups] == [
        ("430421100000", "甲镇", 1, 1),
        ("430421101000", "乙镇", 1, 0),
    ]


def test_township_secretary_imports_no_divisions(cast):
    with pytest.raises(PermissionDenied):
        send_rows("division", cast.secretary, {"code": "430421100201", "name": "一"})


def test_undo_deletes_villages_before_their_township(cast):
    before = list(Division.objects.order_by("code").values_list("code", "name", "level", "parent"))
    batch = send_rows("division", cast.staff, {"code": "430421102000", "name": "丙镇"}, {"code": "430421102201", "name": "东村"},
                      {"code": "430421100200", "name": "改名"})  # fmt: skip
    batch = commit(batch, on=TODAY)
    assert counted(batch) == (2, 1, 0, 0)

    undo(batch, actor=cast.staff)

    assert list(Division.objects.order_by("code").values_list("code", "name", "level", "parent")) == before
