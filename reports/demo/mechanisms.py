"""The article's documents and seats. It gives no number and no day, so they are entered without, and shown as gaps. The
joint survey and what it found are invented."""

from __future__ import annotations

from datetime import date

from league.accounts.models import User
from organizations.models import BodySeat, JointSurvey, Organization, PartyInclusion, PolicyDocument, School, Unit
from organizations.services.mechanisms import add_mechanism
from organizations.services.survey_visits import add_visit, correct_visit
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.records import COUNTY

ENTERED_ON = date(2023, 12, 20)
NOTE = "标题见公开报道，文号、发文日期和原件待补"
DOCUMENTS = (
    ("关于进一步加强新时代党建带团建的实施意见", "中共衡阳县委组织部", "party_building"),
    ("衡阳县中学（中职）团校建设指导手册", "共青团衡阳县委员会（发文单位待核）", "schools"),
    ("衡阳县加强共青团组织干部队伍管理实施办法", "共青团衡阳县委员会（发文单位待核）", "cadres"),
)
SURVEYED_ON = date(2023, 6, 15)
ORGANIZERS = "县委组织部、团县委（演示）"
# Found at schools, by turns: what, when it was put right, how.
FOUND = (
    ("部分团员档案不全（演示）", date(2023, 9, 28), "已补齐入团志愿书（演示）"),
    ("", None, ""),
    ("团费收缴记录不连续（演示）", None, ""),
)
BODIES = ("县教育领导小组", "教育督导委员会")


def load_mechanisms(*, on: date) -> None:
    """Enter them once, if their day has come."""
    if on < ENTERED_ON or PolicyDocument.objects.exists():
        return
    actor = User.objects.get(username=COUNTY_STAFF)
    county = Organization.objects.get(code=COUNTY)
    basis = {"organization": county, "entered_on": ENTERED_ON}
    for title, issuers, kind in DOCUMENTS:
        fields = basis | {"title": title, "issuers": issuers, "kind": kind, "note": NOTE}
        add_mechanism(PolicyDocument, fields=fields, actor=actor)
    for body in BODIES:
        fields = basis | {"body": body, "role": "成员", "held_by": "团县委书记"}
        add_mechanism(BodySeat, fields=fields, actor=actor)
    evidence = PolicyDocument.objects.get(kind="party_building")
    included = {"year": 2023, "in_plan": "yes", "in_assessment": "yes", "document": evidence}
    add_mechanism(PartyInclusion, fields={"organization": county} | included, actor=actor)
    _survey(county, evidence, actor)


def _survey(county: Organization, evidence: PolicyDocument, actor: User) -> None:
    """A joint survey of three schools and a township's committee."""
    schools = list(School.objects.secondary().order_by("code")[: len(FOUND)])
    fields = {
        "organization": county, "held_on": SURVEYED_ON, "organizers": ORGANIZERS, "document": evidence,
        "visited": "、".join(school.name for school in schools), "findings": "学校团员教育管理有待加强（演示）",
    }  # fmt: skip
    survey = add_mechanism(JointSurvey, fields=fields, actor=actor)
    for school, (findings, corrected_on, correction) in zip(schools, FOUND, strict=True):
        unit = Unit.objects.get(pk=school.pk)
        visit = add_visit(survey, fields={"unit": unit, "findings": findings}, actor=actor)
        if corrected_on:
            correct_visit(visit, on=corrected_on, correction=correction, actor=actor)
    township = Organization.objects.filter(parent=county, kind="committee").order_by("code").first()
    add_visit(survey, fields={"organization": township, "findings": ""}, actor=actor)
