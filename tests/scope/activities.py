"""Programmes and activities at every node of the matrix. A programme is open to all below its owner: it bears no mark."""

from activities.models import Programme
from organizations.models import Organization
from tests.factories.activities import (
    ActivityFactory,
    ActivityPhotoFactory,
    ActivitySampleFactory,
    ProgrammeFactory,
    SampledActivityFactory,
)


def fill_activities(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    programme = ProgrammeFactory(organization=organization)
    if node == "county":
        world.reference[Programme] = programme
    activity = ActivityFactory(
        organization=organization, title=mark, place=mark, partners=mark, summary=mark, search_key=mark
    )
    photo = ActivityPhotoFactory(activity=activity, caption=mark)
    sample = ActivitySampleFactory(organization=organization)
    SampledActivityFactory(sample=sample, activity=activity)
    for row in (activity, photo, sample):
        world.add(node, row)
