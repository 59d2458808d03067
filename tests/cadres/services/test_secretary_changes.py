"""书记交接: one confirmed step, and everything of it comes back by one undo."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cadres.models import Post, PostChange
from cadres.services.guides import guide_for
from cadres.services.post_changes import undo_change
from cadres.services.secretary_changes import Handover, change_secretary, preview_handover
from league.core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.cadres import PersonFactory
from tests.factories.elections import ElectionFactory, HealthCaseFactory, TermFactory
from tests.factories.posts import PostFactory

DAY = date(2024, 5, 1)
TODAY = date(2024, 5, 6)


@pytest.fixture
def leaving(cast):
    return PostFactory(person=PersonFactory(organization=cast.branch, name="李测"), organization=cast.branch)


def handover(cast, successor, **fields):
    return Handover(
        organization=cast.branch, successor=successor, on=DAY, ending="transfer", today=TODAY, reason="工作调动",
        document="测团〔2024〕5号", fields={"mode": "part_time", "selection": "appointment"},
        grants=tuple(cast.branch_secretary.grants.all()), **fields,
    )  # fmt: skip


def test_handover_passes_the_post_the_rights_and_the_work(cast, leaving):
    successor = PersonFactory(organization=cast.branch, name="王测")
    case = HealthCaseFactory(organization=cast.branch, owner="李测")
    other = HealthCaseFactory(organization=cast.branch, owner="别人", check_code="many_members")

    change = change_secretary(handover(cast, successor), actor=cast.secretary)

    leaving.refresh_from_db()
    case.refresh_from_db()
    other.refresh_from_db()
    assert (leaving.ends_on, leaving.ending) == (DAY, "transfer")
    assert Post.objects.secretaries().held(on=DAY).get().person == successor
    # The rights end today: what was done with them since the day of the handover was done rightfully.
    assert cast.branch_secretary.grants.get().ends_on == TODAY
    assert (case.owner, other.owner) == ("王测", "别人")
    assert change.summary == "甲镇东村团支部书记交接：李测离任，王测接任"


def test_undo_takes_the_whole_handover_back(cast, leaving):
    case = HealthCaseFactory(organization=cast.branch, owner="李测")
    change = change_secretary(handover(cast, PersonFactory(organization=cast.branch)), actor=cast.secretary)

    undo_change(change, at=timezone.now(), reason="文件撤回", actor=cast.staff)

    case.refresh_from_db()
    assert Post.objects.get() == leaving
    assert Post.objects.get().ends_on is None
    assert cast.branch_secretary.grants.get().ends_on is None
    assert case.owner == "李测"
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"post.reopened", "post_change.grant_restored", "post_change.undone"} <= actions


def test_preview_says_everything_and_warns_of_rights_left(cast, leaving):
    second = UserFactory(username="second", name="旁人", role="branch_secretary", organization=cast.branch)
    HealthCaseFactory(organization=cast.branch, owner="李测")
    ElectionFactory(organization=cast.branch, state="planned")
    successor = PersonFactory(organization=cast.branch, name="王测")

    preview = preview_handover(handover(cast, successor))

    assert preview.blockers == []
    assert preview.effects == [
        "李测自2024年5月1日起不再担任“甲镇东村团支部书记”。",
        "王测自2024年5月1日起任“甲镇东村团支部书记”（兼职）。",
        f"自2024年5月6日起终止账号授权1项：“{cast.branch_secretary}基层团组织书记”。",
        "1项未销号体检问题的责任人由李测改为王测。",
        "办理中的“甲镇东村团支部第2届换届”（已计划）由接任书记继续办理。",
    ]
    assert preview.warnings == [
        "没有写明是否进村（社区）两委，统计时列为不详，不算未进。",
        f"以下账号仍可修改本组织的数据：“{second}基层团组织书记”。",
        "请系统管理员为王测开通账号并授权，本操作不新建账号。",
    ]


def test_handover_without_a_successor_leaves_a_vacancy(cast, leaving):
    change = change_secretary(handover(cast, None), actor=cast.secretary)

    assert list(Post.objects.held(on=DAY)) == []
    assert change.summary == "甲镇东村团支部书记交接：李测离任，暂无人接任"


def test_handover_to_the_sitting_secretary_or_out_of_nothing_is_refused(cast, leaving):
    with pytest.raises(ValidationError) as same:
        change_secretary(handover(cast, leaving.person), actor=cast.secretary)
    leaving.delete()
    with pytest.raises(ValidationError) as nothing:
        change_secretary(handover(cast, None), actor=cast.secretary)

    assert same.value.messages == ["李测就是现任书记，不需要交接。"]
    assert nothing.value.messages == ["“甲镇东村团支部”在2024年5月1日之前没有书记在任，请选择接任人员。"]
    assert PostChange.objects.count() == 0


def test_a_grant_that_ended_meanwhile_stops_the_handover(cast, leaving):
    asked = handover(cast, PersonFactory(organization=cast.branch))
    cast.branch_secretary.grants.update(ends_on=date(2024, 1, 1))

    with pytest.raises(ValidationError) as error:
        change_secretary(asked, actor=cast.secretary)

    assert error.value.messages == ["所选的账号授权刚才已有变动，请返回重新核对。"]
    leaving.refresh_from_db()
    assert leaving.ends_on is None


def test_the_guide_lists_what_is_due_who_has_accounts_and_whom_to_ask(cast, leaving):
    TermFactory(organization=cast.branch, number=3, starts_on=date(2023, 3, 1))
    chief = PersonFactory(organization=cast.township, name="周测", phone="13800001234")
    PostFactory(person=chief, organization=cast.township)
    HealthCaseFactory(organization=cast.branch, due_on=date(2024, 6, 1), owner="李测")

    guide = guide_for(cast.branch, on=TODAY)

    assert guide.secretary == leaving
    assert [(str(post), phone) for post, phone in guide.superiors] == [("周测（甲镇团委书记）", "138****1234")]
    assert [(duty.text, duty.due) for duty in guide.duties] == [
        ("体检问题：甲镇东村团支部：团员不足，责任人李测", date(2024, 6, 1)),
        ("第3届2025年3月1日届满，届满前办理换届", date(2025, 3, 1)),
    ]
    assert [grant.user for grant in guide.grants] == [cast.branch_secretary]
