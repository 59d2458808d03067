"""A person's own background jobs."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from league.core.models import JobRun
from tests.core.reading import elements, rows, texts

HTMX = {"HX-Request": "true", "HX-Target": "job"}


def job_of(user, **values):
    now = timezone.now()
    return JobRun.objects.create(
        task="core.export_list", label="导出单位", created_by=user, created_at=now, run_after=now, **values
    )


def test_open_job_asks_for_itself_every_second(cast, client):
    job = job_of(cast.staff, state="running", progress=40, message="已写 2,000 行")
    client.force_login(cast.staff)

    response = client.get(f"/jobs/{job.pk}/", headers=HTMX)

    box = dict(elements(response, "section")[0].attributes)
    assert (box["hx-get"], box["hx-trigger"]) == (f"/jobs/{job.pk}/", "every 1s")
    assert texts(response, "p", "job-state") == ["运行中 已写 2,000 行"]
    assert elements(response, "html") == []


def test_finished_job_rests_and_offers_its_results(cast, client):
    job = job_of(cast.staff, state="done", progress=100, result={"url": "/imports/1/", "label": "查看预览"})
    job.result_file.save("x.xlsx", ContentFile(b"PK"))
    client.force_login(cast.staff)

    response = client.get(f"/jobs/{job.pk}/")
    file = client.get(f"/jobs/{job.pk}/file/")

    assert "hx-get" not in dict(elements(response, "section", "job")[0].attributes)
    assert texts(response, "a", "btn-primary") == ["下载结果文件", "查看预览"]
    assert b"".join(file.streaming_content) == b"PK"
    assert file["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%AF%BC%E5%87%BA")


def test_job_belongs_to_its_creator_alone(cast, client):
    job = job_of(cast.secretary, state="done")
    job.result_file.save("x.xlsx", ContentFile(b"PK"))
    client.force_login(cast.staff)

    answers = [client.get(f"/jobs/{job.pk}/").status_code, client.get(f"/jobs/{job.pk}/file/").status_code]

    assert answers == [404, 404]
    assert texts(client.get("/jobs/"), "div", "empty") == ["您还没有后台任务。导入、导出大量数据时，任务会列在这里。"]


def test_own_jobs_are_listed_newest_first(cast, client):
    old = job_of(cast.staff, state="failed", message="没有数据")
    JobRun.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=1))
    job_of(cast.staff, state="queued")
    client.force_login(cast.staff)

    assert [row[1] for row in rows(client.get("/jobs/"))] == ["排队中", "失败"]


def test_job_without_a_file_has_nothing_to_download(cast, client):
    job = job_of(cast.staff, state="done")
    client.force_login(cast.staff)

    assert client.get(f"/jobs/{job.pk}/file/").status_code == 404


def test_queue_that_stands_still_is_not_ready(cast, client):
    job_of(cast.staff)
    JobRun.objects.update(run_after=timezone.now() - timedelta(hours=1))

    response = client.get("/readyz")

    assert (response.status_code, response.json()["oldest_job_seconds"] >= 3600) == (503, True)
