"""Works and coverage from workbooks, and the readings of their plays."""

from __future__ import annotations

from hashlib import sha256

from django.core.exceptions import ValidationError

from activities.enums import MediaKind, MediaLevel
from activities.imports.running_codes import PROVISIONAL, RunningCode, give_codes, is_provisional
from activities.models import MediaItem, MediaReading
from league.core.importing.columns import Choice, Code, Date, Integer, Reference, Text
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from league.core.pinyin import search_key
from organizations.imports.owned import OwnedRowImport
from organizations.imports.places import OrganizationLookup, Townships
from organizations.imports.units import lock_roots
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh

SAME = ("title", "outlet", "published_on")


def web_address(text: str) -> None:
    """A URL as the model keeps it."""
    try:
        MediaItem._meta.get_field("url").run_validators(text)
    except ValidationError:
        raise ValidationError("网址不完整，应以http://或https://开头。") from None


@register
class MediaItemImport(ModelImporter):
    noun, label, model, permission = "media_item", "宣传条目", MediaItem, "activities.import_media_item"
    order, leading = 121, "title"
    derived_fields = ("org_path", "search_key")
    followed_fields = ("search_key",)
    columns = [
        RunningCode("宣传编码", "code", validators=[CODE], synonyms=("编码",), example="XC2023-00001",
                    help="新条目留空，由系统编号；留空的行按标题、刊播媒体和发布日期辨认。"),
        Text("标题", "title", required=True, max_length=200, synonyms=("作品名称", "名称"), width=40),
        Choice("宣传类别", "kind", MediaKind, required=True, synonyms=("类别",), words={"作品": "work", "报道": "coverage"}),
        Reference("报送团组织编码", "organization", OrganizationLookup, required=True,
                  synonyms=("报送团组织", "报送单位"), fixed="报送团组织登记后不变", example="430421"),
        Text("平台", "platform", required=True, max_length=50, synonyms=("发布平台",), example="学习强国"),
        Text("刊播媒体（账号）", "outlet", required=True, synonyms=("媒体", "刊播媒体", "账号")),
        Choice("刊播级别", "level", MediaLevel, required=True, synonyms=("级别",), words={"国家级": "national"}),
        Date("发布日期", "published_on", required=True, past=True, synonyms=("刊播日期", "日期"), example="2023-05-04"),
        Text("网址", "url", max_length=500, synonyms=("链接",), validators=[web_address]),
        Text("备注", "note", max_length=200),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)

    def prepare(self, plan):
        """A row without a code gets that of the item it means, or a key that tells new rows from each other."""
        code, *same = (self.positions[name] for name in ("code", *SAME))
        asked = [row for row in plan.rows if row.sound(code) and is_provisional(row.values[code])]
        known: dict[tuple, list[str]] = {}
        for chunk in chunked({row.values[same[0]] for row in asked if row.values[same[0]]}):
            rows = MediaItem.objects.filter(plan.context.scope.q("org_path"), title__in=chunk).order_by("code")
            for title, outlet, day, found in rows.values_list(*SAME, "code"):
                known.setdefault((title, outlet, day.isoformat()), []).append(found)
        for row in asked:
            said = tuple(row.values[position] for position in same)
            codes = known.get(said, []) if all(row.sound(position) for position in same) else []
            if len(codes) > 1:
                row.refuse(code, f"该媒体当天有{len(codes)}条同名的，请填宣传编码：{'、'.join(codes)}")
            row.values[code] = codes[0] if codes else f"{PROVISIONAL}{sha256(repr(said).encode()).hexdigest()[:24]}"

    def current(self, context, keys):
        return super().current(context, {key for key in keys if not is_provisional(key)})

    def check(self, plan):
        owner, day = self.positions["organization"], self.positions["published_on"]
        for row in plan.rows:
            found = plan.found["organization"].get(row.values[owner]) if row.sound(owner) else None
            if found is None or row.current is not None or not row.final(day):
                continue
            _, founded_on, dissolved_on, *_ = found.facts
            if founded_on and row.final(day) < str(founded_on):
                row.refuse(day, f"“{found.label}”{founded_on}才成立，发布日期不能早于它")
            if dissolved_on and row.final(day) >= str(dissolved_on):
                row.refuse(day, f"“{found.label}”已于{dissolved_on}撤销，发布日期必须早于它")

    def label_of(self, row: Row) -> str:
        return row.final(self.positions["title"])

    def path_of(self, plan, row: Row) -> str:
        if row.current is not None:
            return row.current.path
        found = plan.found["organization"].get(row.values[self.positions["organization"]])
        return found.path if found else ""

    def derive(self, plan, row: Row) -> tuple:
        return (self.path_of(plan, row), *self.follow(plan, row))

    def follow(self, plan, row: Row) -> tuple:
        return (search_key(*(row.final(self.positions[name]) for name in SAME[:2])),)

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(self.path_of(plan, row)):
                yield row, *place

    def write(self, plan, new, changed, *, batch, actor):
        code, day = self.positions["code"], self.positions["published_on"]
        give_codes(new, MediaItem, "XC", code=code, day=day)
        return super().write(plan, new, changed, batch=batch, actor=actor)

    def written(self):
        enqueue_refresh()


@register
class MediaReadingImport(OwnedRowImport):
    noun, label, model, permission = "media_reading", "播放量读数", MediaReading, "activities.import_media_reading"
    order, key = 122, ("item", "read_on")
    owner = "item"
    beside = derived_fields = ("item",)
    columns = [
        Code("宣传编码", "item", required=True, synonyms=("编码",), example="XC2023-00001"),
        Date("读数日期", "read_on", required=True, past=True, synonyms=("日期", "统计日期"), example="2023-06-30"),
        Integer("播放量（次）", "plays", required=True, maximum=10**12, synonyms=("播放量", "阅读量", "次数")),
        Text("读数来源", "source", synonyms=("来源",), example="平台页面显示"),
    ]  # fmt: skip

    def check(self, plan):
        codes = {row.values[0] for row in plan.rows if row.values[0] and row.sound(0)}
        found = plan.prepared["items"] = {}
        for chunk in chunked(codes):
            rows = MediaItem.objects.filter(plan.context.scope.q("org_path"), code__in=chunk).order_by()
            found |= {code: facts for code, *facts in rows.values_list("code", "pk", "org_path", "published_on")}
        for row in plan.rows:
            if not row.values[0] or not row.sound(0):
                continue
            if row.values[0] not in found:
                row.refuse(0, f"您的管理范围内没有编码为“{row.values[0]}”的宣传条目，请核对")
                continue
            _, row.path, published_on = found[row.values[0]]
            day = row.final(self.positions["read_on"])
            if day and day < str(published_on):
                row.refuse(self.positions["read_on"], f"该条目{published_on}才发布，读数日期不能早于它")

    def derive(self, plan, row: Row) -> tuple:
        return (plan.prepared["items"][row.final(0)][0],)

    def label_of(self, row: Row) -> str:
        return f"{row.final(0)} {row.final(self.positions['read_on'])}读数"
