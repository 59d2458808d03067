"""League schools and mechanisms over the API."""

from datetime import date

import pytest
from django.urls import reverse

from organizations.models import JointSurvey, RelationSurvey
from tests.factories.organizations import UnitFactory
from tests.factories.schools import (
    BodySeatFactory,
    JointSurveyFactory,
    LeagueClassFactory,
    LeagueSchoolFactory,
    PartyInclusionFactory,
    PolicyDocumentFactory,
    RelationSurveyFactory,
    SurveyVisitFactory,
)

NOUNS = (
    "relation-survey", "league-school", "league-class", "policy-document", "body-seat", "joint-survey",
    "survey-visit", "party-inclusion",
)  # fmt: skip


@pytest.fixture
def school(cast):
    return UnitFactory(
        responsible=cast.township, division=cast.township_division, kind="junior_school", opened_on=date(2000, 9, 1)
    )  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS)
def test_rows_are_listed_inside_the_scope_only(client, cast, school, noun):
    RelationSurveyFactory(unit=school)
    LeagueClassFactory(league_school=LeagueSchoolFactory(unit=school))
    for factory in (PolicyDocumentFactory, BodySeatFactory, JointSurveyFactory, PartyInclusionFactory):
        factory(organization=cast.township)
    SurveyVisitFactory(joint_survey=JointSurvey.objects.get(), unit=school)
    numbers = []
    for user in (cast.secretary, cast.neighbour_secretary):
        client.force_login(user)
        numbers.append(len(client.get(reverse(f"api:{noun}-list")).json()["results"]))

    assert numbers == [1, 0]


def test_survey_is_entered_and_corrected(client, cast, school):
    client.force_login(cast.secretary)
    fields = {"unit": school.pk, "surveyed_on": "2023-04-10", "surveyor": "张禾", "result": "unclear"}

    made = client.post(reverse("api:relation-survey-list"), fields, content_type="application/json")
    url = reverse("api:relation-survey-detail", args=[made.json()["id"]])
    corrected = client.patch(url, {"remark": "已复核", "revision": 1}, content_type="application/json")
    overtaken = client.patch(url, {"remark": "又改", "revision": 1}, content_type="application/json")

    assert (made.status_code, corrected.status_code, overtaken.status_code) == (201, 200, 409)
    assert RelationSurvey.objects.get().remark == "已复核"


def test_reviewer_and_neighbour_enter_nothing(client, cast, school):
    fields = {"unit": school.pk, "surveyed_on": "2023-04-10", "surveyor": "张禾", "result": "clear"}
    answers = []
    for user in (cast.reviewer, cast.neighbour_secretary):
        client.force_login(user)
        answers.append(
            client.post(reverse("api:relation-survey-list"), fields, content_type="application/json").status_code
        )

    assert answers == [403, 400]
    assert RelationSurvey.objects.count() == 0
