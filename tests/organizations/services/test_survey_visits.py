"""Places that joint surveys visited: entered by the county, put right by the place, followed when it moves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from league.core.models import AuditEvent
from organizations.models import SurveyVisit
from organizations.services.endings import merge_organizations
from organizations.services.moves import move_organization
from organizations.services.survey_visits import add_visit, change_visit, correct_visit, remove_visit
from organizations.services.units import change_unit
from tests.factories.organizations import UnitFactory
from tests.factories.schools import JointSurveyFactory, SurveyVisitFactory

PAPER = {"on": date(2024, 1, 1), "reason": "测", "document": "测〔2024〕1号"}


@pytest.fixture
def survey(cast):
    return JointSurveyFactory(organization=cast.county)


def test_visit_stands_where_the_place_stands(cast, survey):
    at_unit = add_visit(survey, fields={"unit": cast.village, "findings": "档案不全"}, actor=cast.staff)
    at_branch = add_visit(survey, fields={"organization": cast.neighbour_branch, "findings": ""}, actor=cast.staff)

    assert (at_unit.org_path, at_branch.org_path) == (cast.township.path, cast.neighbour_branch.path)
    assert list(SurveyVisit.objects.visible_to(cast.secretary)) == [at_unit]
    assert AuditEvent.objects.about(at_unit).first().sentence == "登记了走访点甲镇东村（2023-06-01联合调研）"


@pytest.mark.parametrize("both", [True, False])
def test_visit_is_of_one_place(cast, survey, both):
    fields = {"unit": cast.village, "organization": cast.branch} if both else {}

    with pytest.raises(ValidationError, match="只选一项"):
        add_visit(survey, fields=fields, actor=cast.staff)


def test_place_is_visited_once_by_a_survey(cast, survey):
    SurveyVisitFactory(joint_survey=survey, unit=cast.village)

    with pytest.raises(ValidationError, match="已登记走访过这个单位"):
        add_visit(survey, fields={"unit": cast.village, "findings": ""}, actor=cast.staff)


def test_what_was_found_is_put_right_once(cast, survey):
    visit = SurveyVisitFactory(joint_survey=survey, unit=cast.village)
    with pytest.raises(ValidationError, match="整改日期不能早于调研日期2023年6月1日"):
        correct_visit(visit, on=date(2023, 5, 31), correction="已补", actor=cast.secretary)

    visit = correct_visit(visit, on=date(2023, 7, 1), correction="已补", actor=cast.secretary)

    assert (visit.corrected_on, visit.correction, visit.revision) == (date(2023, 7, 1), "已补", 2)
    assert list(SurveyVisit.objects.to_correct()) == []
    with pytest.raises(ValidationError, match="已于2023年7月1日登记整改"):
        correct_visit(visit, on=date(2023, 8, 1), correction="再补", actor=cast.secretary)


def test_nothing_found_leaves_nothing_to_put_right(cast, survey):
    visit = SurveyVisitFactory(joint_survey=survey, unit=cast.village, findings="")

    with pytest.raises(ValidationError, match="不需要整改"):
        correct_visit(visit, on=date(2023, 7, 1), correction="已补", actor=cast.secretary)
    with pytest.raises(ValidationError, match="没有发现问题的"):
        change_visit(visit, changes={"corrected_on": date(2023, 7, 1)}, actor=cast.staff)


def test_mistaken_visit_is_removed_and_kept_in_the_log(cast, survey):
    visit = SurveyVisitFactory(joint_survey=survey, unit=cast.village)

    remove_visit(visit, reason="误登", actor=cast.staff)

    assert SurveyVisit.objects.count() == 0
    event = AuditEvent.objects.get(action="survey_visit.removed")
    assert event.before == {"走访单位": "甲镇东村", "走访团组织": None, "发现的问题": "团员档案不全"}


def test_visit_follows_its_place_through_every_change_of_the_tree(cast, survey):
    visit = SurveyVisitFactory(joint_survey=survey, unit=cast.village)
    own = UnitFactory(responsible=cast.branch, division=cast.township_division)
    below = SurveyVisitFactory(joint_survey=survey, unit=own)

    change_unit(cast.village, changes={"responsible": cast.branch}, actor=cast.staff)
    visit.refresh_from_db()
    assert visit.org_path == cast.branch.path

    move_organization(cast.branch, target=cast.neighbour, actor=cast.staff, **PAPER)
    below.refresh_from_db()
    assert below.org_path == f"{cast.neighbour.path}{cast.branch.pk}/"

    cast.branch.refresh_from_db()
    later = PAPER | {"on": date(2024, 2, 1)}
    merge_organizations(cast.branch, target=cast.neighbour_branch, actor=cast.staff, **later)
    assert set(SurveyVisit.objects.values_list("org_path", flat=True)) == {cast.neighbour_branch.path}
