"""Consultation, recommendation to the Party and training, as the services would leave them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from cadres.models import (
    CalendarDay,
    Consultation,
    ConsultationOpinion,
    Recommendation,
    TrainingCourse,
    TrainingRecord,
)


class CalendarDayFactory(DjangoModelFactory):
    class Meta:
        model = CalendarDay

    day = factory.Sequence(lambda n: date.fromordinal(date(2031, 1, 1).toordinal() + n))
    reason = "测试通知"


class ConsultationFactory(DjangoModelFactory):
    """`ConsultationFactory(person=person, organization=township)`: asked on a Monday, due ten working days later."""

    class Meta:
        model = Consultation

    title = "secretary"
    asked_by = "中共测试县委组织部"
    asked_on = date(2023, 5, 8)
    due_on = date(2023, 5, 22)


class ConsultationOpinionFactory(DjangoModelFactory):
    """`ConsultationOpinionFactory(consultation=consultation, author=staff)`: the league agrees."""

    class Meta:
        model = ConsultationOpinion

    side = "league"
    verdict = "agree"
    text = "同意"
    given_on = date(2023, 5, 12)
    given_by = "经办甲"


class RecommendationFactory(DjangoModelFactory):
    """`RecommendationFactory(person=person, organization=branch)`: proposed, nothing done yet."""

    class Meta:
        model = Recommendation

    kind = "activist"
    proposed_on = date(2023, 4, 3)
    applied_on = date(2022, 5, 4)


class TrainingCourseFactory(DjangoModelFactory):
    """`TrainingCourseFactory(organization=county)`."""

    class Meta:
        model = TrainingCourse

    code = factory.Sequence(lambda n: f"PX-{n}")
    title = factory.Sequence(lambda n: f"测试培训班{n}")
    kind = "skill"
    starts_on = date(2023, 6, 5)
    ends_on = date(2023, 6, 9)
    hours = 40


class TrainingRecordFactory(DjangoModelFactory):
    """`TrainingRecordFactory(course=course, person=person)`."""

    class Meta:
        model = TrainingRecord

    hours = 40
