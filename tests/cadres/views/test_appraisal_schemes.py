"""The scheme editor as its users see it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from cadres import figures
from cadres.models import AppraisalItem, AppraisalScheme
from tests.factories.appraisals import (
    AppraisalResultFactory,
    AppraisalRoundFactory,
    AppraisalSheetFactory,
    whole_scheme,
)

SCHEME = {
    "code": "KH-2024", "kind": "review", "year": "2024", "title": "2024年度述职评议考核方案", "mean": "trimmed", "floor": "50",
    "bonus_cap": "2", "objection_days": "5", "report_length": "2000", "from_template": "on",
}  # fmt: skip


def page(client, name, *args, **query):
    return client.get(reverse(f"cadres:appraisal-{name}", args=args), query).content.decode()


def errors(response):
    return [str(error) for error in response.context["form"].non_field_errors()]


def test_staff_drafts_a_scheme_from_the_template_and_issues_it(cast, client):
    client.force_login(cast.staff)
    client.post(reverse("cadres:appraisal-scheme-create"), SCHEME | {"organization": cast.county.code})
    scheme = AppraisalScheme.objects.get()

    shown = page(client, "scheme-detail", scheme.pk)

    assert "印发前还需处理" not in shown
    assert "权重合计 100.00%" in shown
    client.post(
        reverse("cadres:appraisal-scheme-issue", args=[scheme.pk]), {"on": "2024-03-01", "document": "测团发1号"}
    )
    scheme.refresh_from_db()
    assert (scheme.state, scheme.document) == ("issued", "测团发1号")
    assert client.get(reverse("cadres:appraisal-scheme-update", args=[scheme.pk])).status_code == 403


def test_issue_page_says_what_is_missing(cast, client):
    scheme = whole_scheme(cast.county, state="draft")
    scheme.methods.filter(kind="daily").update(weight=30)
    client.force_login(cast.staff)

    address = reverse("cadres:appraisal-scheme-issue", args=[scheme.pk])
    previewed = client.post(address, {"on": "2024-03-01", "preview": "1"})
    refused = client.post(address, {"on": "2024-03-01"})

    gaps = ["各考核方式的权重合计为90.00%，应为100%，请调整。", "有加分项，但加分上限为0，请设定加分上限。"]
    assert previewed.context["sentences"] == gaps
    assert errors(refused) == gaps


class Learning:
    def choices(self):
        return [
            figures.Choice(
                "learning.person_times", "学习人次", "人次", never_scored="国办函〔2026〕12号：不得以学习时长考核"
            )
        ]

    def take(self, codes, organizations, on):
        return {}


def test_editor_refuses_a_learning_item_and_quotes_the_clause(cast, client, monkeypatch):
    monkeypatch.setattr(figures, "_PROVIDERS", [Learning()])
    scheme = whole_scheme(cast.county, state="draft")
    method = scheme.methods.get(kind="daily")
    client.force_login(cast.staff)
    typed = {
        "scheme": scheme.pk, "method": method.pk, "sort": "9", "code": "D9", "kind": "scored", "title": "教育培训",
        "source": "indicator", "full": "10", "indicator": "learning.person_times", "zero_at": "0", "full_at": "100",
    }  # fmt: skip

    refused = client.post(reverse("cadres:appraisal-item-create"), typed)

    assert errors(refused) == [
        "“学习人次”不得作为考核项目。国办函〔2026〕12号：不得以学习时长考核。请改用反映工作实绩的指标。"
    ]
    assert not AppraisalItem.objects.filter(code="D9").exists()
    fine = typed | {"source": "office", "indicator": "", "zero_at": "", "full_at": "", "title": "按期换届"}
    client.post(reverse("cadres:appraisal-item-create"), fine)
    assert AppraisalItem.objects.get(code="D9").title == "按期换届"


def test_part_is_changed_and_taken_out_from_its_page(cast, client):
    scheme = whole_scheme(cast.county, state="draft")
    group, method = scheme.groups.get(), scheme.methods.get(kind="visit")
    client.force_login(cast.staff)

    typed = {"name": "乡镇", "sort": "1", "kinds": ["committee"], "minimum_months": "6", "revision": "1"}
    changed = client.post(reverse("cadres:appraisal-group-update", args=[group.pk]), typed)
    removed = client.post(reverse("cadres:appraisal-method-remove", args=[method.pk]), {})

    told = page(client, "scheme-detail", scheme.pk, tab="history")
    assert "修改了考核方案的对象组“乡镇”" in told
    group.refresh_from_db()
    assert (group.words, group.revision) == ("团委；成立满6个月", 2)
    assert changed.url == removed.url == scheme.get_absolute_url()
    assert set(scheme.items.filter(kind="scored").values_list("method__kind", flat=True)) == {
        "daily", "on_site", "written",
    }  # fmt: skip


def test_secretary_reads_the_issued_scheme_and_edits_nothing(cast, client):
    issued, draft = whole_scheme(cast.county), whole_scheme(cast.county, state="draft", year=2024)
    client.force_login(cast.secretary)

    shown = page(client, "scheme-detail", issued.pk)

    assert "现场述职" in shown
    assert "加入考核方式" not in shown
    assert "tab=simulation" not in shown
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("cadres:appraisal-scheme-copy", args=[issued.pk])).status_code == 403
    assert client.post("/api/v1/appraisal-schemes/", {}).status_code == 405
    found = client.get("/api/v1/appraisal-schemes/").json()["results"]
    assert [(row["code"], len(row["items"]), row["methods"][1]["panels"][0]["weight"]) for row in found] == [
        (issued.code, 8, "100.00")
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_a_fixed_number_of_times(cast, client, rows, django_assert_max_num_queries):
    for year in range(2021, 2021 + rows):
        whole_scheme(cast.county, year=year)
    client.force_login(cast.staff)
    client.get(reverse("cadres:appraisal-scheme-list"))

    with django_assert_max_num_queries(12):
        shown = page(client, "scheme-list")

    assert shown.count("已印发") >= rows
    assert Decimal(AppraisalScheme.objects.count()) == rows


def test_trial_stands_beside_the_real_result(cast, client):
    held = whole_scheme(cast.county)
    row = AppraisalRoundFactory(scheme=held, state="tallied")
    sheet = AppraisalSheetFactory(round=row, group=held.groups.get(), organization=cast.township)
    AppraisalResultFactory(sheet=sheet, grade=held.grades.get(name="较好"))
    draft = whole_scheme(cast.county, state="draft", year=2024)
    client.force_login(cast.staff)

    shown = page(client, "scheme-detail", draft.pk, tab="simulation", round=row.pk)

    # Nobody scored, so nothing comes of it by the draft; what holds is as it was.
    assert "共 1 个对象，等次会不同的 1 个。" in shown
    assert "未评齐" in shown
    assert sheet.results.get().total == 88
