"""The figures an appraisal scores by: the snapshot of its day, known or not, with the way to the rows."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cadres import figures
from league.core.dates import Period
from reports.services.fill import Fill, fill_period

pytestmark = pytest.mark.django_db


def count(year, day):
    return fill_period(Fill(Period.parse(year), date.fromisoformat(day), at=datetime(2025, 1, 2, 2, tzinfo=UTC)))


def test_figures_are_those_counted_last_up_to_the_day(cast, client):
    snapshot = count("2023", "2023-12-31")
    count("2024", "2024-12-31")

    found = figures.take(["org.total", "branch.elected"], [cast.township.pk], date(2024, 6, 30))

    total = found["org.total", cast.township.pk]
    assert (total.value, total.text, total.fingerprint) == (Decimal(2), "2个，截至2023-12-31", snapshot.fingerprint)
    assert set(found) == {("org.total", cast.township.pk), ("branch.elected", cast.township.pk)}
    client.force_login(cast.secretary)
    page = client.get(total.url)
    assert (page.status_code, page.context["figure"].value) == (200, 2)


def test_day_before_anything_was_counted_is_unknown_and_says_so(cast):
    count("2023", "2023-12-31")

    found = figures.take(["org.total"], [cast.township.pk], date(2022, 12, 31))["org.total", cast.township.pk]

    assert (found.value, found.text) == (None, "没有截至2022-12-31或以前的统计，请先统计该期")


def test_share_without_a_base_is_unknown(cast):
    count("2023", "2023-12-31")

    found = figures.take(["consultation.rate"], [cast.township.pk], date(2023, 12, 31))

    assert found["consultation.rate", cast.township.pk].value is None


def test_learning_is_offered_with_the_clause_that_forbids_it():
    learning = figures.choice_of("learning.person_times")
    branches = figures.choice_of("branch.elected")

    assert learning.never_scored != ""
    assert (branches.label, branches.never_scored) == ("换届：完成换届的村（社区）团支部", "")
