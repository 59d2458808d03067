"""Policy documents, seats, joint surveys and inclusions from workbooks: one row is one of them."""

from __future__ import annotations

from django.db.models import Q

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


def code_column(what: str) -> Code:
    """The organisation a row is about."""
    return Code(
        "团组织编码", "organization", required=True, synonyms=("编码", "组织编码", "适用范围编码"), example="430421",
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
        meant: dict[str, dict[int, str]] = {}
        for chunk in chunked({row.values[position] for row in open_rows}):
            visible = PolicyDocument.objects.filter(plan.context.scope.q("organization__path"))
            for half in (Q(title__in=chunk), Q(number__in=chunk)):
                for pk, title, number in visible.filter(half).order_by("pk").values_list("pk", "title", "number"):
                    for word in {title, number} & set(chunk):
                        meant.setdefault(word, {})[pk] = title
        found = plan.prepared["documents"] = {}
        for row in open_rows:
            word = row.values[position]
            documents = meant.get(word, {})
            if row.current is not None and row.current.values[position] == word:
                continue
            if len(documents) == 1:
                (pk, title), *_ = documents.items()
                row.values[position] = title
                found[row.number, row.sheet] = pk
            elif documents:
                row.refuse(position, f"有{len(documents)}份文件都叫“{word}”，请填文号")
            else:
                row.refuse(position, f"没有登记过标题或文号为“{word}”的政策文件，请先登记该文件")

    def _enter_today(self, plan) -> None:
        position = self.positions["entered_on"]
        for row in plan.rows:
            if row.values[position] == "":
                row.refuse(position, "入册日期不能清空")
            elif row.current is None and row.values[position] is None and row.sound(position):
                row.values[position] = plan.context.on.isoformat()

    def document_of(self, plan, row: Row) -> int | None:
        """Primary key of the document after the import."""
        position = self.positions["document"]
        if (row.number, row.sheet) in plan.prepared["documents"]:
            return plan.prepared["documents"][row.number, row.sheet]
        if row.current is None or row.values[position] == "":
            return None
        return self.model.objects.values_list("document", flat=True).get(pk=row.pk)

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
    order, key, day = 71, ("organization", "body", "held_by"), "starts_on"
    columns = [
        code_column("席位所属的团组织编码。"),
        Text("领导机构", "body", required=True, example="县委党的建设工作领导小组"),
        Text("成员身份", "role", required=True, max_length=50, example="成员"),
        Text("担任职务", "held_by", required=True, max_length=50, help="写职务，不写姓名。", example="团县委书记"),
        Date("自", "starts_on", past=True, synonyms=("开始日期", "任职日期")),
        Date("入册日期", "entered_on", **ENTERED),
        document_column("依据文件"),
    ]

    def present(self):
        return BodySeat.objects.filter(ends_on__isnull=True)


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
