"""The secretaries of villages and communities: at the end of the article's year 491 sit, 254 of them born in the
nineties, 276 with college, 319 in the village's bodies. The article's 57 % does not follow from 276 of 491."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.demo.people import BACHELOR, COLLEGE, JUNIOR, MASSES, MEMBER, PARTY, SENIOR, Crowd, Human, keeper, marks
from reports.demo.records import ARTICLE_DAY
from reports.demo.terms import Story, is_village

NINETIES, WITH_COLLEGE, SEATED = 254, 276, 319
# By their place among the villages: who left before the term was over, who was followed at once, whose seat nobody told.
LEFT, FOLLOWED, UNTOLD = (7, 133, 288), (41, 202, 367), (19, 90, 261, 430)
LEFT_ON, FOLLOWED_ON = date(2026, 4, 20), date(2025, 6, 16)


@dataclass(frozen=True)
class Kind:
    """What the article's numbers ask of the one who sits at the end of its year."""

    nineties: bool
    college: bool
    seated: bool


def tell_secretaries(crowd: Crowd, stories: list[Story]) -> None:
    """A secretary for every term of every village; half of them are elected again."""
    villages = [story for story in stories if is_village(story.organization) and story.terms]
    sitting = [story for story in villages if sits(story)]
    flags = [marks(crowd.chance, len(sitting), wanted) for wanted in (NINETIES, WITH_COLLEGE, SEATED)]
    kinds = {id(story): Kind(*told) for story, *told in zip(sitting, *flags, strict=True)}
    for place, story in enumerate(villages):
        _serve_terms(crowd, place, story, kinds.get(id(story)))


def sits(story: Story) -> bool:
    """Whether a term runs at the end of the article's year, in a branch that still stands."""
    gone = story.organization.dissolved_on
    return story.terms[0][1] <= ARTICLE_DAY and (gone is None or gone > ARTICLE_DAY)


def _serve_terms(crowd: Crowd, place: int, story: Story, kind: Kind | None) -> None:
    days = [day for _, day in story.terms]
    of_article = max((number for number, day in enumerate(days) if day <= ARTICLE_DAY), default=0)
    humans: dict[int, Human] = {of_article: _invent(crowd, story, kind)}
    for number in (*range(of_article - 1, -1, -1), *range(of_article + 1, len(days))):
        neighbour = number + 1 if number < of_article else number - 1
        again = crowd.chance.between(0, 1)
        humans[number] = humans[neighbour] if again else _invent(crowd, story, None, later=number > of_article)
    seats = {number: _seat(crowd, place, kind, number == of_article) for number in humans}
    for number, day in enumerate(days):
        end = days[number + 1] if number + 1 < len(days) else story.organization.dissolved_on
        _serve(crowd, place, story, humans[number], day, end, seats[number])


def _serve(crowd: Crowd, place: int, story: Story, human: Human, begun: date, end: date | None, seat: str) -> None:
    code = story.organization.code
    facts = {"village_seat": seat, "selection": "election"}
    last = end is None
    if last and place in LEFT and begun < LEFT_ON:
        crowd.serve(human, code, "secretary", "part_time", begun, LEFT_ON, ending="resignation", **facts)
    elif last and place in FOLLOWED and begun < FOLLOWED_ON:
        crowd.serve(human, code, "secretary", "part_time", begun, FOLLOWED_ON, ending="transfer", **facts)
        heir = crowd.invent(keeper(story.organization), born=(1994, 2002), education=BACHELOR, political_status=PARTY)
        crowd.serve(heir, code, "secretary", "part_time", FOLLOWED_ON, village_seat="party", selection="appointment")
    else:
        ending = {"ending": "term"} if end is not None else {}
        crowd.serve(human, code, "secretary", "part_time", begun, end, **facts, **ending)


def _invent(crowd: Crowd, story: Story, kind: Kind | None, *, later: bool = False) -> Human:
    chance = crowd.chance
    if kind is None:
        born = (1992, 2003) if later else (1978, 1994)
        kind = Kind(False, chance.between(1, 10) <= (8 if later else 4), False)
    elif kind.nineties:
        born = (1990, 1999)
    else:
        born = (1979, 1989) if chance.between(1, 8) < 7 else (2000, 2003)
    high = chance.pick((COLLEGE, COLLEGE, BACHELOR)) if kind.college else chance.pick((SENIOR, SENIOR, JUNIOR))
    status = PARTY if chance.between(1, 10) <= 6 else MEMBER if born[0] >= 1996 else MASSES
    return crowd.invent(keeper(story.organization), born=born, education=high, political_status=status)


def _seat(crowd: Crowd, place: int, kind: Kind | None, of_article: bool) -> str:
    if of_article and kind is not None:
        return crowd.chance.pick(("party", "committee", "both")) if kind.seated else "none"
    if place in UNTOLD:
        return "unknown"
    return crowd.chance.pick(("party", "committee", "none"))
