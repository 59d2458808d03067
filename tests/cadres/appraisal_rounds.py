"""A round that can be scored, as the services leave it: two townships, a seat on every panel."""

from datetime import date
from decimal import Decimal

from cadres.enums import RoundAction
from cadres.services import appraisal_assessors, appraisal_rounds, appraisal_scores, appraisal_sheets
from cadres.services.appraisal_engine import cent
from tests.factories.appraisals import whole_scheme

DAY = date(2024, 1, 8)


def make_round(cast, *, state="scoring", indicator=False, **scheme):
    """A round in that state (draft, open or scoring); items fed by indicators are left out unless asked for."""
    scheme = whole_scheme(cast.county, **{"floor": 50} | scheme)
    if not indicator:
        scheme.items.filter(source="indicator").delete()
    fields = {"title": "2023年度述职评议", "as_of": date(2023, 12, 31)}
    row = appraisal_rounds.create_round(scheme, fields=fields, actor=cast.staff)
    appraisal_sheets.make_sheets(row, actor=cast.staff)
    for method in scheme.methods.exclude(panels=None):
        seat = {"panel": method.panels.get(), "name": f"{method}评委", "user": cast.staff}
        appraisal_assessors.seat_assessor(row, fields=seat, actor=cast.staff)
    for action, last in ((RoundAction.OPEN, "draft"), (RoundAction.START, "open")):
        if state == last:
            break
        row = appraisal_rounds.move_round(row, action, on=DAY, actor=cast.staff)
    return row


def mark_all(row, actor, points=40):
    """What the office gives for its item of every sheet."""
    item = row.scheme.items.get(code="D2")
    for sheet in row.sheets.all():
        appraisal_sheets.set_mark(sheet, item, fields={"points": Decimal(points), "basis": "齐全"}, actor=actor)


def score_all(row, actor, share="0.9"):
    """Every seat gives that share of the full points."""
    for assessor in row.assessors.all():
        for sheet in row.sheets.all():
            items = appraisal_scores.items_to_score(assessor, sheet)
            points = {item.pk: (cent(item.full * Decimal(share)), 0) for item in items}
            appraisal_scores.save_scores(assessor, sheet, points, actor=actor)
