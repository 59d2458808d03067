"""Policy documents, seats, joint surveys and inclusions from workbooks: one row is one of them."""

from __future__ import annotations

from league.core.importing.columns import Choice, Code, Date, Decimal, Integer, Text
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row
from organizations.enums import DocumentKind, Inclusion
from organizations.imports.owned import OwnedRowImport
from organizations.imports.places import OrganizationLookup
from organizations.models import BodySeat, JointSurvey, PartyInclusion, PolicyDocument

ENTERED = {
    "past": True,
    "synonyms": ("登记日期",),
    "help": "不填的为导入当天；没有填写日期的行，自入册日期起计入统计。",
}


def code_column(what: str, name: str = "organization") -> Code:
    """The organisation a row is about."""
    return Code(
        "团组织编码", name, required=True, synonyms=("编码", "组织编码", "适用范围编码"), example="430421",
        help=what,
    )  # fmt: skip


def document_column(label: str) -> Text:
    """The document a row rests on."""
    return Text(
        label, "document", max_length=200, synonyms=("依据文件", "佐证文件", "文件"),
        help="填已登记的政策文件的标题或文号。",
    )  # fmt: skip


class MechanismImport(OwnedRowImport):
    """Rows about an organisation; `day` is the column whose day must lie in its life."""

    owner, day = "organization", ""
    beside = derived_fields = ("organization", "document")
    followed_fields = ("document",)
    grouped_by = "乡镇（系统）"

    def codes(self):
        return ("organization__code", "document__title")

    def check(self, plan):
        lookup = OrganizationLookup(plan.context)
        found = plan.prepared["organizations"] = lookup.by_code(
            {row.values[0] for row in plan.rows if row.values[0] and row.sound(0)}
        )
        for row in plan.rows:
            if not row.values[0] or not row.sound(0):
                continue
            organization = found.get(row.values[0])
            if organization is None:
                row.refuse(0, lookup.unknown(row.values[0]))
                continue
            row.path = organization.path
            self._check_life(row, organization)
        if "document" in self.positions:
            self._find_documents(plan)
        if "entered_on" in self.positions:
            self._enter_today(plan)

    def _check_life(self, row: Row, organization) -> None:
        position = self.positions.get(self.day)
        _, founded_on, dissolved_on, *_ = organization.facts
        day = row.final(position) if position is not None else None
        if day and founded_on and day < str(founded_on):
            row.refuse(position, f"“{organization.label}”{founded_on}才成立，日期不能早于它")
        if day and dissolved_on and day >= str(dissolved_on):
            row.refuse(position, f"“{organization.label}”已于{dissolved_on}撤销，日期必须早于它")

    def _find_documents(self, plan) -> None:
        """A title or number inside the scope; where several have it, none is meant."""
        position = self.positions["document"]
        open_rows = [row for row in plan.rows if row.values[position] and row.sound(position)]
        for row in open_rows:
            row.values[position] = row.values[position].removeprefix("《").removesuffix("》")
        meant = self._meant(plan, {row.values[position] for row in open_rows})
        present = plan.prepared["present documents"] = {}
        for chunk in chunked(row.current.pk for row in plan.rows if row.current is not None):
            present |= dict(self.model.objects.filter(pk__in=chunk).order_by().values_list("pk", "document"))
        found = plan.prepared["documents"] = {}
        for row in open_rows:
            word = row.values[position]
            documents = meant.get(word, set())
            own = present.get(row.current.pk) if row.current is not None else None
            if own is not None and (row.current.values[position] == word or documents == {own}):
                row.values[position] = row.current.values[position]
            elif len(documents) == 1:
                found[word] = next(iter(documents))
            elif documents:
                row.refuse(position, f"有{len(documents)}份文件都叫“{word}”，请填文号")
            else:
                row.refuse(position, f"没有登记过标题或文号为“{word}”的政策文件，请先登记该文件")

    def _meant(self, plan, words: set[str]) -> dict[str, set[int]]:
        """Primary keys of the documents inside the scope by title and by number."""
        meant: dict[str, set[int]] = {}
        for chunk in chunked(words):
            visible = PolicyDocument.objects.filter(plan.context.scope.q("organization__path")).order_by()
            for field in ("title", "number"):
                for word, pk in visible.filter(**{f"{field}__in": chunk}).values_list(field, "pk"):
                    meant.setdefault(word, set()).add(pk)
        return meant

    def _enter_today(self, plan) -> None:
        position = self.positions["entered_on"]
        for row in plan.rows:
            if row.values[position] == "":
                row.refuse(position, "入册日期不能清空")
            elif row.current is None and row.values[position] is None and row.sound(position):
                row.values[position] = plan.context.on.isoformat()

    def document_of(self, plan, row: Row) -> int | None:
        """Primary key of the document after the import."""
        word = row.values[self.positions["document"]]
        if word in plan.prepared["documents"] and (row.current is None or row.changes(self.positions["document"])):
            return plan.prepared["documents"][word]
        return plan.prepared["present documents"].get(row.pk) if word != "" else None

    def derive(self, plan, row: Row) -> tuple:
        return (plan.prepared["organizations"][row.final(0)].pk, *self.follow(plan, row))

    def follow(self, plan, row: Row) -> tuple:
        return (self.document_of(plan, row),)

    def label_of(self, row: Row) -> str:
        return " ".join(str(row.final(self.positions[name])) for name in self.key[1:])


