"""Registering, correcting, handing over, revealing and merging people."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cadres.models import Person
from cadres.services.disclosure import reveal_person
from cadres.services.distinctions import remove_distinction, tell_apart
from cadres.services.duplicates import alike, doubtful_names, members, with_doubles
from cadres.services.merges import merge_people, relations, undo_merge
from cadres.services.people import change_person, hand_over_record, register_person
from league.core.models import AuditEvent
from tests.cadres.people import PHONE, ZENG, id_number
from tests.factories.cadres import PersonFactory
from tests.factories.posts import PostFactory

TODAY = date(2024, 5, 4)


def register(cast, organization=None, **fields):
    fields = {"name": "曾丽华", "id_number": ZENG} | fields
    return register_person(organization or cast.branch, fields=fields, on=TODAY, actor=cast.staff)


def test_registering_fills_what_the_number_says_and_is_found_by_it(cast):
    person = register(cast, id_number="430421 19950501 0015", phone="+86 138 0000 5678")

    stored = Person.objects.get()
    assert (stored.id_number, stored.phone, stored.sex, stored.birth_on) == (ZENG, PHONE, "1", date(1995, 5, 1))
    assert list(Person.objects.with_id_number(ZENG)) == list(Person.objects.with_phone(PHONE)) == [person]
    assert stored.org_path == cast.branch.path


@pytest.mark.parametrize("text", ["曾丽", "zengli", "zlh", "丽华", "lihua", "lh", "ZENG LI"])
def test_a_person_is_found_by_any_beginning_of_the_name(cast, text):
    person = register(cast)
    PersonFactory(organization=cast.branch, name="王小明")

    assert list(Person.objects.named(text)) == [person]


@pytest.mark.parametrize("text", ["cengli", "hua", "zlhx", "%", "_"])
def test_other_texts_find_nobody(cast, text):
    register(cast)

    assert list(Person.objects.named(text)) == []


def test_a_number_is_registered_once_and_the_refusal_says_where(cast):
    register(cast, organization=cast.neighbour)

    with pytest.raises(ValidationError) as refusal:
        register(cast, name="曾丽")

    assert refusal.value.message_dict == {
        "id_number": [
            "该身份证号已登记：曾**（1995年5月生，4304**********0015），由“乙镇团委”建档。不要重复登记，可请该组织移交档案。"
        ]
    }


def test_the_database_is_the_last_judge_of_a_number(cast):
    PersonFactory(organization=cast.branch, id_number=ZENG)

    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(organization=cast.neighbour, id_number=ZENG)


def test_nobody_is_registered_at_a_dissolved_organisation(cast):
    cast.branch.dissolved_on = TODAY
    cast.branch.save()

    with pytest.raises(ValidationError, match="已于2024年5月4日撤销"):
        register(cast)


def test_a_change_is_logged_masked_and_follows_with_hash_and_keys(cast):
    person = register(cast)
    number = id_number("19960101")

    changed = change_person(person, changes={"name": "单雄", "id_number": number}, on=TODAY, actor=cast.staff)

    assert (changed.revision, changed.birth_on) == (2, date(1996, 1, 1))
    assert list(Person.objects.with_id_number(ZENG)) == list(Person.objects.named("zeng")) == []
    assert list(Person.objects.named("shanx")) == list(Person.objects.with_id_number(number)) == [person]
    event = AuditEvent.objects.filter(action="person.changed").get()
    assert event.before == {"姓名": "曾丽华", "身份证号": "4304**********0015", "出生日期": "1995年5月"}
    assert event.after == {"姓名": "单雄", "身份证号": f"4304**********{number[-4:]}", "出生日期": "1996年1月"}


def test_a_change_of_nothing_writes_nothing(cast):
    person = register(cast)

    change_person(person, changes={"name": "曾丽华"}, on=TODAY, actor=cast.staff)

    assert Person.objects.get().revision == 1
    assert AuditEvent.objects.filter(action="person.changed").count() == 0


def test_a_record_is_handed_over(cast):
    person = register(cast)

    hand_over_record(person, organization=cast.neighbour, reason="工作调动", actor=cast.staff)

    person.refresh_from_db()
    assert (person.organization, person.org_path, person.revision) == (cast.neighbour, cast.neighbour.path, 2)
    assert list(Person.objects.visible_to(cast.secretary)) == []
    assert list(Person.objects.visible_to(cast.neighbour_secretary)) == [person]


def test_a_moved_branch_takes_its_people_along(cast):
    from organizations.services.moves import move_organization

    person = register(cast)
    move_organization(
        cast.branch, target=cast.neighbour, on=TODAY, reason="区划调整", document="文〔2024〕1号", actor=cast.staff
    )

    person.refresh_from_db()
    assert person.org_path == f"{cast.neighbour.path}{cast.branch.pk}/"


def test_full_values_are_logged_with_the_reason_and_without_the_values(cast):
    person = register(cast, phone=PHONE)

    shown = reveal_person(person, fields=["phone", "id_number"], reason="核对任职批复", actor=cast.staff)

    assert [(one.label, one.value) for one in shown] == [("身份证号", ZENG), ("手机号", PHONE)]
    assert ZENG not in repr(shown)
    event = AuditEvent.objects.filter(action="person.revealed").get()
    assert (event.sentence, event.reason) == ("查看了曾丽华的完整身份证号、手机号", "核对任职批复")


def test_people_alike_are_found_by_name_birth_and_organisation(cast):
    same = PersonFactory(organization=cast.neighbour, name="曾丽华")
    undated = PersonFactory(organization=cast.branch, name="曾丽华", birth_on=None)
    PersonFactory(organization=cast.neighbour, name="曾丽华", birth_on=date(1990, 1, 1))
    PersonFactory(organization=cast.branch, name="曾丽")
    question = {"birth_on": date(1995, 5, 1), "organization": cast.branch}

    assert alike("曾 丽华", **question) == [undated, same]


def test_different_numbers_are_different_people(cast):
    PersonFactory(organization=cast.branch, name="曾丽华", id_number=ZENG)
    other = id_number("19950501", sequence="003")

    assert alike("曾丽华", birth_on=date(1995, 5, 1), organization=None, id_number=other) == []


def test_the_worklist_has_groups_that_numbers_do_not_tell_apart(cast):
    pair = [PersonFactory(organization=cast.branch, name="曾丽"), PersonFactory(organization=cast.branch, name="曾丽")]
    PersonFactory(organization=cast.branch, name="单雄", id_number=ZENG)
    PersonFactory(organization=cast.branch, name="单雄", id_number=id_number("19950501", sequence="003"))
    people = Person.objects.all()

    assert members(people, doubtful_names(people)) == [pair]


def test_a_pair_told_apart_is_not_asked_about_again_until_the_mark_is_removed(cast):
    pair = [
        PersonFactory(organization=cast.branch, name="曾丽"),
        PersonFactory(organization=cast.township, name="曾丽"),
    ]
    people = Person.objects.all()

    mark = tell_apart(pair[1], other=pair[0], reason="户籍不同", on=TODAY, actor=cast.staff)

    assert (mark.first, mark.second) == tuple(pair)
    assert list(doubtful_names(people)) == []
    assert alike("曾丽", birth_on=pair[0].birth_on, organization=None, besides=pair[0].pk) == []
    with pytest.raises(ValidationError, match="已于2024年5月4日标记为不是同一人"):
        merge_people(pair[0], dropped=pair[1], reason="试", on=TODAY, actor=cast.staff)
    with pytest.raises(ValidationError, match="这两条记录已标记为不是同一人"):
        tell_apart(pair[0], other=pair[1], reason="再试", on=TODAY, actor=cast.staff)
    remove_distinction(mark, actor=cast.staff)
    assert members(people, doubtful_names(people)) == [pair]
    sentences = AuditEvent.objects.filter(action__startswith="person_distinction.").order_by("pk")
    older = f"曾丽（编号{pair[0].pk}，由“甲镇东村团支部”建档）"
    later = f"曾丽（编号{pair[1].pk}，由“甲镇团委”建档）"
    assert [event.sentence for event in sentences] == [
        f"将{older}与{later}的记录标记为不是同一人",
        f"取消了{older}与{later}的记录不是同一人的标记",
    ]


def test_a_group_is_listed_until_each_of_its_pairs_is_settled(cast):
    numbered, other, undone = (PersonFactory(organization=cast.branch, name="曾丽") for _ in range(3))
    people = Person.objects.all()

    def pairs():
        return with_doubles(members(people, doubtful_names(people)))

    tell_apart(numbered, other=other, reason="甲", on=TODAY, actor=cast.staff)
    tell_apart(numbered, other=undone, reason="乙", on=TODAY, actor=cast.staff)
    assert pairs() == [[(numbered, None), (other, undone), (undone, other)]]
    change_person(other, changes={"id_number": ZENG}, on=TODAY, actor=cast.staff)
    change_person(undone, changes={"id_number": id_number("19950501", sequence="003")}, on=TODAY, actor=cast.staff)
    assert pairs() == []
    change_person(numbered, changes={"id_number": id_number("19950501", sequence="005")}, on=TODAY, actor=cast.staff)
    assert pairs() == []


def doubles(cast):
    kept = PersonFactory(organization=cast.township, name="曾丽华", education="21", nationality="01")
    dropped = PersonFactory(
        organization=cast.branch, name="曾丽华", id_number=ZENG, phone=PHONE, education="31", degree="4"
    )
    post = PostFactory(person=dropped, organization=cast.branch)
    return kept, dropped, post


def test_a_merger_moves_everything_and_fills_what_was_unknown(cast):
    kept, dropped, post = doubles(cast)

    merger = merge_people(kept, dropped=dropped, reason="重复建档", on=TODAY, actor=cast.staff)

    kept.refresh_from_db()
    post.refresh_from_db()
    assert (post.person, kept.id_number, kept.phone, kept.education, kept.degree) == (kept, ZENG, PHONE, "21", "4")
    assert list(Person.objects.with_id_number(ZENG)) == list(Person.objects.visible_to(cast.staff)) == [kept]
    assert merger.moved == {"cadres.Post.person": [post.pk]}
    assert merger.filled == ["id_number", "phone", "degree"]
    event = AuditEvent.objects.filter(action="person.merged").get()
    assert event.after == {"身份证号": "4304**********0015", "手机号": "138****5678", "学位": "学士", "任职": 1}


def test_a_merger_is_taken_back_as_it_was(cast):
    kept, dropped, post = doubles(cast)
    merger = merge_people(kept, dropped=dropped, reason="重复建档", on=TODAY, actor=cast.staff)
    later = PostFactory(person=kept, organization=cast.township, title="member")

    undo_merge(merger, on=TODAY + timedelta(days=30), actor=cast.staff)

    for row in (kept, dropped, post, later):
        row.refresh_from_db()
    assert (post.person, later.person) == (dropped, kept)
    assert (kept.id_number, kept.phone, kept.degree, kept.education) == ("", "", "", "21")
    assert list(Person.objects.with_id_number(ZENG)) == [dropped]
    assert dropped.merged_into is None


def test_what_was_corrected_after_a_merger_stays(cast):
    kept, dropped, _ = doubles(cast)
    merger = merge_people(kept, dropped=dropped, reason="重复建档", on=TODAY, actor=cast.staff)
    change_person(kept, changes={"phone": "13900001111"}, on=TODAY, actor=cast.staff)

    undo_merge(merger, on=TODAY, actor=cast.staff)

    kept.refresh_from_db()
    assert (kept.phone, kept.id_number) == ("13900001111", "")


def test_a_merger_is_taken_back_once_and_within_thirty_days(cast):
    kept, dropped, _ = doubles(cast)
    merger = merge_people(kept, dropped=dropped, reason="重复建档", on=TODAY, actor=cast.staff)

    with pytest.raises(ValidationError, match="合并只能在30日内撤回，已于2024年6月3日过期"):
        undo_merge(merger, on=TODAY + timedelta(days=31), actor=cast.staff)
    undo_merge(merger, on=TODAY, actor=cast.staff)
    with pytest.raises(ValidationError, match="已经撤回"):
        undo_merge(merger, on=TODAY, actor=cast.staff)


def test_records_with_different_numbers_are_not_merged(cast):
    kept = PersonFactory(organization=cast.branch, id_number=ZENG)
    dropped = PersonFactory(organization=cast.branch, id_number=id_number("19950501", sequence="003"))

    with pytest.raises(ValidationError, match="身份证号不同"):
        merge_people(kept, dropped=dropped, reason="试", on=TODAY, actor=cast.staff)


def test_mergers_in_a_row_are_taken_back_from_the_last(cast):
    first, second, third = (PersonFactory(organization=cast.branch, name="曾丽华") for _ in range(3))
    early = merge_people(second, dropped=first, reason="一", on=TODAY, actor=cast.staff)
    late = merge_people(third, dropped=second, reason="二", on=TODAY, actor=cast.staff)

    with pytest.raises(ValidationError, match="请先撤回那一次合并"):
        undo_merge(early, on=TODAY, actor=cast.staff)
    undo_merge(late, on=TODAY, actor=cast.staff)
    undo_merge(early, on=TODAY, actor=cast.staff)

    assert set(Person.objects.current()) == {first, second, third}


def test_a_merged_record_is_not_changed_any_more(cast):
    kept, dropped, _ = doubles(cast)
    merge_people(kept, dropped=dropped, reason="重复建档", on=TODAY, actor=cast.staff)

    with pytest.raises(ValidationError, match="已并入另一条人员记录"):
        change_person(dropped, changes={"name": "别名"}, on=TODAY, actor=cast.staff)


def test_whatever_refers_to_a_person_is_part_of_a_merger():
    names = {f"{key.model.__name__}.{key.name}" for key in relations()}

    assert "Post.person" in names
    assert not names & {"PersonKey.person", "PersonMerge.kept", "PersonMerge.dropped", "Person.merged_into"}


def test_no_sealed_value_reaches_the_database_in_clear(cast):
    register(cast, phone=PHONE, email="zeng@example.cn")

    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone, email, id_number_hash, phone_hash FROM cadres_person")
        (row,) = cursor.fetchall()
    assert all(value.startswith("e1.") for value in row[:3])
    assert [len(value) for value in row[3:]] == [64, 64]
    assert not any(clear in "".join(row) for clear in (ZENG, PHONE, "zeng@"))
