"""The API's base: scope, filters, writes through services, errors in Chinese, and the committed schema."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from league.core.models import AuditEvent
from organizations.models import Unit

SCHEMA = Path(settings.BASE_DIR) / "docs" / "openapi.yaml"


@pytest.fixture
def api(probe):
    def ask(method, url, data=None):
        response = getattr(probe, method)(url, data, content_type="application/json")
        return response.status_code, response.json()

    return ask


def test_list_holds_the_rows_of_the_scope(probe, cast):
    probe.force_login(cast.secretary)

    answer = probe.get("/probe-api/probe-units/").json()

    assert answer == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [{"id": cast.village.pk, "code": "430421100200", "name": "甲镇东村", "revision": 1}],
    }


def test_list_filters_as_the_page_does(probe, cast):
    found = probe.get("/probe-api/probe-units/", {"search": "yizhen"}).json()
    wrong = probe.get("/probe-api/probe-units/", {"opened": "昨天"})

    assert [row["name"] for row in found["results"]] == ["乙镇东村"]
    assert (wrong.status_code, wrong.json()) == (
        400,
        {"message": "请求的内容有误。", "fields": {"opened": ["输入一个有效的日期。"]}},
    )


def test_stranger_is_told_nothing(api, probe, cast):
    url = f"/probe-api/probe-units/{cast.village.pk}/"
    probe.force_login(cast.neighbour_secretary)
    neighbour = api("get", url)
    missing = api("get", "/probe-api/probe-units/999999/")
    probe.logout()
    nobody = api("get", url)

    assert neighbour == missing == (404, {"message": "没有这条记录，或者它不在您的管理范围内。", "fields": {}})
    assert nobody == (401, {"message": "请先登录，或在请求头 Authorization 中给出令牌。", "fields": {}})


def test_write_goes_through_the_service(api, cast):
    url = f"/probe-api/probe-units/{cast.village.pk}/"

    status, answer = api("patch", url, {"name": "甲镇西村", "revision": 1})

    assert (status, answer["name"], answer["revision"]) == (200, "甲镇西村", 2)
    assert AuditEvent.objects.get(action="probe.changed").after == {"name": "甲镇西村"}


def test_overtaken_write_is_refused(api, cast):
    url = f"/probe-api/probe-units/{cast.village.pk}/"
    api("patch", url, {"name": "甲镇西村", "revision": 1})

    answer = api("patch", url, {"name": "甲镇南村", "revision": 1})

    assert answer == (409, {"message": "该记录已被他人修改，请读取最新内容后再提交。", "fields": {}})
    assert Unit.objects.get(pk=cast.village.pk).name == "甲镇西村"


def test_write_asks_for_the_permission(api, probe, cast):
    probe.force_login(cast.reviewer)

    answer = api("patch", f"/probe-api/probe-units/{cast.village.pk}/", {"name": "改村"})

    assert answer == (403, {"message": "您的角色没有这项权限。", "fields": {}})


@pytest.mark.parametrize(
    ("method", "data", "answer"),
    [
        ("delete", None, (405, {"message": "这个地址不支持该操作。", "fields": {}})),
        ("put", {}, (405, {"message": "这个地址不支持该操作。", "fields": {}})),
        ("patch", {"name": ""}, (400, {"message": "请求的内容有误。", "fields": {"name": ["该字段不能为空。"]}})),
    ],
)
def test_refusals_are_chinese(api, cast, method, data, answer):
    assert api(method, f"/probe-api/probe-units/{cast.village.pk}/", data) == answer


def test_page_of_the_api_has_a_limit(probe, cast):
    answer = probe.get("/probe-api/probe-units/", {"limit": 1}).json()

    assert (answer["count"], len(answer["results"])) == (2, 1)
    assert answer["next"].endswith("?limit=1&offset=1")


def test_schema_is_valid_and_the_committed_one(tmp_path):
    """Refresh with: manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml"""
    file = tmp_path / "openapi.yaml"

    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(file))

    assert portable(file) == portable(SCHEMA)


def portable(file: Path) -> list[str]:
    """The schema without the largest integer, which is the database's."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not re.fullmatch(r"\s+(maximum: \d+|format: int64)", line)]


def test_schema_pages_need_a_log_in_and_run_no_inline_script(probe):
    docs = probe.get("/api/v1/docs/")
    script = probe.get("/api/v1/docs/?script=")
    probe.logout()

    assert (docs.status_code, script["Content-Type"].split(";")[0]) == (200, "application/javascript")
    assert probe.get("/api/v1/docs/").url == "/account/login/?next=/api/v1/docs/"
    assert probe.get("/api/v1/schema/").status_code == 401
