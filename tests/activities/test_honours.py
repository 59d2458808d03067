"""Honours, the youth federation and its members."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from activities.enums import HonourStanding
from activities.models import FederationMember, Honour
from activities.services.disclosures import disclose
from activities.services.honours import award_honour, renew_honour, withdraw_honour
from activities.services.youth_federations import change_member, found_federation, retire_member, seat_member
from league.core.models import AuditEvent
from tests.factories.cadres import PersonFactory
from tests.factories.service import (
    FederationMemberFactory,
    HonourFactory,
    HonourTermFactory,
    NeedFactory,
    YouthFederationFactory,
)

TODAY = date(2026, 5, 4)


def award(cast, *, ends_on=date(2025, 5, 4), **more):
    fields = {
        "kind": "civilized_unit", "name": "2022年度县青年文明号", "level": "county", "year": 2022, "person": None,
        "holder_organization": None, "holder_name": "政务窗口", "awarded_on": date(2023, 5, 4), "issuer": "团县委",
        "document": "测试〔2023〕3号",
    } | more  # fmt: skip
    return award_honour(cast.township, fields=fields, ends_on=ends_on, on=TODAY, actor=cast.staff)


def codes(queryset):
    return sorted(queryset.values_list("code", flat=True))


def test_honour_holds_in_its_stretches_alone(cast):
    honour = award(cast)
    assert (honour.code, str(honour)) == ("RY2023-00001", "政务窗口2022年度县青年文明号")
    renew_honour(honour, starts_on=date(2025, 6, 1), ends_on=None, document="测试〔2025〕9号", actor=cast.staff)
    days = (date(2023, 5, 3), date(2023, 5, 4), date(2025, 5, 3), date(2025, 5, 4), date(2025, 6, 1), TODAY)
    assert [Honour.objects.valid(on=day).exists() for day in days] == [False, True, True, False, True, True]
    assert Honour.objects.lapsed(on=date(2025, 5, 4)).exists()
    with pytest.raises(ValidationError, match="长期有效，不需要续期"):
        renew_honour(honour, starts_on=TODAY, ends_on=None, document="测试", actor=cast.staff)

    withdraw_honour(honour, on=date(2026, 3, 1), reason="弄虚作假", document="测试〔2026〕2号", actor=cast.staff)
    assert [Honour.objects.valid(on=day).exists() for day in (date(2026, 2, 28), date(2026, 3, 1))] == [True, False]
    honour.refresh_from_db()
    assert honour.standing(None, on=TODAY, days=180) == HonourStanding.WITHDRAWN
    with pytest.raises(ValidationError, match="已于2026-03-01撤销"):
        withdraw_honour(honour, on=TODAY, reason="再撤", document="测试", actor=cast.staff)


def test_expiring_is_what_lapses_soon(cast):
    soon, later, never = (HonourFactory(organization=cast.township, holder_name="窗口") for _ in range(3))
    HonourTermFactory(honour=soon, ends_on=date(2023, 12, 1))
    HonourTermFactory(honour=later, ends_on=date(2024, 12, 1))
    HonourTermFactory(honour=never)
    assert codes(Honour.objects.expiring(on=date(2023, 9, 1), days=180)) == [soon.code]
    shown = [soon.standing(date(2023, 12, 1), on=day, days=30) for day in (date(2023, 9, 1), date(2023, 11, 20), TODAY)]
    assert shown == [HonourStanding.VALID, HonourStanding.EXPIRING, HonourStanding.LAPSED]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"holder_name": ""}, "三项中请填且只填一项"),
        ({"holder_organization": "township"}, "三项中请填且只填一项"),
        ({"holder_name": "", "holder_organization": "neighbour"}, "范围内"),
        ({"awarded_on": date(2026, 5, 5)}, "授予日期不能晚于今天"),
        ({"year": 2024}, "表彰年度不应晚于授予日期"),
        ({"ends_on": date(2023, 5, 4)}, "结束日期必须晚于开始日期"),
    ],
)
def test_honour_is_refused_in_words(cast, more, words):
    more = dict(more)
    if more.get("holder_organization"):
        more["holder_organization"] = getattr(cast, more["holder_organization"])
    with pytest.raises(ValidationError, match=words):
        award(cast, **more)
    assert not Honour.objects.exists()


def test_renewal_begins_where_the_last_stretch_ends(cast):
    honour = award(cast)
    with pytest.raises(ValidationError, match="现在的有效期到2025-05-04为止"):
        renew_honour(honour, starts_on=date(2025, 5, 3), ends_on=None, document="测试", actor=cast.staff)


def test_member_is_a_person_or_a_sealed_name(cast):
    fields = {
        "name": "测试县青年联合会", "founded_on": date(2021, 5, 4), "founding_document": "测试〔2021〕1号", "term_number": 1,
        "term_starts_on": date(2021, 5, 4), "term_ends_on": date(2026, 5, 4), "dissolved_on": None,
    }  # fmt: skip
    federation = found_federation(cast.county, fields=fields, actor=cast.staff)
    seat = {"sector": "health", "post": "member", "employer": "县医院", "joined_on": date(2021, 5, 4)}
    named = seat_member(federation, fields=seat | {"person": None, "member_name": "欧阳某"}, actor=cast.staff)
    assert (named.masked_name, str(named)) == ("欧**", f"欧**（{named.code}）")
    person = PersonFactory(organization=cast.county, name="张小明")
    for both in ({"person": person, "member_name": "张"}, {"person": None, "member_name": ""}):
        with pytest.raises(ValidationError, match="两项只填一项"):
            seat_member(federation, fields=seat | both, actor=cast.staff)
    known = seat_member(federation, fields=seat | {"person": person, "member_name": ""}, actor=cast.staff)
    assert known.masked_name == "张**"
    with pytest.raises(ValidationError, match="2021-05-04才成立"):
        change_member(named, changes={"joined_on": date(2021, 5, 3)}, actor=cast.staff)
    retire_member(known, on=date(2023, 1, 1), actor=cast.staff)
    assert list(FederationMember.objects.sitting(on=date(2023, 1, 1))) == [named]
    assert "欧阳" not in str(list(AuditEvent.objects.values_list("object_label", "after", "words")))


def test_sealed_values_are_shown_with_a_reason_that_is_logged(cast):
    member = FederationMemberFactory(federation=YouthFederationFactory(organization=cast.county), member_name="欧阳某")
    need = NeedFactory(organization=cast.branch, raised_by="李某", raiser_phone="13800005678")
    shown = disclose(member, reason="核对名册", actor=cast.staff) + disclose(need, reason="回访", actor=cast.staff)
    assert [(one.label, one.value) for one in shown] == [
        ("委员姓名", "欧阳某"), ("反映人姓名", "李某"), ("反映人电话", "13800005678"),
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="请写明查看的事由"):
        disclose(need, reason=" ", actor=cast.staff)
    events = AuditEvent.objects.filter(action__endswith=".disclosed").order_by("pk").values_list("action", "reason")
    assert list(events) == [("federation_member.disclosed", "核对名册"), ("need.disclosed", "回访")]


@pytest.mark.parametrize(
    "wrong",
    [{"holder_name": ""}, {"withdrawn_on": TODAY}, {"withdrawn_on": date(2023, 5, 4), "withdrawal_reason": "误"}],
)
def test_database_keeps_holders_and_withdrawals(cast, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        HonourFactory(organization=cast.township, **{"holder_name": "窗口"} | wrong)
