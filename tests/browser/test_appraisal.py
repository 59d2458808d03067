"""One assessor scores on a phone while people speak: taps, loses the page, saves, and follows the next speaker."""

import pytest

from cadres.models import AppraisalScore
from cadres.services.appraisal_stage import call_sheet, give_link
from tests.cadres.appraisal_rounds import make_round

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_an_assessor_taps_points_and_follows_the_speaker(cast, open_as):
    row = make_round(cast)
    first, second = row.sheets.order_by("organization__code")
    items = list(row.scheme.items.filter(method__kind="on_site").order_by("code").values_list("pk", flat=True))
    call_sheet(first, actor=cast.staff)
    page = open_as("staff", "phone")
    page.goto(f"/cadres/appraisal-rounds/{row.pk}/score/")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0

    page.locator(f"[data-chips=points-{items[0]}] button", has_text="45").first.click()
    page.fill(f"#points-{items[1]}", "42.5")
    page.reload()
    assert page.locator("[data-restored]").is_visible()
    page.get_by_role("button", name="保存评分").click()
    page.get_by_text("已保存对“甲镇团委”的评分。").wait_for()
    call_sheet(second, actor=cast.staff)
    page.fill(f"#points-{items[1]}", "41")
    page.get_by_role("link", name="现在述职的是 乙镇团委，点此评分").wait_for(timeout=15000)

    # The line that was replaced left the typing alone.
    assert page.input_value(f"#points-{items[1]}") == "41"
    assert [str(score.points) for score in AppraisalScore.objects.order_by("item__code")] == ["45.00", "42.50"]
    page.get_by_role("link", name="现在述职的是 乙镇团委，点此评分").click()
    page.get_by_text("正在述职：乙镇团委").wait_for()

    # By link, without an account: what the form sends is taken for this site's own.
    token = give_link(row.assessors.get(panel__method__kind="visit"), actor=cast.staff)
    page.context.clear_cookies()
    page.goto(f"/scoring/own/{token}/")
    page.locator("[data-chips] button").first.click()
    page.get_by_role("button", name="保存评分").click()
    page.get_by_text("已保存对“甲镇团委”的评分。").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0
