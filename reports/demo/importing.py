"""The demo's rows on their way through the importer, in the name of those who would send them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from league.accounts.models import User
from league.core.importing.batches import commit, open_preview, preview, receive
from league.core.importing.importer import REGISTRY
from league.core.importing.rows import Status
from league.core.models import ImportBatch
from league.core.models.import_batch import ImportState
from reports.demo.accounts import COUNTY_STAFF, secretaries
from reports.demo.places import read_places
from reports.demo.records import CODES_OF_2023, County, HeadCount, Organization
from reports.demo.workbooks import write_workbook

# Secretaries who send their own files; the county's staff sends the rest.
SENDERS = ("xidu", "yanbei", "jinlan")
# The committees' own units come in after the committees, and have been theirs for as long as the demo looks back.
COMMITTEES_SINCE = date(2020, 1, 1)


class ImportFailed(Exception):
    """The importer refused rows of the demo: a fault of the generators, named by row."""


@dataclass(frozen=True)
class Sending:
    """As of when, and who is told."""

    on: date
    say: Callable[[str], None]

    def send(self, title: str, noun: str, rows: Iterable[Mapping[str, Any]], *, username: str, effective_on=None):
        """Import rows as that account, like a workbook uploaded by hand; a file that came in before is not sent again."""
        rows = list(rows)
        name = f"演示-{title}-{username}.xlsx"
        if not rows or ImportBatch.objects.filter(file_name=name, state=ImportState.COMMITTED).exists():
            return
        user = User.objects.get(username=username)
        importer = REGISTRY[noun]()
        self.say(f"导入{title}{len(rows)}行（{user}）")
        batch = receive(
            noun,
            ContentFile(write_workbook(importer, rows)),
            name=name,
            actor=user,
            path=user.scope.paths[0],
            effective_on=effective_on or self.on,
            on=self.on,
        )
        batch = preview(batch, on=self.on)
        refuse_faults(batch)
        commit(batch, on=self.on)

    def send_by_township(
        self, title: str, noun: str, rows: Iterable[Mapping[str, Any]], committee_of: Callable[[Mapping], str]
    ):
        """Rows below a sender's committee go in his name, the others in the county's."""
        senders = {account.organization: account.username for account in secretaries() if account.username in SENDERS}
        files: dict[str, list] = {COUNTY_STAFF: []}
        for row in rows:
            files.setdefault(senders.get(committee_of(row), COUNTY_STAFF), []).append(row)
        for username, own in files.items():
            self.send(title, noun, own, username=username)


def refuse_faults(batch: ImportBatch) -> None:
    """The generators write nothing the importer rejects."""
    if batch.message:
        raise ImportFailed(f"{batch.file_name}：{batch.message}")
    if batch.counts["rejected"]:
        rejected = list(open_preview(batch).rows(Status.REJECTED))
        reasons = "；".join(f"第{row.number}行{next(iter(row.errors.values()))}" for row in rejected[:5])
        raise ImportFailed(f"{batch.file_name}有{len(rejected)}行未通过：{reasons}")


def division_rows() -> list[dict[str, str]]:
    """The 517 divisions as the importer's columns name them."""
    return [
        {
            "code": place.code,
            "name": place.name,
            "level": place.level,
            "parent": place.parent_code,
            "source": CODES_OF_2023,
        }
        for place in read_places()
    ]


def import_committees(county: County, sending: Sending) -> None:
    """Divisions and the committees under the county: what the secretaries' accounts need."""
    sending.send("区划", "division", division_rows(), username=COUNTY_STAFF)
    sending.send(
        "团委和团工委", "organization", (vars(row) | {"unit": ""} for row in county.committees), username=COUNTY_STAFF
    )


def import_register(county: County, counts: list[HeadCount], sending: Sending) -> None:
    """Units, the organisations in them, and what was counted there."""
    units = [vars(unit) | {"closed_on": None} for unit in county.units]
    sending.send_by_township("单位", "unit", units, lambda row: row["responsible"])
    committees = [as_living(row) for row in county.committees]
    sending.send("团委所在单位", "organization", committees, username=COUNTY_STAFF, effective_on=COMMITTEES_SINCE)
    organizations = [as_living(row) for row in county.organizations]
    sending.send_by_township("团组织", "organization", organizations, lambda row: row["parent"])
    responsible = {unit.code: unit.responsible for unit in county.units}
    sending.send_by_township("团员青年数", "head_count", map(vars, counts), lambda row: responsible[row["subject"]])


def as_living(organization: Organization) -> dict[str, Any]:
    """Without its end: organisations end by a document, not by an import."""
    return vars(organization) | {"dissolved_on": None, "dissolved_document": ""}
