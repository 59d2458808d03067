"""Service teams and yard meetings from workbooks, and what rows about an organisation and its places share."""

from __future__ import annotations

from activities.models import ServiceTeam, ServiceTeamMember, YardMeeting
from league.core.importing.columns import Code, Date, Integer, Reference, Text
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.pinyin import search_key
from league.core.scoping import is_within
from organizations.imports.places import HomeLookup, OrganizationLookup, Townships, UnitLookup
from organizations.imports.units import lock_roots
from organizations.models import Coverage, Organization
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh


class KeptImport(ModelImporter):
    """Rows that an organisation keeps, found by their code; `named` is the column that the search key is made of, `day`
    the one on which the organisation must exist."""

    named = day = ""
    derived_fields = ("org_path", "search_key")
    followed_fields = ("search_key",)

    def lock(self, context):
        lock_roots(context)

    def path_of(self, plan, row):
        if row.current is not None:
            return row.current.path
        found = plan.found["organization"].get(row.values[self.positions["organization"]])
        return found.path if found else ""

    def label_of(self, row):
        return row.final(self.positions[self.named])

    def derive(self, plan, row):
        return (self.path_of(plan, row), *self.follow(plan, row))

    def follow(self, plan, row):
        return (search_key(row.final(self.positions[self.named])),)

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(self.path_of(plan, row)):
                yield row, *place

    def written(self):
        enqueue_refresh()

    def check_owners(self, plan) -> None:
        """The organisation of a new row lives on its day."""
        owner, day = self.positions["organization"], self.positions[self.day]
        for row in plan.rows:
            found = plan.found["organization"].get(row.values[owner]) if row.sound(owner) else None
            if found is None or row.current is not None or not row.final(day):
                continue
            _, founded_on, dissolved_on, *_ = found.facts
            if founded_on and row.final(day) < str(founded_on):
                row.refuse(day, f"“{found.label}”{founded_on}才成立，日期不能早于它")
            if dissolved_on:
                row.refuse(owner, f"“{found.label}”已于{dissolved_on}撤销")

    def check_units(self, plan) -> None:
        """As services.places.check_place, for all rows at once."""
        place = self.positions["unit"]
        wanted = {
            row.final(place): plan.found["unit"].get(row.final(place)) for row in plan.rows if row.final(place)
        }  # fmt: skip
        housed = paths_in(wanted)
        for row in plan.rows:
            code, path = row.final(place), self.path_of(plan, row)
            found = wanted.get(code)
            if found is None or not path or is_within(found.path, path):
                continue
            if not any(is_within(other, path) for other in housed.get(code, ())):
                row.refuse(place, f"“{found.label}”不归该团组织，请填本级及以下的单位")


def paths_in(codes) -> dict[str, list[str]]:
    """By unit code, the paths of organisations that stand in it or cover it."""
    found: dict[str, list[str]] = {}
    for chunk in chunked(codes):
        hosts = Organization.objects.filter(unit__code__in=chunk).order_by().values_list("unit__code", "path")
        covers = Coverage.objects.filter(unit__code__in=chunk, ends_on__isnull=True).order_by()
        for code, path in [*hosts, *covers.values_list("unit__code", "organization__path")]:
            found.setdefault(code, []).append(path)
    return found


