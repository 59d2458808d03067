"""任职: appointing, transferring, relieving, correcting and taking back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cadres.models import Person, Post, PostChange
from cadres.services.post_changes import preview_undo, undo_change
from cadres.services.posts import (
    appoint,
    correct_post,
    preview_appointment,
    preview_relief,
    preview_transfer,
    relieve,
    remove_post,
    transfer,
)
from league.core.models import AuditEvent
from organizations.services.endings import dissolve_organization
from organizations.services.moves import move_organization
from organizations.services.reversals import undo_restructuring
from tests.factories.cadres import PersonFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.posts import EstablishmentFactory, PostFactory

DAY = date(2024, 5, 1)
FIELDS = {
    "title": "secretary",
    "mode": "part_time",
    "selection": "appointment",
    "starts_on": DAY,
    "document": "测团〔2024〕1号",
}


def sentences(error):
    return sorted(error.value.messages)


def test_appointing_opens_a_post_with_its_place_and_its_event(cast):
    person = PersonFactory(organization=cast.branch, name="张测")

    post = appoint(person, cast.branch, fields=FIELDS, reason="换届前缺员", actor=cast.staff)

    assert (post.org_path, post.ends_on, str(post)) == (cast.branch.path, None, "张测（甲镇东村团支部书记）")
    event = AuditEvent.objects.about(post).get()
    assert (event.sentence, event.reason, event.document) == (
        "自2024年5月1日起登记了任职：张测（甲镇东村团支部书记）", "换届前缺员", "测团〔2024〕1号",
    )  # fmt: skip
    assert PostChange.objects.get().summary == "张测任甲镇东村团支部书记"


def test_a_second_secretary_is_refused_by_name_and_the_next_day_after_is_free(cast):
    PostFactory(
        person=PersonFactory(organization=cast.branch, name="李测"), organization=cast.branch, ends_on=date(2024, 6, 1)
    )
    person = PersonFactory(organization=cast.branch)

    with pytest.raises(ValidationError) as error:
        appoint(person, cast.branch, fields=FIELDS, actor=cast.staff)
    appoint(person, cast.branch, fields=FIELDS | {"starts_on": date(2024, 6, 1)}, actor=cast.staff)

    assert sentences(error) == [
        "“甲镇东村团支部”2023年3月1日至2024年6月1日由李测任书记，同一天只能有一名书记。请先办理其离任，或者用“书记交接”。"
    ]
    assert Post.objects.secretaries().held(on=date(2024, 6, 1)).get().person == person


def test_the_database_itself_refuses_two_sitting_secretaries(cast):
    one, other = PersonFactory.create_batch(2, organization=cast.branch)
    PostFactory(person=one, organization=cast.branch)

    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(person=other, organization=cast.branch, starts_on=date(2024, 1, 1))


def test_postgresql_refuses_overlapping_secretaries_of_the_past(cast):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no exclusion constraint; the service is tested above")
    one, other = PersonFactory.create_batch(2, organization=cast.branch)
    PostFactory(person=one, organization=cast.branch, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))

    with pytest.raises(IntegrityError, match="post_one_secretary_a_day"), transaction.atomic():
        PostFactory(person=other, organization=cast.branch, starts_on=date(2020, 12, 31), ends_on=date(2022, 1, 1))

    PostFactory(person=other, organization=cast.branch, starts_on=date(2021, 1, 1), ends_on=date(2022, 1, 1))


def test_the_same_post_is_not_held_twice_but_another_title_is(cast):
    person = PersonFactory(organization=cast.branch, name="王测")
    PostFactory(person=person, organization=cast.branch, title="member", duty="publicity")

    with pytest.raises(ValidationError) as error:
        appoint(person, cast.branch, fields=FIELDS | {"title": "member"}, actor=cast.staff)
    second = appoint(person, cast.branch, fields=FIELDS | {"title": "deputy"}, actor=cast.staff)

    assert sentences(error) == ["王测自2023年3月1日起已任“甲镇东村团支部”宣传委员，不能重复任职。"]
    assert Post.objects.filter(person=person).count() == 2
    assert second.title_label == "副书记"


@pytest.mark.parametrize(
    ("life", "dates", "wanted"),
    [
        ({"founded_on": date(2024, 6, 1)}, {}, ["“测试支部”2024年6月1日才成立，任职不能早于它。"]),
        ({"dissolved_on": DAY}, {}, ["“测试支部”已于2024年5月1日撤销。"]),
        ({"dissolved_on": date(2025, 1, 1)}, {}, ["“测试支部”已于2025年1月1日撤销，任职止不能晚于它。"]),
        ({}, {"ends_on": DAY}, ["任职止必须晚于任职起。"]),
    ],
)
def test_a_post_lies_inside_the_life_of_its_organisation(cast, life, dates, wanted):
    branch = OrganizationFactory(parent=cast.township, short_name="测试支部", **life)

    with pytest.raises(ValidationError) as error:
        appoint(PersonFactory(organization=cast.branch), branch, fields=FIELDS | dates, actor=cast.staff)

    assert sentences(error) == wanted


def test_a_student_deputy_is_a_part_time_deputy(cast):
    person = PersonFactory(organization=cast.township)
    student = FIELDS | {"title": "deputy", "is_student_deputy": True, "student_school": "测试大学"}

    post = appoint(person, cast.township, fields=student, actor=cast.staff)
    with pytest.raises(ValidationError) as error:
        appoint(
            PersonFactory(organization=cast.township),
            cast.township,
            fields=student | {"mode": "full_time"},
            actor=cast.staff,
        )

    assert list(Post.objects.student_deputies()) == [post]
    assert sentences(error) == ["大学生兼职副书记的职务应为副书记、任职方式应为兼职。"]


def test_the_preview_warns_of_other_posts_missing_documents_and_the_establishment(cast):
    person = PersonFactory(organization=cast.county, name="赵测")
    PostFactory(person=person, organization=cast.branch)
    EstablishmentFactory(organization=cast.county, number=1)
    PostFactory(
        person=PersonFactory(organization=cast.county), organization=cast.county, title="officer", mode="full_time",
        staffing="administrative",
    )  # fmt: skip
    fields = FIELDS | {"mode": "full_time", "staffing": "administrative", "document": ""}

    preview = preview_appointment(person, cast.county, fields=fields)

    assert preview.effects == ["赵测自2024年5月1日起任“测试县团委书记”（专职）。"]
    assert preview.blockers == []
    assert preview.warnings == [
        "赵测同时担任“甲镇东村团支部书记”。",
        "没有任职文号，请在收到文件后补录。",
        "行政编制核定1名，任职后实有2名，超出1名。",
    ]


def test_transfer_ends_and_opens_on_one_day(cast):
    post = PostFactory(person=PersonFactory(organization=cast.branch, name="钱测"), organization=cast.branch)

    fresh = transfer(
        post,
        organization=cast.township,
        title="deputy",
        on=DAY,
        reason="工作需要",
        document="测团〔2024〕2号",
        actor=cast.staff,
    )

    post.refresh_from_db()
    assert (post.ends_on, post.ending, post.ending_document) == (DAY, "transfer", "测团〔2024〕2号")
    assert (fresh.organization, fresh.title, fresh.starts_on, fresh.org_path) == (
        cast.township, "deputy", DAY, cast.township.path,
    )  # fmt: skip
    assert PostChange.objects.get().summary == "钱测由甲镇东村团支部书记调任甲镇团委副书记"


def test_transfer_preview_says_that_a_place_falls_vacant(cast):
    post = PostFactory(person=PersonFactory(organization=cast.branch, name="钱测"), organization=cast.branch)

    preview = preview_transfer(post, organization=cast.township, title="officer", on=DAY)

    assert preview.blockers == []
    assert preview.warnings == ["“甲镇东村团支部”自该日起没有书记，请及时办理书记交接或任命。"]


def test_relieving_ends_a_post_once(cast):
    post = PostFactory(person=PersonFactory(organization=cast.branch, name="孙测"), organization=cast.branch)
    basis = {"ending": "resignation", "reason": "本人申请", "document": "测团〔2024〕3号", "actor": cast.staff}

    relieve(post, on=DAY, **basis)

    assert list(Post.objects.held(on=DAY)) == []
    assert list(Post.objects.held(on=DAY - timedelta(days=1))) == [post]
    with pytest.raises(ValidationError) as error:
        relieve(post, on=date(2024, 6, 1), **basis)
    assert sentences(error) == ["孙测（甲镇东村团支部书记）已于2024年5月1日离任。"]


def test_nobody_leaves_before_the_day_after_coming(cast):
    post = PostFactory(
        person=PersonFactory(organization=cast.branch, name="孙测"), organization=cast.branch, starts_on=DAY
    )

    assert preview_relief(post, on=DAY).blockers == [
        "孙测（甲镇东村团支部书记）2024年5月1日才到任，离任日期必须晚于它。"
    ]
    with pytest.raises(ValidationError):
        relieve(post, on=DAY, ending="dismissal", reason="", document="", actor=cast.staff)


def test_correcting_keeps_old_and_new_and_refuses_an_overlap(cast):
    person, other = PersonFactory.create_batch(2, organization=cast.branch)
    PostFactory(person=other, organization=cast.branch, starts_on=date(2020, 1, 1), ends_on=date(2023, 3, 1))
    post = PostFactory(person=person, organization=cast.branch)

    fixed = correct_post(
        post, changes={"village_seat": "party", "mode": "full_time"}, reason="登记有误", actor=cast.staff
    )
    with pytest.raises(ValidationError):
        correct_post(post, changes={"starts_on": date(2022, 1, 1)}, reason="登记有误", actor=cast.staff)

    event = AuditEvent.objects.about(post).get()
    assert (fixed.revision, fixed.village_seat) == (2, "party")
    assert sorted(event.changes) == [("任职方式", "兼职", "专职"), ("进两委", "不详", "村（社区）党组织班子成员")]


def test_a_mistaken_post_is_removed_and_the_person_stays(cast):
    post = PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.branch)

    remove_post(post, reason="误登", actor=cast.staff)

    assert (Post.objects.count(), Person.objects.count()) == (0, 1)
    assert AuditEvent.objects.last().action == "post.removed"


def test_undo_puts_both_posts_back(cast):
    post = PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.branch)
    transfer(
        post, organization=cast.township, title="deputy", on=DAY, reason="调整", document="测1号", actor=cast.staff
    )
    change = PostChange.objects.get()

    undo_change(change, at=timezone.now(), reason="文件收回", actor=cast.staff)

    kept = Post.objects.get()
    assert (kept.pk, kept.ends_on, kept.ending, kept.ending_document) == (post.pk, None, "", "")
    change.refresh_from_db()
    assert preview_undo(change, at=timezone.now()).blockers[0] == "该项任免已经撤回。"


def test_undo_is_refused_after_a_change_and_after_thirty_days(cast):
    person = PersonFactory(organization=cast.branch, name="周测")
    post = appoint(person, cast.branch, fields=FIELDS, actor=cast.staff)
    change = PostChange.objects.get()

    late = preview_undo(change, at=timezone.now() + timedelta(days=31)).blockers
    correct_post(post, changes={"remark": "补充"}, reason="", actor=cast.staff)
    touched = preview_undo(change, at=timezone.now()).blockers

    assert late == ["办理已超过30天，不能撤回，请更正或另行办理。"]
    assert touched == ["周测（甲镇东村团支部书记）此后又有改动，不能撤回。"]
    with pytest.raises(ValidationError):
        undo_change(change, at=timezone.now(), reason="", actor=cast.staff)
    assert Post.objects.count() == 1


def test_posts_and_changes_move_with_their_organisation(cast):
    person = PersonFactory(organization=cast.branch)
    post = appoint(person, cast.branch, fields=FIELDS, actor=cast.staff)

    move_organization(
        cast.branch, target=cast.neighbour, on=date(2024, 7, 1), reason="区划调整", document="测1号", actor=cast.staff
    )

    post.refresh_from_db()
    path = f"{cast.neighbour.path}{cast.branch.pk}/"
    assert (post.org_path, PostChange.objects.get().org_path) == (path, path)


def test_posts_end_with_their_organisation_and_come_back_with_it(cast):
    post = PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.branch)
    basis = {"on": DAY, "reason": "撤并", "document": "测1号", "actor": cast.staff}

    change = dissolve_organization(cast.branch, **basis)
    ended = Post.objects.values_list("ends_on", "ending").get()
    undo_restructuring(change, at=timezone.now(), reason="文件收回", actor=cast.staff)

    post.refresh_from_db()
    assert (ended, post.ends_on, post.ending) == ((DAY, "dissolution"), None, "")


def test_a_person_is_seen_where_a_post_is_held(cast):
    person = PersonFactory(organization=cast.neighbour)
    assert list(Person.objects.visible_to(cast.secretary)) == []

    post = PostFactory(person=person, organization=cast.township, title="deputy", mode="seconded")
    seen = list(Person.objects.visible_to(cast.secretary))
    Post.objects.filter(pk=post.pk).update(ends_on=date(2024, 1, 1))

    assert (seen, list(Person.objects.visible_to(cast.secretary))) == ([person], [])
