"""Openings from workbooks: one row is what one host offers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q

from cadres.enums import ApplicationState, DriveState
from cadres.models import Opening, Placement, RecruitmentDrive
from cadres.services.openings import PLACES
from league.core.importing.columns import Code, Date, Integer, Reference, Text
from league.core.importing.importer import register
from league.core.importing.lookups import Found, Lookup, chunked
from league.core.importing.model_rows import ModelImporter
from league.core.pinyin import search_key
from league.core.scoping import ancestor_ids, is_within
from organizations.imports.places import DivisionLookup, OrganizationLookup, Townships, limited
from organizations.imports.units import division_bounds, lock_roots
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh

SEATED = Q(application__state__in=ApplicationState.seated)


class DriveLookup(Lookup):
    """By code: drives of the scope and of the offices above it. `facts`: state, the organiser's path."""

    label = "招募"

    @classmethod
    def _rows(cls, context):
        above = {key for path in context.scope.paths for key in ancestor_ids(path)}
        return RecruitmentDrive.objects.filter(context.scope.q("org_path") | Q(organization__in=above))

    @classmethod
    def options(cls, context) -> list[str]:
        return limited(cls._rows(context).order_by("-year", "code"), "title")

    def by_code(self, codes: set[str]) -> dict[str, Found]:
        found = {}
        for chunk in chunked(codes):
            rows = self._rows(self.context).filter(code__in=chunk).order_by()
            for pk, code, path, title, state in rows.values_list("pk", "code", "org_path", "title", "state"):
                found[code] = Found(code, pk, path, title, (state, path))
        return found

    def names(self) -> Iterable[tuple[str, str]]:
        for code, title in self._rows(self.context).order_by("code").values_list("code", "title"):
            yield code, f"“{title}”（{code}）"
            yield title, f"“{title}”（{code}）"


def drive_column(**more) -> Reference:
    """The drive that a row belongs to."""
    return Reference(
        "招募", "drive", DriveLookup, required=True, synonyms=("招募编码", "招募名称"), help="从下拉列表选，或填招募编码。",
        example="2023-LXS", **more,
    )  # fmt: skip


def lock_drives(context) -> None:
    """Nobody is selected and no drive changes its state meanwhile."""
    list(RecruitmentDrive.objects.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


@register
class OpeningImport(ModelImporter):
    noun, label, model, permission = "opening", "招募岗位", Opening, "cadres.import_opening"
    order = 96
    derived_fields = followed_fields = ("org_path", "search_key")
    columns = [
        Code("岗位编码", "code", required=True, validators=[CODE], synonyms=("编码",),
             help="岗位在本系统中的固定编码，据此识别是新增还是变更。", example="2023-LXS-001"),
        drive_column(fixed="岗位不能改到另一次招募，请撤回后重新登记"),
        Text("岗位名称", "title", required=True, synonyms=("岗位", "职位"), example="文员"),
        Text("用人单位", "host", required=True, synonyms=("单位", "单位名称", "实习单位"), example="西渡镇人民政府"),
        Reference("归口团组织", "organization", OrganizationLookup, required=True, synonyms=("归口", "归口团委"),
                  fixed="岗位的归口登记后不变，请撤回后重新登记", example="430421100 共青团西渡镇委员会"),
        Reference("工作地点", "division", DivisionLookup, required=True, synonyms=("地点", "所在乡镇", "乡镇"),
                  help="所在乡镇（街道）；县直单位填本县。", example="430421100000 西渡镇"),
        Integer("岗位数", "seats", required=True, maximum=500, synonyms=("人数", "需求人数", "招募人数"), example="2"),
        Text("岗位要求", "requirements", max_length=1000, synonyms=("要求", "条件")),
        Date("征集日期", "offered_on", required=True, past=True, synonyms=("登记日期", "提供日期"), example="2023-06-01"),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)
        lock_drives(context)

    def check(self, plan):
        drive, organization, division, seats = (
            self.positions[name] for name in ("drive", "organization", "division", "seats")
        )
        drives = plan.know("drive", {row.final(drive) for row in plan.rows if row.final(drive)})
        offices = plan.know("organization", {row.final(organization) for row in plan.rows if row.final(organization)})
        places = plan.know("division", {row.final(division) for row in plan.rows if row.final(division)})
        for row in plan.rows:
            host, office = drives.get(row.final(drive)), offices.get(row.final(organization))
            place = places.get(row.final(division))
            if host and host.facts[0] not in DriveState.taking_openings and (row.current is None or self._differs(row)):
                row.refuse(drive, f"“{host.label}”已办结，岗位不再增减")
            if host and office and not is_within(office.path, host.facts[1]):
                row.refuse(organization, f"“{office.label}”不属于“{host.label}”主办单位的范围")
            if row.final(seats) == 0:
                row.refuse(seats, "岗位数至少为1")
            if place and place.facts[0] not in PLACES:
                row.refuse(division, "工作地点请填到乡镇（街道）；县直单位填本县")
            elif place and office:
                low, high = division_bounds(office.facts[3])
                if not low <= place.code < high:
                    row.refuse(division, f"工作地点不在归口团组织“{office.label}”的区划之内")

    def _differs(self, row) -> bool:
        return any(row.changes(position) for position in range(len(self.columns)))

    def check_changes(self, plan, rows):
        """The seats that are taken stay."""
        seats = self.positions["seats"]
        cut = {row.pk: row for row in rows if row.changes(seats)}
        for chunk in chunked(cut):
            taken = Placement.objects.filter(SEATED, opening__in=chunk).order_by()
            for pk, number in taken.values("opening").annotate(number=Count("pk")).values_list("opening", "number"):
                if number > cut[pk].final(seats):
                    cut[pk].refuse(seats, f"该岗位已录用{number}人，岗位数不能少于它")

    def path_of(self, plan, row):
        found = plan.found["organization"].get(row.final(self.positions["organization"]))
        return found.path if found else row.path

    def derive(self, plan, row):
        words = f"{row.final(self.positions['host'])}{row.final(self.positions['title'])}"
        return (self.path_of(plan, row), search_key(words))

    follow = derive

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(self.path_of(plan, row)):
                yield row, *place

    def label_of(self, row):
        return f"{row.final(self.positions['host'])}{row.final(self.positions['title'])}"

    def written(self):
        enqueue_refresh()