@register
class PolicyDocumentImport(MechanismImport):
    noun, label, model = "policy_document", "政策文件", PolicyDocument
    permission = "organizations.import_policy_document"
    order, key = 70, ("organization", "title")
    beside = derived_fields = ("organization",)
    followed_fields = ()
    columns = [
        code_column("文件适用范围的团组织编码；适用全县的填县级团委的编码。"),
        Text("标题", "title", required=True, max_length=200, synonyms=("文件标题", "文件名称"), width=40),
        Text("发文单位", "issuers", required=True, max_length=200, example="中共衡阳县委组织部、共青团衡阳县委员会"),
        Choice("类别", "kind", DocumentKind, required=True),
        Text("文号", "number", synonyms=("文件号", "发文字号")),
        Date("发文日期", "issued_on", past=True, synonyms=("印发日期",), example="2023-05-04"),
        Date("入册日期", "entered_on", **ENTERED),
        Text("备注", "note", max_length=200),
    ]

    def codes(self):
        return ("organization__code",)

    def follow(self, plan, row):
        return ()


@register
class BodySeatImport(MechanismImport):
    noun, label, model, permission = "body_seat", "领导机构席位", BodySeat, "organizations.import_body_seat"
    order, key, day = 71, ("organization", "body", "held_by", "starts_on"), "starts_on"
    columns = [
        code_column("席位所属的团组织编码。"),
        Text("领导机构", "body", required=True, example="县委党的建设工作领导小组"),
        Text("成员身份", "role", required=True, max_length=50, example="成员"),
        Text("担任职务", "held_by", required=True, max_length=50, help="写职务，不写姓名。", example="团县委书记"),
        Date("自", "starts_on", past=True, synonyms=("开始日期", "任职日期")),
        Date("至（不含）", "ends_on", past=True, synonyms=("结束日期",), help="只用于补录已结束的席位。",
             fixed="现有席位的结束请在该席位的页面办理（须有事由）"),
        Date("入册日期", "entered_on", **ENTERED),
        document_column("依据文件"),
    ]  # fmt: skip

    def check(self, plan):
        super().check(plan)
        starts, ends = self.positions["starts_on"], self.positions["ends_on"]
        held = {}
        for chunk in chunked(row.values[0] for row in plan.rows if row.values[0]):
            seats = BodySeat.objects.filter(organization__code__in=chunk, ends_on__isnull=True).order_by("pk")
            held |= {(code, body, post): day for code, body, post, day in
                     seats.values_list("organization__code", "body", "held_by", "starts_on")}  # fmt: skip
        for row in plan.rows:
            first, last = row.final(starts), row.final(ends)
            if first and last and last <= first:
                row.refuse(ends if row.current is None else starts, "结束日期必须晚于开始日期")
            if row.key is not None and row.current is None and not last and row.key[:3] in held:
                since = held[row.key[:3]] or "不详的日期"
                row.refuse(starts, f"该职务自{since}起已登记在这一领导机构中；开始日期有误的，请在该席位的页面更正")


@register
class JointSurveyImport(MechanismImport):
    noun, label, model, permission = "joint_survey", "联合调研", JointSurvey, "organizations.import_joint_survey"
    order, key, day = 72, ("organization", "held_on", "organizers"), "held_on"
    columns = [
        code_column("调研范围的团组织编码。"),
        Date("调研日期", "held_on", required=True, past=True, example="2023-06-01"),
        Text("组织单位", "organizers", required=True, max_length=200, example="县委组织部、团县委"),
        Text("走访单位", "visited", required=True, max_length=500),
        Text("调研发现", "findings", max_length=2000, width=40),
        document_column("依据文件"),
    ]


@register
class PartyInclusionImport(MechanismImport):
    noun, label, model, permission = (
        "party_inclusion",
        "纳入党建",
        PartyInclusion,
        "organizations.import_party_inclusion",
    )
    order, key = 74, ("organization", "year")
    columns = [
        code_column("登记的是哪个团组织的情况。"),
        Integer("年度", "year", required=True, maximum=2199, example="2023"),
        Choice("党委工作计划", "in_plan", Inclusion, default=Inclusion.UNKNOWN, words={"是": "yes", "否": "no"}),
        Choice("党委年度考核", "in_assessment", Inclusion, default=Inclusion.UNKNOWN, words={"是": "yes", "否": "no"}),
        Decimal("考核分值", "weight"),
        Decimal("团建得分", "score"),
        document_column("佐证文件"),
    ]  # fmt: skip

    def check(self, plan):
        super().check(plan)
        year, weight, score = (self.positions[name] for name in ("year", "weight", "score"))
        for row in plan.rows:
            stated = row.final(year)
            if stated is not None and not 1949 <= stated <= plan.context.on.year:
                row.refuse(year, "年度应为四位年份，且不晚于今年")
            most, got = row.final(weight), row.final(score)
            if most and got and float(got) > float(most):
                row.refuse(score, f"得分{got}不能高于分值{most}")
