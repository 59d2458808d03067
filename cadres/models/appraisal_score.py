"""Assessors' scores, the largest table of an appraisal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from django.core.validators import MinValueValidator
from django.db import connection, models
from django.db.models import Count, FloatField, Max, Min, Sum

from cadres.models.appraisal_item import AppraisalItem
from cadres.models.appraisal_round import AppraisalAssessor, OfficeQuerySet
from cadres.models.appraisal_scope import Freezing
from cadres.models.appraisal_sheet import AppraisalSheet

CHUNK = 20_000


class AppraisalScoreQuerySet(OfficeQuerySet):
    def tallied(self, *also: str, extremes: bool = True) -> Iterator[tuple]:
        """Sum, number and, for the `extremes`, highest and lowest of each sheet and item, and of the columns `also`. The heart of the tally;
        what is computed from it is services.appraisal_engine.

        The numbers come as the driver gives them, for a million of them Django's conversion would take as long as the
        database: `Exact` makes decimals of them. Grouped by the unique index's first columns, nothing is sorted.
        """
        rows = self.order_by().values_list("sheet_id", "item_id", *also)
        total, highest, lowest = (each("points", output_field=FloatField()) for each in (Sum, Max, Min))
        rows = rows.annotate(total=total, number=Count("pk"))
        if extremes:
            rows = rows.annotate(highest=highest, lowest=lowest)
        with connection.cursor() as cursor:
            cursor.execute(*rows.query.sql_with_params())
            while chunk := cursor.fetchmany(CHUNK):
                yield from chunk


class Exact(dict):
    """Sums of points with two places, as floats or decimals, to decimals; each is converted once. The floats of SQLite
    are nearer to their hundredth than to any other by many orders of magnitude."""

    def __missing__(self, number) -> Decimal:
        self[number] = exact = Decimal(number).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return exact


class AppraisalScore(Freezing, models.Model):
    """评分: one assessor's points for one item of one sheet. Nobody but the office reads whose they are."""

    scope_path = "assessor__round__scheme__org_path"
    frozen_by = "sheet__round__state"

    assessor = models.ForeignKey(AppraisalAssessor, models.CASCADE, verbose_name="评委", related_name="scores")
    # The unique constraint below begins with it.
    sheet = models.ForeignKey(
        AppraisalSheet, models.CASCADE, verbose_name="考核表", related_name="scores", db_index=False
    )
    item = models.ForeignKey(AppraisalItem, models.PROTECT, verbose_name="项目", related_name="scores", db_index=False)
    points = models.DecimalField("得分", max_digits=5, decimal_places=2, validators=[MinValueValidator(0)])
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = AppraisalScoreQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "评分"
        ordering = ["sheet", "item", "assessor"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "item", "assessor"],
                name="appraisal_score_once",
                violation_error_message="该评委已给这一项评分，请修改原评分。",
            )
        ]

    def __str__(self):
        return f"{self.assessor}给{self.sheet.organization}的“{self.item}”评分"

    def get_absolute_url(self):
        return self.sheet.get_absolute_url()
