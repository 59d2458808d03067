"""Journeys through the pages: importing, editing against somebody else, reading a figure, on a desk and on a phone."""

import csv
import subprocess

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from league.core.dates import Period, today
from organizations.models import Rule, Unit
from reports.services.fill import Fill, fill_period
from tests.factories.organizations import RuleFactory

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/",
    "/organizations/tree/",
    "/organizations/units/",
    "/imports/",
    "/scorecard/",
    "/indicators/",
    "/chapters/cadres/",
    "/chapters/places/",
    "/chapters/work/",
)


@pytest.fixture
def counted(cast):
    """The cast's county with the open period counted."""
    day = today()
    # Emptying the tables between such tests takes the seeded rules as well.
    if not Rule.objects.filter(code="unit.minimum_members").exists():
        RuleFactory(code="unit.minimum_members", value="3")
    fill_period(Fill(Period.year_of(day), day, timezone.now()))
    return cast


@pytest.mark.parametrize("screen", ["desk", "phone"])
@pytest.mark.parametrize("who", ["staff", "secretary", "reviewer", "branch"])
def test_no_page_is_wider_than_the_screen(counted, open_as, who, screen):
    page = open_as(who, screen)

    widths = {}
    for address in PAGES:
        page.goto(address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert widths == dict.fromkeys(PAGES, 0)


def test_a_secretary_fills_a_template_and_imports_it(cast, open_as, tmp_path):
    page = open_as("secretary")
    page.goto("/imports/")
    with page.expect_download() as waiting:
        page.locator("tr", has_text="单位").locator("a", has_text="空模板").click()
    template = tmp_path / "单位.xlsx"
    waiting.value.save_as(template)
    book = load_workbook(template)
    sheet = book.active
    titles = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    header = next(row for row in sheet.iter_rows() if any(str(cell.value).startswith("单位编码") for cell in row))
    columns = {str(cell.value).rstrip("*＊ "): cell.column for cell in header if cell.value}
    line = header[0].row + 1
    for title, value in {
        "单位编码": "NEW-1", "单位名称": "甲镇新办小学", "单位类型": "小学", "所在区划": cast.village.division.code,
        "归口团组织": cast.township.code,
    }.items():  # fmt: skip
        sheet.cell(line, columns[title], value)
    book.save(template)

    page.goto("/imports/unit/new/")
    page.set_input_files("input[type=file]", template)
    page.click("main form button[type=submit]")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="确认写入1行").click()
    page.wait_for_load_state("networkidle")

    assert titles
    assert list(Unit.objects.filter(code="NEW-1").values_list("name", "responsible__code")) == [
        ("甲镇新办小学", cast.township.code)
    ]


def test_the_second_of_two_editors_is_told_and_keeps_the_typing(cast, open_as):
    address = f"/organizations/units/{cast.village.pk}/edit/"
    first, second = open_as("staff"), open_as("secretary")
    first.goto(address)
    second.goto(address)

    first.fill("[name=address]", "县里填的地址")
    first.click("main form button[type=submit]:not([name=preview])")
    first.wait_for_load_state("networkidle")
    second.fill("[name=address]", "镇里填的地址")
    with second.expect_response(lambda response: response.request.method == "POST") as answer:
        second.click("main form button[type=submit]:not([name=preview])")
    status = answer.value.status
    text = second.locator("main").inner_text()
    typed = second.input_value("[name=address]")

    assert Unit.objects.get(pk=cast.village.pk).address == "县里填的地址"
    assert (status, "县里填的地址" in text, typed) == (409, True, "镇里填的地址")


def test_a_number_leads_to_its_rows(counted, open_as):
    page = open_as("staff")

    page.locator("a[href*='figures/org.coverage']").first.click()
    page.wait_for_load_state("networkidle")

    assert page.locator("main").inner_text().count("2 / 2") > 0
    assert page.locator("tbody a", has_text="甲镇东村").count() > 0


@pytest.mark.office
def test_an_exported_list_opens_in_libreoffice(cast, open_as, tmp_path):
    page = open_as("staff")
    page.goto("/organizations/units/")
    with page.expect_download() as waiting:
        page.evaluate("location.assign('/organizations/units/?export=xlsx')")
    exported = tmp_path / "units.xlsx"
    waiting.value.save_as(exported)

    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path), str(exported)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    rows = list(csv.reader((tmp_path / "units.csv").read_text(encoding="utf-8").splitlines()))

    assert [row[0] for row in rows if row and row[0].startswith("4304")] == [
        cast.village.code, cast.neighbour_village.code,
    ]  # fmt: skip
