"""The import's peers: django-import-export in its tuned form, and the bare pipeline below which nothing goes."""

import json
import re
from datetime import date, datetime

from django.db import connection, transaction
from import_export import fields, resources, widgets
from import_export.instance_loaders import CachedInstanceLoader
from python_calamine import CalamineWorkbook
from tablib import Dataset

from league.core.bulk import allocate_ids, insert_rows
from organizations.enums import UnitKind
from organizations.models import Division, Organization
from organizations.validators import credit_code_check_character
from tests.bench.models import PeerAudit, PeerTotal, PeerUnit
from tests.bench.workbooks import NAMES


class CachedKeyWidget(widgets.ForeignKeyWidget):
    """Looks a code up in a dictionary read once: without it the peer asks the database for every cell."""

    def __init__(self, model):
        super().__init__(model, "code")
        self.known = None

    def clean(self, value, row=None, **kwargs):
        if self.known is None:
            self.known = {item.code: item for item in self.model.objects.only("id", "code")}
        return self.known[str(value)]


class PeerUnitResource(resources.ModelResource):
    """Tuned as its documentation advises: bulk, no diff, cached loader, cached foreign keys, own validation on."""

    division = fields.Field("division", "division", CachedKeyWidget(Division))
    responsible = fields.Field("responsible", "responsible", CachedKeyWidget(Organization))
    exempt_reason = fields.Field("exempt_reason", "exempt_reason", widgets.CharWidget(allow_blank=True))

    class Meta:
        model = PeerUnit
        import_id_fields = ("code",)
        fields = NAMES
        use_bulk = True
        batch_size = 2000
        skip_diff = True
        skip_html_diff = True
        clean_model_instances = True
        instance_loader_class = CachedInstanceLoader


def import_with_peer(data: bytes) -> int:
    """Dry run, then import; return the rows stored."""
    for dry_run in (True, False):
        dataset = Dataset().load(data, format="xlsx")
        dataset.headers = NAMES
        result = PeerUnitResource().import_data(dataset, dry_run=dry_run, raise_errors=True)
    return result.total_rows


CODE = re.compile(r"^[0-9A-Z][0-9A-Z-]{1,29}$")


def import_bare(path) -> int:
    """Read, check every cell, find duplicates, insert, write an audit row each, roll up, commit; return the rows."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    divisions = dict(Division.objects.values_list("code", "id"))
    committees = {code: (pk, tree) for code, pk, tree in Organization.objects.values_list("code", "id", "path")}
    with transaction.atomic():
        known = set(PeerUnit.objects.values_list("code", flat=True))
        checked = [_checked(row, divisions, committees, known) for row in rows]
        ids = allocate_ids(PeerUnit, len(checked))
        insert_rows(PeerUnit, ("id", *NAMES), ((pk, *row) for pk, row in zip(ids, checked, strict=True)))
        insert_rows(
            PeerAudit,
            ("action", "object_id", "after"),
            (("unit.imported", pk, json.dumps(row, default=str)) for pk, row in zip(ids, checked, strict=True)),
        )
        _roll_up()
    return len(checked)


def _checked(row, divisions, committees, known):
    code, name, kind, credit, division, responsible, opened, exempt, address, source = row
    if not CODE.match(code) or code in known:
        raise ValueError(code)
    known.add(code)
    if not name or len(name) > 100 or kind not in UnitKind.values:
        raise ValueError(name)
    if credit_code_check_character(credit[:17]) != credit[17]:
        raise ValueError(credit)
    if isinstance(opened, datetime):
        opened = opened.date()
    if not isinstance(opened, date):
        raise TypeError(opened)
    return code, name, kind, credit, divisions[division], committees[responsible][0], opened, exempt, address, source


def _roll_up():
    PeerTotal.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_peertotal (organization_id, value) SELECT a.id, COUNT(*) FROM organizations_organization a"
            " JOIN organizations_organization o ON o.path >= a.path AND o.path < substr(a.path, 1, length(a.path) - 1)"
            " || '0' JOIN bench_peerunit u ON u.responsible_id = o.id GROUP BY a.id"
        )
