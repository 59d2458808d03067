"""Consultation, recommendation to the Party and training at every node of the matrix."""

from cadres.models import Consultation, ConsultationOpinion
from organizations.models import Organization
from tests.factories.cadres import PersonFactory
from tests.factories.cadres_development import (
    CalendarDayFactory,
    ConsultationFactory,
    ConsultationOpinionFactory,
    RecommendationFactory,
    TrainingCourseFactory,
    TrainingRecordFactory,
)

# Read by the county's staff and the reviewer alone, whatever the node.
CONFIDENTIAL = dict.fromkeys((Consultation, ConsultationOpinion), ("staff", "reviewer"))


def fill_development(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    person = PersonFactory(organization=organization, name=mark)
    consultation = ConsultationFactory(
        person=person, organization=organization, asked_by=mark, document=mark, remark=mark
    )
    course = TrainingCourseFactory(organization=organization, title=f"{mark}培训班", place=mark, remark=mark)
    rows = (
        consultation,
        ConsultationOpinionFactory(consultation=consultation, author=world.cast.staff, text=mark, given_by=mark),
        RecommendationFactory(person=person, organization=organization, remark=mark),
        course,
        TrainingRecordFactory(course=course, person=person, remark=mark),
    )
    for row in rows:
        world.add(node, row)


def corrected_day():
    """Reference data: one corrected day."""
    return CalendarDayFactory(reason="测试通知")
