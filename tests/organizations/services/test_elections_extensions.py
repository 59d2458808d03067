"""延期: within its limit, with both approvals, of the running term."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from league.core.models import AuditEvent
from organizations.models import Extension
from organizations.services.extensions import grant_extension, withdraw_extension
from tests.factories.elections import TermFactory

FIELDS = {
    "until": date(2026, 9, 1), "reason": "与村两委换届同步", "party_document": "甲党〔2026〕1号",
    "party_approved_on": date(2026, 1, 5), "league_document": "测团复〔2026〕1号",
    "league_approved_on": date(2026, 1, 10),
}  # fmt: skip


def test_extension_holds_from_the_later_approval(cast):
    TermFactory(organization=cast.branch, starts_on=date(2023, 3, 1))

    extension = grant_extension(cast.branch, fields=FIELDS, actor=cast.staff)

    assert extension.granted_on == date(2026, 1, 10)
    event = AuditEvent.objects.get(action="extension.granted")
    assert (event.document, event.sentence) == ("测团复〔2026〕1号", "登记了甲镇东村团支部延期换届至2026年9月1日")


@pytest.mark.parametrize(
    ("kind", "starts_on", "until", "allowed"),
    [
        ("branch", date(2023, 3, 1), date(2026, 9, 1), True),
        ("branch", date(2023, 3, 1), date(2026, 9, 2), False),
        ("township", date(2021, 3, 1), date(2027, 3, 1), True),
        ("township", date(2021, 3, 1), date(2027, 3, 2), False),
    ],
)
def test_limit_is_six_months_for_a_branch_and_a_year_for_others(cast, kind, starts_on, until, allowed):
    organization = getattr(cast, kind)
    TermFactory(organization=organization, starts_on=starts_on)

    if allowed:
        assert grant_extension(organization, fields=FIELDS | {"until": until}, actor=cast.staff).until == until
        return
    with pytest.raises(ValidationError, match=r"最多可延期至.*须经同级党组织和上级团组织批准.*依据"):
        grant_extension(organization, fields=FIELDS | {"until": until}, actor=cast.staff)
    assert Extension.objects.count() == 0


@pytest.mark.parametrize("missing", ["party_document", "league_document", "reason"])
def test_both_approvals_and_a_reason_are_needed(cast, missing):
    TermFactory(organization=cast.branch, starts_on=date(2023, 3, 1))

    with pytest.raises(ValidationError) as refused:
        grant_extension(cast.branch, fields=FIELDS | {missing: ""}, actor=cast.staff)

    assert list(refused.value.message_dict) == [missing]


@pytest.mark.parametrize(
    ("until", "sentence"), [(date(2026, 3, 1), "延期必须晚于这一天"), (date(2026, 8, 1), "再次延期必须晚于它")]
)
def test_extension_that_extends_nothing_is_refused(cast, until, sentence):
    TermFactory(organization=cast.branch, starts_on=date(2023, 3, 1))
    grant_extension(cast.branch, fields=FIELDS | {"until": date(2026, 8, 1)}, actor=cast.staff)

    with pytest.raises(ValidationError, match=sentence):
        grant_extension(cast.branch, fields=FIELDS | {"until": until}, actor=cast.staff)


def test_organization_without_a_running_term_gets_no_extension(cast):
    with pytest.raises(ValidationError, match="没有正在任期内的一届，请先补录届次"):
        grant_extension(cast.branch, fields=FIELDS, actor=cast.staff)


def test_withdrawn_extension_makes_room_for_the_right_one(cast):
    TermFactory(organization=cast.branch, starts_on=date(2023, 3, 1))
    wrong = grant_extension(cast.branch, fields=FIELDS, actor=cast.staff)
    at = datetime(2026, 1, 11, tzinfo=UTC)

    withdraw_extension(wrong, reason="日期录错", at=at, actor=cast.staff)
    right = grant_extension(cast.branch, fields=FIELDS | {"until": date(2026, 6, 1)}, actor=cast.staff)

    assert list(Extension.objects.granted(on=date(2026, 2, 1))) == [right]
    with pytest.raises(ValidationError, match="已经撤销"):
        withdraw_extension(wrong, reason="再撤", at=at, actor=cast.staff)
