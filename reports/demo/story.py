"""The county's rows, from the first committee to the last head-count."""

from __future__ import annotations

from datetime import date

from reports.demo.committees import add_committees
from reports.demo.counts import count_all
from reports.demo.joint import add_floating_branches, add_joint_branches
from reports.demo.naming import Chance, CreditCodes, number_documents
from reports.demo.organs import add_organs
from reports.demo.records import County, HeadCount
from reports.demo.schools import add_schools
from reports.demo.social import SocialField
from reports.demo.villages import add_villages


def tell(*, on: date) -> tuple[County, list[HeadCount]]:
    """The county as it is known on that day: the same seed and the same day give the same rows."""
    chance, credit_codes, county = Chance(), CreditCodes(), County()
    add_committees(county, chance)
    add_villages(county, chance)
    add_schools(county, chance, credit_codes)
    add_organs(county, chance, credit_codes)
    social = SocialField(county, chance, credit_codes)
    social.add_all()
    add_joint_branches(social)
    add_floating_branches(social)
    number_documents([*county.committees, *county.organizations])
    counts = list(count_all(county, chance, on=on))
    forget_future(county, on=on)
    return county, counts


def forget_future(county: County, *, on: date) -> None:
    """On a day before the story's end nobody knows yet what will be founded or dissolved."""
    county.organizations = [row for row in county.organizations if row.founded_on <= on]
    county.units = [row for row in county.units if row.opened_on is None or row.opened_on <= on]
    for row in (*county.committees, *county.organizations):
        if row.dissolved_on and row.dissolved_on > on:
            row.dissolved_on, row.dissolved_document = None, ""
    for unit in county.units:
        if unit.closed_on and unit.closed_on > on:
            unit.closed_on = None
