"""Figures of published appraisals: who took part, grades, means, what was told; nothing of what is still in work."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from cadres.models import AppraisalRound
from league.core.dates import Period
from reports.services.figures import read_figures
from reports.services.fill import Fill, fill_period
from tests.factories.appraisals import (
    AppraisalFeedbackFactory,
    AppraisalMethodResultFactory,
    AppraisalResultFactory,
    AppraisalRoundFactory,
    AppraisalSheetFactory,
    whole_scheme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme(cast):
    return whole_scheme(cast.county)


def publish(cast, scheme, *results):
    """A published round: (organisation, place of the grade or None, total, own total, points on site)."""
    row = AppraisalRoundFactory(scheme=scheme, state="tallied")
    sheets = []
    for organization, place, total, own, points in results:
        sheet = AppraisalSheetFactory(round=row, group=scheme.groups.first(), organization=organization)
        grade = scheme.grades.get(sort=place) if place else None
        status = {"status": "graded"} if place else {"status": "incomplete", "rank": None}
        result = AppraisalResultFactory(sheet=sheet, grade=grade, total=total, self_total=own, **status)
        AppraisalMethodResultFactory(result=result, method=scheme.methods.get(kind="on_site"), points=points)
        sheets.append(sheet)
    published(row)
    return sheets


def published(row):
    days = {"announced_on": 10, "objections_to": 17, "approved_on": 20, "published_on": 22}
    days = {name: date(2024, 1, day) for name, day in days.items()}
    AppraisalRound.objects.filter(pk=row.pk).update(state="published", **days)


def figures(node, *codes, year="2023"):
    period = Period.parse(year)
    snapshot = fill_period(Fill(period, period.last, at=datetime(2025, 1, 2, 2, tzinfo=UTC)))
    return [figure.value for figure in read_figures(snapshot, [node.pk], codes)[node.pk].values()]


def test_published_results_are_counted_by_grade_and_averaged(cast, scheme):
    publish(
        cast, scheme,
        (cast.township, 1, Decimal("93.45"), Decimal("95.00"), Decimal("91.00")),
        (cast.neighbour, 2, Decimal("80.10"), Decimal("90.20"), Decimal("84.55")),
        (cast.branch, None, None, None, None),
    )  # fmt: skip
    codes = (
        "appraisal.sheets", "appraisal.graded", "appraisal.participation", "appraisal.grade.1", "appraisal.grade.2",
        "appraisal.grade.3", "appraisal.best_share", "appraisal.mean", "appraisal.on_site.mean", "appraisal.daily.mean",
        "appraisal.self_gap", "appraisal.band.from_90", "appraisal.band.from_80", "star.sheets",
    )  # fmt: skip

    county = figures(cast.county, *codes)

    assert county == [
        3, 2, Decimal("66.67"), 1, 1, 0, Decimal("50.00"), Decimal("86.78"), Decimal("87.78"), None, Decimal("5.83"), 1, 1, 0,
    ]  # fmt: skip


def test_round_in_work_and_other_years_are_not_counted(cast, scheme):
    row = AppraisalRoundFactory(scheme=scheme, state="tallied")
    sheet = AppraisalSheetFactory(round=row, group=scheme.groups.first(), organization=cast.township)
    AppraisalResultFactory(sheet=sheet, grade=scheme.grades.get(sort=1))

    assert figures(cast.county, "appraisal.sheets", "appraisal.mean") == [0, None]

    published(row)
    assert figures(cast.county, "appraisal.sheets", "appraisal.mean") == [1, Decimal("88.00")]
    assert figures(cast.county, "appraisal.sheets", "appraisal.mean", year="2024") == [0, None]


def test_fed_back_asks_for_both_the_party_and_the_department(cast, scheme):
    sheets = publish(cast, scheme, (cast.township, 1, 90, None, 90), (cast.neighbour, 2, 80, None, 80))
    for target in ("party", "department"):
        AppraisalFeedbackFactory(sheet=sheets[0], target=target)
    AppraisalFeedbackFactory(sheet=sheets[1], target="party")

    assert figures(cast.county, "appraisal.told", "appraisal.told_rate") == [1, Decimal("50.00")]


def test_number_opens_its_results(cast, scheme, client):
    publish(cast, scheme, (cast.township, 1, 90, 91, 90), (cast.neighbour, 2, 80, None, 80))
    figures(cast.county, "appraisal.sheets")
    client.force_login(cast.reviewer)

    for code, count in (("appraisal.graded", 2), ("appraisal.on_site.points", 2), ("appraisal.surplus", 1)):
        page = client.get(reverse("reports:figure-detail", args=[code]), {"period": "2023", "q": "甲镇"})
        assert len(list(page.context["view"].page_rows())) == 1, code
        page = client.get(reverse("reports:figure-detail", args=[code]), {"period": "2023"})
        assert len(list(page.context["view"].page_rows())) == count, code
