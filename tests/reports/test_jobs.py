"""Filling in the background: once, whole, and told to the one who asked."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from league.core.dates import Period, today
from league.core.jobs import claim, enqueue, execute
from league.core.models import JobRun
from league.core.models.job import JobState
from league.schedule import SCHEDULE
from organizations.services.records import enqueue_refresh
from reports.models import Snapshot, SnapshotValue, StatPeriod
from reports.services.fill import Fill, fill_period
from reports.services.periods import close_period
from reports.tasks import fill_open_periods, fill_period_job

pytestmark = pytest.mark.django_db


def test_fill_job_leads_to_the_period(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("reports.fill_period", actor=cast.staff, period="2023")

    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"url": "/periods/2023/", "label": "查看统计期"})
    assert Snapshot.objects.get().as_of == date(2023, 12, 31)


def test_refused_fill_says_why_on_the_job(cast, django_capture_on_commit_callbacks):
    call_command("fill", period="2023", stdout=StringIO())
    close_period(StatPeriod.objects.get(), at=datetime(2024, 1, 2, tzinfo=UTC), actor=cast.staff)

    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("reports.fill_period", actor=cast.staff, period="2023")

    job.refresh_from_db()
    assert (job.state, job.message[:8]) == (JobState.FAILED, "2023年已关账")


@pytest.mark.django_db(transaction=True)
def test_worker_that_lost_its_job_leaves_nothing(cast):
    job = JobRun.objects.create(
        task="reports.fill_period", label="统计", params={"period": "2023"},
        run_after=timezone.now(), created_at=timezone.now(),
    )  # fmt: skip

    def overtaken(run, **params):
        past = timezone.now() - timedelta(seconds=1)
        JobRun.objects.filter(pk=job.pk).update(lease_until=past)
        assert claim(str(job.pk)).attempts == 2
        fill_period_job.__wrapped__(run, **params)

    execute(str(job.pk), overtaken)

    assert not Snapshot.objects.exists()
    assert not SnapshotValue.objects.exists()


def test_refresh_moves_open_periods_on_and_leaves_closed_ones(cast, django_capture_on_commit_callbacks):
    fill_period(Fill(Period.parse("2023"), date(2023, 12, 31), at=datetime(2024, 1, 1, tzinfo=UTC)))
    closed = close_period(StatPeriod.objects.get(), at=datetime(2024, 1, 2, tzinfo=UTC), actor=cast.staff)
    fill_period(Fill(Period.parse("2024"), date(2024, 6, 1), at=datetime(2024, 6, 1, tzinfo=UTC)))

    with django_capture_on_commit_callbacks(execute=True):
        fill_open_periods()

    shown = {snapshot.period.code: snapshot.as_of for snapshot in Snapshot.objects.shown().select_related("period")}
    assert shown == {"2023": closed.as_of, "2024": date(2024, 12, 31), str(today().year): today()}
    assert Snapshot.objects.get(pk=closed.pk).started_at == closed.started_at


def test_burst_of_changes_waits_as_one_job(cast):
    for _ in range(3):
        enqueue_refresh()

    assert JobRun.objects.filter(task="reports.refresh_open_period").count() == 1


def test_every_night_has_its_fill():
    assert [entry["task"] for entry in SCHEDULE.values()].count("reports.fill_open_periods") == 1


def test_figures_command_prints_a_share_with_part_and_whole(cast):
    call_command("fill", period="2023", stdout=StringIO())
    out = StringIO()

    call_command(
        "figures", period="2023", node="430421", format="csv", code=["org.coverage", "org.social.new"], stdout=out
    )

    fingerprint = Snapshot.objects.get().fingerprint
    assert out.getvalue().splitlines() == [
        "code,label,value,part,whole,unknown,unit,as_of,fingerprint",
        f"org.coverage,应建团组织单位覆盖率,100.00,2,2,0,%,2023-12-31,{fingerprint}",
        f"org.social.new,新增社会领域团组织,,,,未设定改革起始日,个,2023-12-31,{fingerprint}",
    ]


def test_figures_command_speaks_json_and_refuses_in_words(cast):
    with pytest.raises(CommandError, match="2023年还没有统计过"):
        call_command("figures", period="2023", node="430421")
    call_command("fill", period="2023", stdout=StringIO())
    out = StringIO()

    call_command("figures", period="2023", node="430421", format="json", code=["org.total"], stdout=out)

    assert json.loads(out.getvalue())[0]["value"] == "5"
    with pytest.raises(CommandError, match="没有编码为“999”的团组织"):
        call_command("figures", period="2023", node="999")
    with pytest.raises(CommandError, match="不是统计期"):
        call_command("fill", period="二〇二三")
