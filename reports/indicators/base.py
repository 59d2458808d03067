"""How an indicator is declared. The declaration is its documentation: the dictionary page, the caption, the list of
rows, the Excel sheet, the API and the report sentence all come from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import partial

from django.db.models import QuerySet

from league.core.dates import Period
from reports.indicators.settings import SETTINGS, Unset


class Measure(StrEnum):
    """What a number counts. Figures of different measures are never added to or divided by each other."""

    ORGANIZATIONS = "organizations"
    UNITS = "units"
    HOMES = "homes"
    CLASSES = "classes"
    MINUTES = "minutes"
    DOCUMENTS = "documents"
    SEATS = "seats"
    DIVISIONS = "divisions"
    TERMS = "terms"
    ELECTIONS = "elections"
    LEAGUE_SCHOOLS = "league_schools"
    ACTIVITIES = "activities"
    PROGRAMMES = "programmes"
    TEAMS = "teams"
    MEETINGS = "meetings"
    NEEDS = "needs"
    HONOURS = "honours"
    SQUARE_METRES = "square_metres"
    RECORDS = "records"
    PERSONS = "persons"
    PERSON_TIMES = "person_times"
    POSTS = "posts"
    STAFF = "staff"
    YEARS = "years"
    HOURS = "hours"
    COURSES = "courses"
    CONSULTATIONS = "consultations"
    RECOMMENDATIONS = "recommendations"
    PLACEMENTS = "placements"
    APPLICATIONS = "applications"
    OPENINGS = "openings"
    OPEN_SEATS = "open_seats"
    FEN = "fen"
    MEDIA = "media"
    PLAYS = "plays"
    POINTS = "points"


@dataclass(frozen=True)
class Context:
    """The question: the day the state is asked for, the period it belongs to, and the county's rules of that day."""

    on: date
    period: Period
    settings: Mapping[str, str | None] = field(default_factory=dict)

    def number(self, code: str) -> int:
        """A rule's value as a whole number; raise Unset while the county has none."""
        return int(self._value(code))

    def day(self, code: str) -> date:
        """A rule's value as a day; raise Unset while the county has none."""
        return date.fromisoformat(self._value(code))

    def _value(self, code: str) -> str:
        value = self.settings.get(code)
        if not value:
            raise Unset(f"未设定{SETTINGS[code].label}")
        return value


Rows = Callable[[Context], QuerySet]


@dataclass(frozen=True)
class Count:
    """Each row counts one."""


@dataclass(frozen=True)
class Sum:
    """Each row counts the value of a column."""

    column: str


@dataclass(frozen=True)
class Distinct:
    """Rows of equal key count once, at every node anew: the sum over the children may be larger."""

    key: str


@dataclass(frozen=True)
class Family:
    """Indicators that split the same rows by one column are counted together, in one pass over the rows."""

    rows: Rows
    column: str


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What every figure has: a stable code, a Chinese name, its unit, its place in the yearbook and its meaning."""

    code: str
    label: str
    unit: str
    group: str
    definition: str
    chapter: str = "组织架构"
    source: str = ""
    # The clause that forbids to score by the figure; empty when nothing does.
    never_scored: str = ""

    is_share = False

    @property
    def parts(self) -> tuple[str, ...]:
        """Codes of the stored indicators this figure is made of."""
        return (self.code,)

    def shown(self, stored: int) -> int | Decimal:
        """A stored number in the figure's unit."""
        return stored


@dataclass(frozen=True, kw_only=True)
class Indicator(Declaration):
    """A counted figure.

    `rows` answers the rows as of the context's day, in the vocabulary of their own app; each stands once in it.
    `node` is the column (or expression) naming the organisation a row is counted at. `unknown` is the code of the
    indicator whose rows could not be judged: they are in neither the figure nor its denominator, and are shown.
    `settings` names the county's rules that `rows` asks for. `dress` annotates rows kept with a closed snapshot with the
    columns that `value` needs, where the model itself has none.
    """

    rows: Rows
    node: object = "subject_id"
    measure: Measure = Measure.ORGANIZATIONS
    value: Count | Sum | Distinct = Count()
    unknown: str = ""
    settings: tuple[str, ...] = ()
    family: Family | None = None
    member: str = ""
    # Decimal places of the unit in what is stored: 2 for fen, of which the unit is yuan.
    places: int = 0
    dress: Callable[[QuerySet, Context], QuerySet] | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.code, self.unknown) if self.unknown else (self.code,)

    def shown(self, stored: int) -> int | Decimal:
        """Whole where it is whole: 55000, 399.99."""
        whole, rest = divmod(stored, 10**self.places)
        return Decimal(stored).scaleb(-self.places) if rest else whole


@dataclass(frozen=True, kw_only=True)
class Ratio(Declaration):
    """Part by whole in percent: two stored figures of one measure, divided when shown; never stored, never summed."""

    part: str
    whole: str
    unknown: str = ""
    unit: str = "%"
    decimals: int = 2

    is_share = True
    scale = 100

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.part, self.whole, self.unknown)))

    def divide(self, part: int, whole: int) -> Decimal | None:
        """The quotient rounded half up; None when the whole is empty."""
        if not whole:
            return None
        places = Decimal(1).scaleb(-self.decimals)
        return (Decimal(part * self.scale) / whole).quantize(places, ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True)
class Average(Ratio):
    """Sum by count, recomputed at every node from both; an average is never averaged."""

    decimals: int = 1

    is_share = False
    scale = 1


@dataclass(frozen=True, kw_only=True)
class PointAverage(Average):
    """The same of points, which are stored in hundredths."""

    decimals: int = 2

    scale = Decimal("0.01")


@dataclass(frozen=True)
class Step:
    """One step of a funnel: what got this far, the list of those that did not, and the share of the first step."""

    code: str
    label: str
    gap: str = ""
    share: str = ""


@dataclass(frozen=True)
class Funnel:
    """Figures of which each is contained in the one before."""

    code: str
    label: str
    steps: tuple[Step, ...]


def breakdown(
    prefix: str, *, rows: Rows, column: str, choices, definition: str, named: str = "", **common
) -> list[Indicator]:
    """One indicator for each choice of a column: ``org.kind.branch``. `definition` has a gap ``{label}``; `named` goes
    before a label that says too little by itself."""
    family = Family(rows, column)
    return [
        Indicator(
            code=f"{prefix}.{value}",
            label=f"{named}{label}",
            definition=definition.format(label=label),
            rows=partial(_members, family, value),
            family=family,
            member=value,
            **common,
        )
        for value, label in choices
    ]


def _members(family: Family, value: str, context: Context) -> QuerySet:
    return family.rows(context).filter(**{family.column: value})
