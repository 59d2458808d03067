"""Founding, correcting, changing and renaming one organisation."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from league.core.models import AuditEvent
from organizations.models import Organization
from organizations.services.names import core_of, full_name, similar_organizations
from organizations.services.organizations import change_organization, found_organization, rename_organization
from tests.factories.organizations import OrganizationFactory

DAY = date(2024, 1, 1)


def found(cast, parent=None, **fields):
    fields = {"code": "NEW", "name": "共青团新村支部委员会", "kind": "branch", "stat_field": "village"} | fields
    return found_organization(parent=parent or cast.township, fields=fields, actor=cast.staff)


def change(organization, cast, on=None, **changes):
    return change_organization(organization, changes=changes, on=on, actor=cast.staff)


def stretches(organization, *names):
    return list(organization.versions.order_by("valid_from").values_list(*names, "valid_from", "valid_to"))


def test_founding_makes_path_search_key_and_first_stretch(cast):
    organization = found(cast, founded_on=date(2020, 5, 4))

    assert organization.path == f"{cast.township.path}{organization.pk}/"
    assert (organization.depth, organization.search_key.split("|")[2]) == (3, "gqtxczbwyh")
    assert stretches(organization, "name") == [("共青团新村支部委员会", date(2020, 5, 4), None)]
    assert AuditEvent.objects.get(action="organization.founded").after["上级组织"] == "甲镇团委"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "leading_body"}, "团委“甲镇团委”下不能设团的领导机关。"),
        ({"code": "430421100"}, "具有 组织编码 的 团组织 已存在。"),
        ({"code": "小写"}, "编码只能用数字、大写字母和连字符，2至30位。"),
        ({"name": "共青团甲镇东村支部委员会"}, "同一上级下已有同名的团组织。"),
    ],
)
def test_founding_is_refused_in_words(cast, fields, sentence):
    with pytest.raises(ValidationError) as refusal:
        found(cast, **fields)

    assert sentence in refusal.value.messages


def test_founding_under_a_dissolved_organization_is_refused(cast):
    gone = OrganizationFactory(parent=cast.county, kind="committee", name="旧镇", dissolved_on=date(2020, 1, 1))

    with pytest.raises(ValidationError, match="已于2020年1月1日撤销，不能再设下级"):
        found(cast, parent=gone)


def test_correction_changes_the_running_stretch(cast):
    change(cast.branch, cast, stat_field="organ")

    assert stretches(cast.branch, "stat_field") == [("organ", date(1900, 1, 1), None)]


def test_dated_change_keeps_what_was(cast):
    change(cast.branch, cast, on=DAY, stat_field="organ")

    assert stretches(cast.branch, "stat_field") == [("village", date(1900, 1, 1), DAY), ("organ", DAY, None)]


def test_plain_change_leaves_the_past_alone(cast):
    changed = change(cast.branch, cast, on=DAY, address="村部")

    assert (changed.revision, len(stretches(cast.branch))) == (2, 1)


def test_change_to_the_same_changes_nothing(cast):
    assert change(cast.branch, cast, stat_field="village").revision == 1
    assert AuditEvent.objects.count() == 0


def test_dated_change_before_a_later_one_is_refused(cast):
    change(cast.branch, cast, on=DAY, stat_field="organ")

    with pytest.raises(ValidationError, match="不能早于"):
        change(Organization.objects.get(pk=cast.branch.pk), cast, on=date(2023, 1, 1), stat_field="student")


def test_kind_that_breaks_the_grammar_below_is_refused(cast):
    with pytest.raises(ValidationError, match="团支部“甲镇团委”下不能设团支部"):
        change(cast.township, cast, kind="branch")


def test_founding_day_moves_the_first_stretch(cast):
    change(cast.branch, cast, founded_on=date(2019, 5, 4))

    assert stretches(cast.branch, "name") == [(cast.branch.name, date(2019, 5, 4), None)]


def test_founding_day_after_a_recorded_change_is_refused(cast):
    change(cast.branch, cast, on=DAY, stat_field="organ")

    with pytest.raises(ValidationError, match="成立日期必须早于它"):
        change(Organization.objects.get(pk=cast.branch.pk), cast, founded_on=date(2024, 6, 1))


def test_renaming_keeps_the_former_name(cast):
    renamed = rename_organization(
        cast.branch,
        name="共青团新东村支部委员会",
        short_name="新东村",
        on=DAY,
        reason="更名",
        document="测",
        actor=cast.staff,
    )

    assert stretches(renamed, "name") == [
        ("共青团甲镇东村支部委员会", date(1900, 1, 1), DAY),
        ("共青团新东村支部委员会", DAY, None),
    ]
    assert "xindongcun" in renamed.search_key


def test_renaming_to_a_namesake_is_refused(cast):
    OrganizationFactory(parent=cast.township, name="共青团西村支部委员会", code="WEST")

    with pytest.raises(ValidationError) as refusal:
        rename_organization(
            cast.branch,
            name="共青团西村支部委员会",
            short_name="",
            on=DAY,
            reason="更名",
            document="测",
            actor=cast.staff,
        )
    assert refusal.value.messages == ["“甲镇团委”下已有同名的“共青团西村支部委员会”（编码 WEST）。"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("committee", "共青团甲镇委员会"),
        ("work_committee", "共青团甲镇工作委员会"),
        ("general_branch", "共青团甲镇总支部委员会"),
        ("branch", "共青团甲镇支部委员会"),
    ],
)
def test_full_name_follows_the_rule_and_gives_its_core_back(kind, name):
    assert full_name("甲镇", kind) == name
    assert core_of(name) == "甲镇"


def test_same_name_and_same_sound_are_found(cast):
    OrganizationFactory(parent=cast.township, name="共青团佳镇东村支部委员会", code="SOUND")
    rows = Organization.objects.order_by("code")

    found_rows = similar_organizations("共青团 甲镇东村 总支部委员会", rows)

    assert [row.code for row in found_rows] == ["430421100200", "SOUND"]
