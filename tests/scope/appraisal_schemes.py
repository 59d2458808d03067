"""Appraisal schemes at every node of the matrix: drafts, which nobody reads but their own office and those above it."""

from organizations.models import Organization
from tests.factories.appraisals import (
    AppraisalGradeFactory,
    AppraisalGroupFactory,
    AppraisalItemFactory,
    AppraisalMethodFactory,
    AppraisalPanelFactory,
    AppraisalSchemeFactory,
)


def fill_appraisal_schemes(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    scheme = AppraisalSchemeFactory(organization=organization, state="draft", title=mark, text=mark, document=mark)
    method = AppraisalMethodFactory(scheme=scheme, name=mark)
    rows = (
        scheme,
        method,
        AppraisalGroupFactory(scheme=scheme, name=mark),
        AppraisalPanelFactory(method=method, name=mark),
        AppraisalItemFactory(method=method, title=mark, standard=mark),
        AppraisalGradeFactory(scheme=scheme, name=mark),
    )
    for row in rows:
        world.add(node, row)
