"""Relation surveys, league schools, their classes and teachers from workbooks: one row is one of them."""

from __future__ import annotations

from datetime import date

from league.core.importing.columns import Choice, Code, Date, Integer, Text
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row
from organizations.enums import ClassAudience, SurveyResult, UnitKind
from organizations.imports.owned import OwnedRowImport
from organizations.imports.places import UnitLookup
from organizations.models import LeagueClass, LeagueSchool, LeagueTeacher, LeagueTopic, RelationSurvey, Unit


def code_column(**more) -> Code:
    """The school a row is about."""
    return Code(
        "学校编码", "unit", required=True, synonyms=("单位编码", "编码", "学校代码"), example="430421JY-C01",
        help="单位册中的学校编码。", **more,
    )  # fmt: skip


class SchoolRowImport(OwnedRowImport):
    """Rows about a school, known by its code and the columns of `key`. `owner` leads from the row to the school, `day`
    is the column whose day must lie in the school's life."""

    owner, day = "unit", ""
    beside = derived_fields = ("unit",)

    def check(self, plan):
        lookup = UnitLookup(plan.context)
        codes = {row.values[0] for row in plan.rows if row.values[0] and row.sound(0)}
        units = plan.prepared["units"] = lookup.by_code(codes)
        opened = {
            code: day
            for chunk in chunked(codes)
            for code, day in Unit.objects.filter(code__in=chunk).order_by().values_list("code", "opened_on")
        }
        place = self.positions[self.day]
        for row in plan.rows:
            if not row.values[0] or not row.sound(0):
                continue
            found = units.get(row.values[0])
            if found is None:
                row.refuse(0, lookup.unknown(row.values[0]))
                continue
            row.path = found.path
            kind, closed_on, _ = found.facts
            if kind not in UnitKind.secondary_schools:
                row.refuse(0, f"“{found.label}”是{UnitKind(kind).label}，不是中学或中等职业学校")
            stated = row.final(place)
            if stated and opened[found.code] and stated < str(opened[found.code]):
                row.refuse(place, f"“{found.label}”{opened[found.code]}才设立，日期不能早于它")
            if stated and closed_on and stated >= str(closed_on):
                row.refuse(place, f"“{found.label}”已于{closed_on}注销，日期必须早于它")

    def school_of(self, plan, row: Row):
        """The school of a sound row."""
        return plan.prepared["units"][row.final(0)]

    def derive(self, plan, row: Row) -> tuple:
        return (self.school_of(plan, row).pk,)

    def label_of(self, row: Row) -> str:
        return f"{row.final(0)} {row.final(self.positions[self.day]) or ''}{self.label}"


class LeagueSchoolRowImport(SchoolRowImport):
    """Rows of the league school that a school has on the row's day."""

    owner = "league_school__unit"
    derived_fields = ("league_school",)

    def check(self, plan):
        super().check(plan)
        standing = plan.prepared["league schools"] = {}
        for chunk in chunked(plan.prepared["units"]):
            rows = LeagueSchool.objects.filter(unit__code__in=chunk).order_by("founded_on")
            for code, *life in rows.values_list("unit__code", "founded_on", "closed_on", "pk"):
                standing.setdefault(code, []).append(tuple(life))
        day = self.positions[self.day]
        for row in plan.rows:
            if row.sound(0) and row.final(day) and self.league_school_of(plan, row) is None:
                row.refuse(day, f"学校{row.values[0]}在{row.final(day)}没有团校，请先登记团校")

    def league_school_of(self, plan, row: Row) -> int | None:
        """Its primary key."""
        day = row.final(self.positions[self.day])
        for founded_on, closed_on, pk in plan.prepared["league schools"].get(row.final(0), ()):
            if str(founded_on) <= day and (closed_on is None or day < str(closed_on)):
                return pk
        return None

    def derive(self, plan, row: Row) -> tuple:
        return (self.league_school_of(plan, row),)


@register
class RelationSurveyImport(SchoolRowImport):
    noun, label, model = "relation_survey", "团组织关系摸底", RelationSurvey
    permission = "organizations.import_relation_survey"
    order, key, day = 60, ("unit", "surveyed_on"), "surveyed_on"
    columns = [
        code_column(),
        Date("摸底日期", "surveyed_on", required=True, past=True, example="2023-04-10"),
        Text("摸底人", "surveyor", required=True, max_length=50, example="张禾"),
        Choice("摸底结果", "result", SurveyResult, required=True, words={"清楚": "clear", "未建": "missing"}),
        Text("情况说明", "remark", max_length=200),
        Date("理顺日期", "corrected_on", past=True),
        Text("理顺文号", "correction_document"),
    ]

    def check(self, plan):
        super().check(plan)
        surveyed, result, corrected = (self.positions[name] for name in ("surveyed_on", "result", "corrected_on"))
        for row in plan.rows:
            day = row.final(corrected)
            if day and row.final(result) == SurveyResult.CLEAR:
                row.refuse(corrected, "关系清楚的不需要填写理顺日期")
            elif day and row.final(surveyed) and day < row.final(surveyed):
                row.refuse(corrected, "理顺日期不能早于摸底日期")


