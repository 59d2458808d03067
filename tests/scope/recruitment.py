"""Recruitment at every node of the matrix. A drive is a notice of an office to all below it, so it bears no mark."""

from cadres.models import RecruitmentDrive
from organizations.models import Organization
from tests.factories.recruitment import (
    ApplicationFactory,
    OpeningFactory,
    PlacementFactory,
    RecruitmentDriveFactory,
)


def fill_recruitment(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    drive = RecruitmentDriveFactory(organization=organization, state="closed", code=f"CANARY-{organization.code}"[:18])
    if node == "county":
        world.reference[RecruitmentDrive] = drive
    opening = OpeningFactory(
        drive=drive, organization=organization, title=mark, host=mark, requirements=mark, search_key=mark
    )
    application = ApplicationFactory(
        drive=drive, wishes=[opening], name=mark, college=mark, major=mark, search_key=mark, screening_note=mark
    )
    placed = ApplicationFactory(
        drive=drive, wishes=[opening], name=mark, college=mark, search_key=mark, state="selected"
    )  # fmt: skip
    for row in (opening, application, PlacementFactory(opening=opening, application=placed, leave_reason=mark)):
        world.add(node, row)
