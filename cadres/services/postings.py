"""What every change of posts shares: the checks, and a notebook of what was opened and ended for the way back.

Whoever calls `Posting.open` or `Posting.end` holds `lock_nodes` for the posts' organisations.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError

from cadres.enums import PostChangeKind, PostTitle, VillageSeat
from cadres.models import Establishment, Post, PostChange
from cadres.services.consultations import follow_post, post_warning
from league.core.audit import record
from organizations.models import Organization
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes

# What a post says besides whose it is and where.
FIELDS = (
    "title", "duty", "mode", "selection", "staffing", "workplace", "starts_on", "ends_on", "village_seat",
    "village_role", "is_student_deputy", "student_school", "document", "remark", "source",
)  # fmt: skip
ENDING = ("ends_on", "ending", "ending_document")


def stretch(post: Post) -> str:
    """自2023年3月1日起, 2021年1月1日至2023年3月1日."""
    if post.ends_on is None:
        return f"自{chinese_date(post.starts_on)}起"
    return f"{chinese_date(post.starts_on)}至{chinese_date(post.ends_on)}"


def post_refusals(post: Post, *, leaving: Post | None = None) -> dict[str, list[str]]:
    """Why the post cannot stand, by field: the organisation's life, another secretary, the same post held twice.
    `leaving` ends where the post begins."""
    found: dict[str, list[str]] = {}
    organization, last = post.organization, post.ends_on
    if last is not None and last <= post.starts_on:
        found["ends_on"] = ["任职止必须晚于任职起。"]
        return found
    if organization.founded_on and post.starts_on < organization.founded_on:
        found["starts_on"] = [f"“{organization}”{chinese_date(organization.founded_on)}才成立，任职不能早于它。"]
    gone = organization.dissolved_on
    if gone and post.starts_on >= gone:
        found["starts_on"] = [f"“{organization}”已于{chinese_date(gone)}撤销。"]
    elif gone and (last is None or last > gone):
        found["ends_on"] = [f"“{organization}”已于{chinese_date(gone)}撤销，任职止不能晚于它。"]
    others = Post.objects.filter(organization=organization)
    others = others.exclude(pk__in=[each.pk for each in (post, leaving) if each and each.pk])
    others = others.overlapping(post.starts_on, last).select_related("person", "organization").order_by("starts_on")
    same = others.filter(person=post.person, title=post.title).first()
    if same:
        found.setdefault("starts_on", []).append(
            f"{post.person}{stretch(same)}已任“{organization}”{same.title_label}，不能重复任职。"
        )
    elif post.title == PostTitle.SECRETARY and (sitting := others.secretaries().first()):
        found.setdefault("starts_on", []).append(
            f"“{organization}”{stretch(sitting)}由{sitting.person}任书记，同一天只能有一名书记。"
            "请先办理其离任，或者用“书记交接”。"
        )
    return found


def check_post(post: Post) -> None:
    """Raise ValidationError for a post that cannot stand."""
    if post.person.merged_into_id:
        raise ValidationError(f"{post.person}的档案已并入另一份档案，请选择现行的那一份。")
    if refusals := post_refusals(post):
        raise ValidationError(refusals)
    post.full_clean()


def post_warnings(post: Post, *, leaving: Post | None = None) -> list[str]:
    """What deserves a look before the post is opened; `leaving` ends with it."""
    found = []
    held = Post.objects.filter(person=post.person).overlapping(post.starts_on, post.ends_on)
    held = held.exclude(pk__in=[each.pk for each in (post, leaving) if each and each.pk])
    others = [f"“{each.place}”" for each in held.select_related("organization").order_by("starts_on")[:5]]
    if others:
        found.append(f"{post.person}同时担任{'、'.join(others)}。")
    age = post.person.age_on(post.starts_on)
    if age is not None and not 14 <= age < 60:
        found.append(f"{post.person}到任时{age}周岁，请核对出生日期和任职日期。")
    unit = post.organization.unit
    in_village = unit is not None and unit.kind in ("village", "community")
    if in_village and post.title == PostTitle.SECRETARY and post.village_seat == VillageSeat.UNKNOWN:
        found.append("没有写明是否进村（社区）两委，统计时列为不详，不算未进。")
    if not post.document and post.title in PostTitle.committee:
        found.append("没有任职文号，请在收到文件后补录。")
    found += filter(None, [post_warning(post)])
    return found + establishment_warnings(post, leaving=leaving)


def establishment_warnings(post: Post, *, leaving: Post | None = None) -> list[str]:
    """Whether the post would stand above the approved number of its kind; silent where nothing was approved."""
    rows = Establishment.objects.in_force(on=post.starts_on).filter(
        organization=post.organization, kind=post.staffing, workplace=post.workplace_id
    )
    approved = rows.values_list("number", flat=True).first()
    if approved is None:
        return []
    held = Post.objects.held(on=post.starts_on).filter(
        organization=post.organization, staffing=post.staffing, workplace=post.workplace_id
    )
    actual = held.exclude(pk__in=[each.pk for each in (post, leaving) if each and each.pk]).count() + 1
    if actual <= approved:
        return []
    return [f"{post.get_staffing_display()}核定{approved}名，任职后实有{actual}名，超出{actual - approved}名。"]


@dataclass
class Posting:
    """One change of posts under way."""

    kind: PostChangeKind
    organization: Organization
    on: date
    reason: str = ""
    document: str = ""
    actor: Any = None
    batch: UUID = field(default_factory=uuid4)
    effects: dict[str, list] = field(default_factory=lambda: {"opened": [], "ended": [], "grants": [], "cases": []})

    def open(self, post: Post) -> Post:
        """Write a new post and say so in the log."""
        post.org_path = post.organization.path
        check_post(post)
        post.save(force_insert=True)
        self.effects["opened"].append([post.pk, post.revision])
        record(
            self.actor, "post.opened", post, after=describe(post, FIELDS), reason=self.reason,
            document=post.document or self.document, batch=self.batch, on=chinese_date(post.starts_on),
        )  # fmt: skip
        follow_post(post, actor=self.actor)
        return post

    def end(self, post: Post, *, ending: str, document: str | None = None) -> Post:
        """End a post on the day of the change, the first on which it is no longer held."""
        if post.starts_on >= self.on:
            raise ValidationError(
                f"{post}{chinese_date(post.starts_on)}才到任，离任日期必须晚于它；登记有误的请更正或删去误登。"
            )
        former = {name: getattr(post, name) for name in ENDING}
        before = describe(post, ENDING)
        post.ends_on, post.ending = self.on, ending
        post.ending_document = self.document if document is None else document
        post.revision += 1
        post.full_clean()
        post.save()
        self.effects["ended"].append([post.pk, post.revision, former])
        record(
            self.actor, "post.ended", post, before=before, after=describe(post, ENDING), reason=self.reason,
            document=post.ending_document, batch=self.batch, on=chinese_date(self.on),
        )  # fmt: skip
        return post

    def keep(self, summary: str) -> PostChange:
        """Keep what was done, for the list of appointments and for taking it back."""
        enqueue_refresh()
        return PostChange.objects.create(
            kind=self.kind, organization=self.organization, org_path=self.organization.path, summary=summary[:300],
            effective_on=self.on, reason=self.reason, document=self.document, effects=self.effects, batch=self.batch,
        )  # fmt: skip


def lock_post(post: Post) -> Post:
    """The post fresh with its organisation, after the organisation's turn in the tree."""
    (organization,) = lock_nodes(post.organization)
    rows = Post.objects.select_for_update(of=("self",)).select_related("person", "workplace")
    fresh = rows.get(pk=post.pk)
    fresh.organization = organization
    return fresh