@register
class LeagueSchoolImport(SchoolRowImport):
    noun, label, model, permission = "league_school", "团校", LeagueSchool, "organizations.import_league_school"
    order, key, day = 61, ("unit",), "founded_on"
    columns = [
        code_column(),
        Text("团校名称", "name", required=True, example="某某中学团校"),
        Date("成立日期", "founded_on", required=True, past=True, example="2023-05-04",
             fixed="现有团校的成立日期请在团校页面更正"),
        Text("校长姓名", "head_name", required=True, max_length=50),
        Text("校长职务", "head_role", required=True, max_length=50, example="学校党组织书记"),
        Text("成立文号", "founding_document"),
        Text("教室", "classroom"),
    ]  # fmt: skip

    def present(self):
        return LeagueSchool.objects.filter(closed_on__isnull=True)

    def check(self, plan):
        super().check(plan)
        place = self.positions["founded_on"]
        former: dict[str, date] = {}
        for chunk in chunked(plan.prepared["units"]):
            closed = LeagueSchool.objects.filter(unit__code__in=chunk, closed_on__isnull=False).order_by("closed_on")
            former |= dict(closed.values_list("unit__code", "closed_on"))
        for row in plan.rows:
            day, last = row.final(place), former.get(row.values[0])
            if row.current is None and day and last and day < str(last):
                row.refuse(place, f"原团校{last}才撤销，成立日期不能早于它")


@register
class LeagueClassImport(LeagueSchoolRowImport):
    noun, label, model, permission = "league_class", "团课", LeagueClass, "organizations.import_league_class"
    order, key, day = 62, ("unit", "held_on", "topic", "audience"), "held_on"
    beside, derived_fields = ("unit", "topic"), ("league_school", "topic")
    columns = [
        code_column(),
        Date("授课日期", "held_on", required=True, past=True, example="2023-09-20"),
        Text("专题编码", "topic", required=True, synonyms=("专题",), example="A01",
             help="团课专题的编码或名称，见系统中的专题表。"),
        Choice("授课对象", "audience", ClassAudience, required=True, words={"入团积极分子": "before_admission", "团员": "after_admission"}),
        Integer("时长（分钟）", "minutes", required=True, maximum=480, synonyms=("时长", "分钟"), example="90"),
        Text("授课人", "teacher", required=True, max_length=50, synonyms=("教师",)),
        Integer("听课人次", "attendance", required=True, maximum=20_000, synonyms=("人次", "人数")),
        Text("教案与材料", "material", max_length=200),
    ]  # fmt: skip

    def codes(self):
        return (f"{self.owner}__code", "topic__code")

    def prepare(self, plan):
        """A topic may be written by its name, as lists and exports show it."""
        topics = LeagueTopic.objects.order_by("code")
        plan.prepared["topics"] = {topic.code: topic.pk for topic in topics}
        named = {word: topic.code for topic in topics for word in (topic.code, topic.title, str(topic))}
        place = self.positions["topic"]
        for row in plan.rows:
            if row.values[place]:
                word = row.values[place]
                row.values[place] = named.get(word) or named.get(word.upper()) or word

    def check(self, plan):
        super().check(plan)
        topic, minutes = (self.positions[name] for name in ("topic", "minutes"))
        topics = plan.prepared["topics"]
        for row in plan.rows:
            if row.values[topic] and row.sound(topic) and row.values[topic] not in topics:
                row.refuse(topic, f"没有编码为“{row.values[topic]}”的专题，可填：{'、'.join(sorted(topics))}")
            if row.final(minutes) is not None and row.final(minutes) < 10:
                row.refuse(minutes, "一次团课应在10至480分钟之间")

    def derive(self, plan, row: Row) -> tuple:
        return (self.league_school_of(plan, row), plan.prepared["topics"][row.final(self.positions["topic"])])


@register
class LeagueTeacherImport(LeagueSchoolRowImport):
    noun, label, model, permission = "league_teacher", "团校教师", LeagueTeacher, "organizations.import_league_teacher"
    order, key, day = 63, ("unit", "name"), "starts_on"
    columns = [
        code_column(),
        Text("姓名", "name", required=True, max_length=50, synonyms=("教师姓名", "教师"), example="张禾"),
        Text("职务", "role", max_length=50, example="团委书记"),
        Date("到任日期", "starts_on", required=True, past=True, synonyms=("自", "起始日期"), example="2023-09-01",
             fixed="已在名册的教师，到任日期不能通过导入更改"),
    ]  # fmt: skip

    def present(self):
        return LeagueTeacher.objects.filter(ends_on__isnull=True)

    def label_of(self, row):
        return f"{row.final(0)}团校教师{row.final(self.positions['name'])}"
