"""Training: courses, lists of people, and the hours of a term of office."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cadres.models import TrainingCourse, TrainingRecord
from cadres.services.trainings import (
    add_course,
    add_records,
    balances_of,
    change_course,
    change_record,
    remove_course,
    remove_record,
)
from tests.factories.cadres import PersonFactory
from tests.factories.cadres_development import TrainingCourseFactory, TrainingRecordFactory
from tests.factories.posts import PostFactory

COURSE = {
    "code": "PX-2023-01", "title": "团干部培训班", "kind": "skill", "partners": "", "place": "县委党校",
    "starts_on": date(2023, 6, 5), "ends_on": date(2023, 6, 9), "hours": 40, "remark": "",
}  # fmt: skip


def test_a_course_with_its_people(cast):
    course = add_course(cast.county, fields=COURSE, actor=cast.staff)
    people = [PersonFactory(organization=cast.branch), PersonFactory(organization=cast.neighbour_branch)]

    add_records(course, people=people, fields={"is_completed": True}, actor=cast.staff)

    counted = TrainingCourse.objects.with_attendance().get()
    assert (counted.people, counted.person_hours) == (2, 80)
    with pytest.raises(ValidationError, match="已在名单中"):
        add_records(course, people=people[:1], fields={}, actor=cast.staff)
    with pytest.raises(ValidationError, match="名单中还有2人"):
        remove_course(course, reason="误登", actor=cast.staff)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"hours": 41}, "培训班共40学时"),
        ({"hours": 0, "is_completed": True}, "没有学时的不能登记为结业"),
        ({"certificate": "证1"}, "没有结业的不填证书编号"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(cast, fields, message):
    course = TrainingCourseFactory(organization=cast.county)

    with pytest.raises(ValidationError, match=message):
        add_records(course, people=[PersonFactory(organization=cast.branch)], fields=fields, actor=cast.staff)
    assert not TrainingRecord.objects.exists()


def test_the_hours_of_a_course_hold_those_of_its_people(cast):
    course = TrainingCourseFactory(organization=cast.county)
    record = TrainingRecordFactory(course=course, person=PersonFactory(organization=cast.branch), hours=30)

    with pytest.raises(ValidationError, match="实际学时超过它"):
        change_course(course, changes={"hours": 24}, actor=cast.staff)
    with pytest.raises(ValidationError, match="不能早于开班日期"):
        change_course(course, changes={"ends_on": date(2023, 6, 4)}, actor=cast.staff)
    change_record(record, changes={"hours": 20}, actor=cast.staff)
    assert change_course(course, changes={"hours": 24}, actor=cast.staff).hours == 24
    remove_record(record, reason="误登", actor=cast.staff)
    remove_course(course, reason="误登", actor=cast.staff)
    assert not TrainingCourse.objects.exists()


def test_hours_count_from_the_first_day_of_the_post(cast):
    person = PersonFactory(organization=cast.township)
    PostFactory(person=person, organization=cast.township, title="secretary", starts_on=date(2023, 6, 5))
    for day, hours in ((date(2023, 6, 4), 8), (date(2023, 6, 5), 16), (date(2024, 3, 1), 8)):
        course = TrainingCourseFactory(organization=cast.county, starts_on=day, ends_on=day)
        TrainingRecordFactory(course=course, person=person, hours=hours)

    (before,) = balances_of(person, on=date(2023, 12, 31))
    (after,) = balances_of(person, on=date(2024, 3, 1))
    assert [(one.hours, one.needed, one.is_enough) for one in (before, after)] == [(16, 40, False), (24, 40, False)]

    assert balances_of(PersonFactory(organization=cast.township), on=date(2024, 3, 1)) == []
