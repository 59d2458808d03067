"""The form of a seat: points item by item, each with the revision that was seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.http import Http404

from cadres.enums import MethodKind
from cadres.models import AppraisalAssessor, AppraisalItem, AppraisalScore, AppraisalSheet
from cadres.services.appraisal_scores import Overtaken, items_to_score, save_scores

SHARES = [Decimal(share) / 100 for share in (100, 95, 90, 85, 80, 70, 60)]
HALF = Decimal("0.5")


def plain(points: Decimal) -> str:
    """45 and 45.5, as one types them."""
    return f"{points.normalize():f}"


def chips_of(full: Decimal) -> list[str]:
    """Points that one tap gives: from full points down to six tenths, in halves."""
    found = [((full * share) / HALF).quantize(Decimal(1)) * HALF for share in SHARES]
    return list(dict.fromkeys(plain(points) for points in (full, *found) if points <= full))


@dataclass
class Line:
    """One item of the form: what is typed, what was seen, and what another device saved meanwhile."""

    item: AppraisalItem
    value: str = ""
    seen: int = 0
    error: str = ""
    newer: Decimal | None = None
    chips: list[str] = field(default_factory=list)


class Desk:
    """What one seat has before it: the sheets it scores, the one that is open, and its form."""

    def __init__(self, seat: AppraisalAssessor, asked: str = ""):
        self.seat = seat
        rows = AppraisalSheet.objects.filter(round=seat.round_id).taking_part()
        rows = rows.exclude(organization=seat.organization_id) if seat.organization_id else rows
        rows = rows.select_related("organization", "person", "group", "round")
        self.sheets = list(rows.order_by("group__sort", "organization__sort", "organization__code"))
        self.items = list(
            AppraisalItem.objects.filter(scheme=seat.round.scheme_id, method=seat.panel.method_id).order_by(
                "sort", "pk"
            )
        )
        given = AppraisalScore.objects.filter(assessor=seat.pk).order_by().values_list("sheet_id", "item_id")
        self.given = {(sheet, item) for sheet, item in given}
        self.follows = seat.panel.method.kind == MethodKind.ON_SITE
        self.sheet = self._open(asked)

    def due(self, sheet: AppraisalSheet) -> list[AppraisalItem]:
        """The items that the seat scores on the sheet."""
        return [item for item in self.items if item.group_id in (None, sheet.group_id)]

    def is_done(self, sheet: AppraisalSheet) -> bool:
        """Whether every item of the sheet has the seat's score."""
        return all((sheet.pk, item.pk) in self.given for item in self.due(sheet))

    @property
    def number_done(self) -> int:
        """Sheets that are finished."""
        return sum(1 for sheet in self.sheets if self.is_done(sheet))

    @property
    def up(self) -> AppraisalSheet | None:
        """Whose turn it is, where the seat scores while people speak."""
        if not self.follows:
            return None
        return next((sheet for sheet in self.sheets if sheet.pk == self.seat.round.sheet_up_id), None)

    def _open(self, asked: str) -> AppraisalSheet | None:
        if asked:
            found = next((sheet for sheet in self.sheets if str(sheet.pk) == asked), None)
            if found is None:
                raise Http404("您不给这张考核表评分，或者没有这张考核表。")
            return found
        waiting = next((sheet for sheet in self.sheets if not self.is_done(sheet)), None)
        return self.up or waiting or next(iter(self.sheets), None)

    def lines(self) -> list[Line]:
        """The open sheet's form as it is stored."""
        if self.sheet is None:
            return []
        stored = {score.item_id: score for score in AppraisalScore.objects.filter(assessor=self.seat, sheet=self.sheet)}
        lines = [Line(item, chips=chips_of(item.full)) for item in items_to_score(self.seat, self.sheet)]
        for line in lines:
            if score := stored.get(line.item.pk):
                line.value, line.seen = plain(score.points), score.revision
        return lines

    def save(self, data, actor) -> list[Line] | None:
        """Save what was typed; the lines to show again where something is wrong, else None."""
        lines, points = self.lines(), {}
        for line in lines:
            stored, key = line.value, line.item.pk
            line.value = data.get(f"points-{key}", "").strip()
            line.error, number = read_points(line.item, line.value, stored)
            seen = data.get(f"seen-{key}", "0")
            if number is not None:
                points[key] = (number, int(seen) if seen.isdecimal() else 0)
        if any(line.error for line in lines):
            return lines
        if not points:
            raise ValidationError("还没有填写得分，请先打分再保存。")
        try:
            save_scores(self.seat, self.sheet, points, actor=actor)
        except Overtaken as overtaken:
            for line in lines:
                line.newer = overtaken.newer.get(line.item.pk)
            raise Clash(lines) from overtaken
        return None


class Clash(Exception):
    """The same seat saved other points on another device meanwhile."""

    def __init__(self, lines: list[Line]):
        super().__init__("overtaken")
        self.lines = lines


def read_points(item: AppraisalItem, text: str, stored: str) -> tuple[str, Decimal | None]:
    """(what is wrong, the number); a full-width or comma-written number is taken too."""
    if not text:
        return ("已保存的得分不能清空，请改为新的分数。", None) if stored else ("", None)
    try:
        number = Decimal(text.translate(str.maketrans("０１２３４５６７８９．，,", "0123456789...")))
    except InvalidOperation:
        return "请填写数字。", None
    if not number.is_finite() or not 0 <= number <= item.full:
        return f"应在0至{plain(item.full)}分之间。", None
    if number != number.quantize(Decimal("0.01")):
        return "最多两位小数。", None
    return "", number
