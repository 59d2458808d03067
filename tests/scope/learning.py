"""Learning and media at every node of the matrix. A series is open to all below its keeper: it bears no mark."""

from activities.models import LearningSeries
from organizations.models import Organization
from tests.factories.learning import (
    LearningRecordFactory,
    LearningSeriesFactory,
    MediaItemFactory,
    MediaReadingFactory,
    PlatformNameFactory,
)


def fill_learning(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    if node == "county":
        world.reference[LearningSeries] = LearningSeriesFactory(organization=organization)
    series = world.reference[LearningSeries]
    record = LearningRecordFactory(series=series, organization=organization, name=mark, source=mark)
    name = PlatformNameFactory(organization=organization, superior=mark, name=mark)
    item = MediaItemFactory(organization=organization, title=mark, outlet=mark, note=mark, search_key=mark)
    reading = MediaReadingFactory(item=item, source=mark)
    for row in (record, name, item, reading):
        world.add(node, row)
