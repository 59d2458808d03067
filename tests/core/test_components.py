"""The template tag, the gallery, the menu and the pages for errors."""

import pytest
from django.template import TemplateSyntaxError, engines

from league.core import menu
from league.core.templatetags.components import COMPONENTS
from tests.core.reading import elements, texts


def render(source, **context):
    return engines["django"].from_string(source).render(context)


def test_component_puts_its_body_where_it_belongs():
    html = render(
        '{% component "card" title=title tone="warning" %}<b>{{ n }}</b> 个{% endcomponent %}', title="届满", n=3
    )

    assert "<h2>届满</h2>" in html
    assert "card-warning" in html
    assert "<b>3</b> 个" in html


def test_component_escapes_its_parameters():
    assert "&lt;b&gt;" in render('{% component "badge" label=label %}{% endcomponent %}', label="<b>")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('{% component "cart" %}{% endcomponent %}', "no component 'cart'"),
        ("{% component %}{% endcomponent %}", "no component ''"),
        ('{% component "card" titel="x" %}{% endcomponent %}', "does not know: titel"),
        ('{% component "badge" %}{% endcomponent %}', "needs: label"),
        ('{% component "card" "x" %}{% endcomponent %}', "does not know"),
    ],
)
def test_component_refuses_what_it_does_not_know(source, message):
    with pytest.raises(TemplateSyntaxError, match=message):
        render(source)


def test_gallery_shows_every_component_in_the_demo(cast, client, settings):
    settings.DEMO = True
    client.force_login(cast.staff)

    response = client.get("/gallery/")

    used = {template.name for template in response.templates if template.name}
    assert {f"components/{name}.html" for name in COMPONENTS} <= used
    assert "演示环境" in texts(response, "div", "demo-banner")[0]


def test_gallery_is_closed_outside_the_demo(cast, client, settings):
    settings.DEMO = False
    client.force_login(cast.staff)

    response = client.get("/gallery/")

    assert response.status_code == 404
    assert elements(response, "div", "demo-banner") == []


def test_missing_page_keeps_the_frame(cast, client):
    client.force_login(cast.secretary)

    response = client.get("/jobs/nothing/")

    assert response.status_code == 404
    assert texts(response, "h1") == ["没有找到"]
    assert texts(response, "a", "topbar-brand") == ["测试县团委"]
    assert texts(response, "span", "topbar-role") == ["乡镇（系统）团委书记·甲镇团委"]


def test_lost_form_token_is_explained(cast, client):
    client.force_login(cast.staff)
    client.handler.enforce_csrf_checks = True

    response = client.post("/account/logout/")

    assert response.status_code == 403
    assert texts(response, "h1") == ["页面已过期，本次没有保存"]


def test_menu_shows_what_the_user_may_open(cast, monkeypatch):
    monkeypatch.setattr(menu, "MENU", {section: [] for section in (*menu.SECTIONS, menu.OWN)})
    menu.register(
        "数据", [menu.Item("我的任务", "core:job-list"), menu.Item("查找", "core:search", roles=("reviewer",))]
    )

    staff = menu.menu_for(cast.staff, "/jobs/1/")
    reviewer = menu.menu_for(cast.reviewer, "/")

    assert [(entry["label"], entry["active"]) for entry in staff[0]["entries"]] == [("我的任务", True)]
    assert [entry["label"] for entry in reviewer[0]["entries"]] == ["我的任务", "查找"]


def test_every_menu_entry_leads_somewhere(cast):
    for user in (cast.staff, cast.secretary, cast.branch_secretary, cast.reviewer, cast.system_admin, cast.audit_admin):
        for section in menu.menu_for(user, "/"):
            assert all(entry["url"].startswith("/") for entry in section["entries"])


def test_search_of_the_top_bar_stays_inside_the_scope(cast, client):
    client.force_login(cast.secretary)

    both = client.get("/search/", {"q": "jiazhen"})
    nothing = client.get("/search/", {"q": "yizhen"})
    one = client.get("/search/", {"q": cast.branch.code + " "})

    assert texts(both, "h2") == ["团组织", "单位"]
    assert texts(nothing, "div", "empty") == ["没有找到，请换个名称、拼音或编码。"]
    assert one.status_code == 200


def test_health_answers_without_log_in(db, client):
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").json() == {"database": True, "missing_migrations": 0, "oldest_job_seconds": 0}
