"""``manage.py import_workbook NOUN FILE --as USER [--effective YYYY-MM-DD] [--node PATH] [--commit]``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from league.core.dates import today
from league.core.importing.batches import ImportRefused, commit, failed_rows, open_preview, preview, receive
from league.core.importing.importer import REGISTRY
from league.core.importing.rows import WHOLE_ROW
from league.core.models import ImportBatch
from league.core.models.import_batch import ImportState


class Command(BaseCommand):
    help = "核对一个工作簿，把预览（行数、各乡镇、未通过的行）以JSON输出；加 --commit 才写入。"

    def add_arguments(self, parser):
        parser.add_argument("noun", choices=sorted(REGISTRY), help="导入什么")
        parser.add_argument("file", type=Path, help="工作簿（.xlsx、.xls、.ods）")
        parser.add_argument("--as", dest="username", required=True, help="以哪个账号的权限和范围导入")
        parser.add_argument("--effective", type=date.fromisoformat, help="变更的生效日期，默认今天")
        parser.add_argument("--commit", action="store_true", help="写入通过核对的行")

    def handle(self, *, noun, file, username, effective, **options):
        """Print the preview, and with --commit the result; the exit code is 1 when the file is refused."""
        user = get_user_model().objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"没有启用的账号“{username}”。")
        if not file.is_file():
            raise CommandError(f"没有文件“{file}”。")
        if not user.scope:
            raise CommandError(f"账号“{username}”今天没有业务授权，不能导入。")
        on = today()
        try:
            with file.open("rb") as opened:
                batch = receive(
                    noun, File(opened), name=file.name, actor=user, path=user.scope.paths[0],
                    effective_on=effective or on, on=on,
                )  # fmt: skip
            batch = preview(batch, on=on)
            if batch.state == ImportState.REFUSED:
                raise CommandError(batch.message)
            if options["commit"]:
                batch = commit(batch, on=on)
        except (ImportRefused, PermissionDenied) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(report(batch), ensure_ascii=False, indent=2))


def report(batch: ImportBatch) -> dict[str, Any]:
    """The batch as JSON: counts, townships, notes, and every refused cell with its place and reason."""
    summary = open_preview(batch).summary
    importer = REGISTRY[batch.noun]()
    return {
        "batch": str(batch.pk),
        "noun": batch.noun,
        "state": batch.state,
        "effective_on": batch.effective_on.isoformat(),
        "counts": batch.counts,
        "groups": summary["groups"],
        "notes": summary["notes"],
        "rejected": [
            {
                "sheet": summary["sheets"][row.sheet],
                "row": row.number,
                "column": "" if position == WHOLE_ROW else summary["letters"][row.sheet].get(str(position), ""),
                "label": "" if position == WHOLE_ROW else importer.columns[position].label,
                "reason": reason,
            }
            for row in failed_rows(batch)
            for position, reason in sorted(row.errors.items())
        ],
    }