@register
class ServiceTeamImport(KeptImport):
    noun, label, model, permission = "service_team", "服务队", ServiceTeam, "activities.import_service_team"
    order, named, day = 120, "name", "founded_on"
    columns = [
        Code("服务队编码", "code", required=True, validators=[CODE], synonyms=("编码",), example="FWD2023-00001",
             help="自行编定，一支队伍一个，不要重复。"),
        Text("服务队名称", "name", required=True, max_length=100, synonyms=("名称",), example="西渡村青春服务队"),
        Reference("所属团组织", "organization", OrganizationLookup, required=True, synonyms=("团组织",),
                  fixed="所属团组织登记后不变"),
        Reference("青年阵地", "home", HomeLookup, help="青年阵地和单位填一项。"),
        Reference("村（社区）等单位", "unit", UnitLookup, synonyms=("村（社区）", "所在单位")),
        Text("联建党组织", "party_organization", max_length=100),
        Date("成立日期", "founded_on", required=True, past=True),
        Integer("党员（人）", "party_members", default=0, synonyms=("党员",)),
        Integer("团员（人）", "league_members", default=0, synonyms=("团员",)),
        Integer("少先队员（人）", "pioneers", default=0, synonyms=("少先队员",), help="只填人数，不要填姓名。"),
        Integer("青年志愿者（人）", "volunteers", default=0, synonyms=("青年志愿者", "志愿者")),
        Date("人数截至日期", "counted_on", required=True, past=True),
        Text("服务内容", "duties", max_length=300),
    ]  # fmt: skip

    def check(self, plan):
        self.check_owners(plan)
        self.check_units(plan)
        home, unit, founded, counted = (self.positions[name] for name in ("home", "unit", "founded_on", "counted_on"))
        for row in plan.rows:
            if bool(row.final(home)) == bool(row.final(unit)):
                row.refuse(home, "青年阵地和单位应填且只填一项")
            found, path = plan.found["home"].get(row.final(home)), self.path_of(plan, row)
            if found and path and not (is_within(found.path, path) or is_within(path, found.path)):
                row.refuse(home, f"“{found.label}”不归该团组织")
            if row.final(founded) and row.final(counted) and row.final(counted) < row.final(founded):
                row.refuse(counted, "人数截至日期不能早于成立日期")
        self._check_named(plan)

    def _check_named(self, plan) -> None:
        """Not fewer heads than names."""
        rows = {row.current.pk: row for row in plan.rows if row.current is not None}
        named: dict[tuple[int, str], int] = {}
        for chunk in chunked(rows):
            members = ServiceTeamMember.objects.filter(team__in=chunk, left_on__isnull=True).order_by()
            for team, role in members.values_list("team", "role"):
                named[team, role] = named.get((team, role), 0) + 1
        fields = {"party": "party_members", "league": "league_members", "volunteer": "volunteers"}
        for (team, role), number in named.items():
            place = self.positions[fields[role]]
            if (rows[team].final(place) or 0) < number:
                rows[team].refuse(place, f"已记名{number}人，人数不能少于它")


@register
class YardMeetingImport(KeptImport):
    noun, label, model, permission = "yard_meeting", "青春屋场恳谈会", YardMeeting, "activities.import_yard_meeting"
    order, named, day = 121, "title", "held_on"
    columns = [
        Code("恳谈会编码", "code", required=True, validators=[CODE], synonyms=("编码",), example="KT2023-00001",
             help="自行编定，一次一个，不要重复。"),
        Text("主题", "title", required=True, max_length=100, synonyms=("恳谈会主题",), example="返乡创业恳谈会"),
        Reference("主办团组织", "organization", OrganizationLookup, required=True, synonyms=("主办单位",),
                  fixed="主办团组织登记后不变"),
        Reference("村（社区）", "unit", UnitLookup, required=True, synonyms=("村（社区）编码", "所在单位")),
        Text("地点", "place", max_length=100),
        Date("召开日期", "held_on", required=True, past=True, synonyms=("日期",), fixed="召开日期请在恳谈会页面更正"),
        Text("主持人", "host", required=True, max_length=50),
        Integer("参加（人次）", "attendees", required=True, synonyms=("参加人次", "参加人数"), maximum=10_000),
        Integer("其中青年（人次）", "youth", synonyms=("其中青年",), maximum=10_000),
        Text("恳谈记录", "minutes", required=True, max_length=5000, width=40, help="写议题和意见，不写反映人的姓名和电话。"),
    ]  # fmt: skip

    def check(self, plan):
        self.check_owners(plan)
        self.check_units(plan)
        heads, young = self.positions["attendees"], self.positions["youth"]
        for row in plan.rows:
            if row.final(heads) == 0:
                row.refuse(heads, "参加人次应大于零")
            if row.final(heads) and row.final(young) and row.final(young) > row.final(heads):
                row.refuse(young, "其中青年不能多于参加人次")
