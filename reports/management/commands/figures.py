"""Print the figures of a node from the command line."""

import csv
import json

from django.core.management.base import BaseCommand, CommandError

from league.core.dates import Period, PeriodError, today
from organizations.models import Organization
from reports.models import Snapshot
from reports.services.catalogue import Catalogue
from reports.services.figures import Figure, read_figures

COLUMNS = ("code", "label", "value", "part", "whole", "unknown", "unit", "as_of", "fingerprint")


class Command(BaseCommand):
    help = "Print every figure of an organisation in a period, from the stored snapshot."

    def add_arguments(self, parser):
        parser.add_argument("--period", help="2023, 2023-H1, 2023-Q4 or 2023-12; default: this year")
        parser.add_argument("--node", required=True, help="code of the organisation")
        parser.add_argument("--format", choices=("csv", "table", "json"), default="table")
        parser.add_argument("--code", action="append", help="only this figure; may be repeated")

    def handle(self, *, period, node, format, code, **options):  # noqa: A002 - named after the option
        try:
            span = Period.parse(period) if period else Period.year_of(today())
        except PeriodError as error:
            raise CommandError(str(error)) from error
        organization = Organization.objects.filter(code=node).first()
        if organization is None:
            raise CommandError(f"没有编码为“{node}”的团组织。")
        snapshot = Snapshot.objects.current(span.code).select_related("period").first()
        if snapshot is None:
            raise CommandError(f"{span.label}还没有统计过：请先运行 manage.py fill --period {span.code}")
        catalogue = Catalogue()
        codes = code or [declaration.code for declaration in catalogue]
        unknown = [each for each in codes if each not in catalogue]
        if unknown:
            raise CommandError(f"没有这样的指标：{'、'.join(unknown)}")
        figures = read_figures(snapshot, [organization.pk], codes, catalogue)[organization.pk]
        rows = [as_row(figure) for figure in figures.values()]
        {"csv": self._csv, "json": self._json, "table": self._table}[format](rows)

    def _csv(self, rows):
        writer = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    def _json(self, rows):
        json.dump(rows, self.stdout, ensure_ascii=False, indent=1)
        self.stdout.write("")

    def _table(self, rows):
        for row in rows:
            share = f"（{row['part']}/{row['whole']}）" if row["whole"] != "" else ""
            note = f"  不详：{row['unknown']}" if row["unknown"] not in ("", "0") else ""
            self.stdout.write(f"{row['code']:<28}{row['value']:>10} {row['unit']}  {row['label']}{share}{note}")


def as_row(figure: Figure) -> dict[str, str]:
    """The figure as text cells. A figure that cannot be told has no value; its reason stands under unknown."""
    cells = {
        "code": figure.code,
        "label": figure.label,
        "value": figure.value,
        "part": figure.part,
        "whole": figure.whole,
        "unknown": figure.gap or figure.unknown,
        "unit": figure.unit,
        "as_of": figure.snapshot.as_of,
        "fingerprint": figure.snapshot.fingerprint,
    }
    return {name: "" if value is None else str(value) for name, value in cells.items()}
