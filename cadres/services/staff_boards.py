"""力量构成: who works at a committee on a day, each person in one category, and what was said in public beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.enums import StaffCategory
from cadres.models import DeclaredStaff, Post
from organizations.models import Organization


@dataclass(frozen=True)
class Part:
    """One category with the posts that make it, one for each person."""

    category: StaffCategory
    posts: list[Post]

    @property
    def number(self) -> int:
        """Persons."""
        return len(self.posts)


@dataclass(frozen=True)
class Board:
    """Who works there on a day. `declared` is the number said in public on that day, or the last one before it."""

    organization: Organization
    on: date
    parts: list[Part]
    declared: DeclaredStaff | None

    @property
    def total(self) -> int:
        """Persons on record, of whatever category."""
        return sum(part.number for part in self.parts)

    @property
    def explained(self) -> int:
        """Persons whose category is known."""
        return sum(part.number for part in self.parts if part.category != StaffCategory.UNKNOWN)

    @property
    def unrecorded(self) -> int | None:
        """Declared but not on record (negative when more are on record); None without a declaration."""
        return None if self.declared is None else self.declared.number - self.total

    def number(self, category: StaffCategory) -> int:
        """Persons of one category."""
        return next((part.number for part in self.parts if part.category == category), 0)

    @property
    def sum_sentence(self) -> str:
        """2 + 3 + 2 + 4 = 11，另有3人类别不详，合计14人."""
        known = [str(part.number) for part in self.parts if part.category != StaffCategory.UNKNOWN and part.number]
        unknown = self.number(StaffCategory.UNKNOWN)
        text = f"{' + '.join(known)} = {self.explained}" if len(known) > 1 else f"{self.explained}"
        return f"{text}，另有{unknown}人类别不详，合计{self.total}人" if unknown else f"{text}，合计{self.total}人"


def staff_board(organization: Organization, *, on: date) -> Board:
    """The board of that day; a person with several posts there stands once, under the first category that fits."""
    held = Post.objects.held(on=on).filter(organization=organization)
    rows = held.select_related("person", "organization", "workplace").with_rank().with_category()
    first: dict[int, Post] = {}
    for post in rows.order_by("rank", "starts_on", "pk"):
        if post.person_id not in first or post.category_place < first[post.person_id].category_place:
            first[post.person_id] = post
    parts = [
        Part(category, [post for post in first.values() if post.category == category]) for category in StaffCategory
    ]
    said = DeclaredStaff.objects.filter(organization=organization, declared_on__lte=on)
    return Board(organization, on, parts, said.order_by("-declared_on").first())


@dataclass(frozen=True)
class Step:
    """One category on two days: who is there on the later one, who of them is new, and who has gone."""

    category: StaffCategory
    before: int
    after: int
    posts: list[Post]
    came: list[Post]
    gone: list[Post]

    @property
    def change(self) -> str:
        """+2, -1 or 0."""
        return f"{self.after - self.before:+d}" if self.after != self.before else "0"


def compare(earlier: Board, later: Board) -> list[Step]:
    """Category by category: the numbers of both days and the persons that make the difference."""
    steps = []
    for one, other in zip(earlier.parts, later.parts, strict=True):
        before, after = ({post.person_id for post in part.posts} for part in (one, other))
        came = [post for post in other.posts if post.person_id not in before]
        gone = [post for post in one.posts if post.person_id not in after]
        steps.append(Step(one.category, one.number, other.number, other.posts, came, gone))
    return steps
