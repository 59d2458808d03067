"""Rows at every node of the cast's tree, each marked with its node's canary, and who may see which node."""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import models
from openpyxl import Workbook

from cadres.models import CalendarDay
from league.core.importing.batches import preview, receive
from league.core.models import ImportBatch, JobRun
from organizations.models import Coverage, Division, HeadCount, Organization, Restructuring, Rule
from reports.models import OwnIndicator
from tests.bench.workbooks import HEADERS
from tests.factories.organizations import CoverageFactory, HeadCountFactory, OrganizationFactory, UnitFactory
from tests.factories.organizations_homes import (
    HomeCheckFactory,
    HomeMonthFactory,
    HomePhotoFactory,
    HomeVisitFactory,
    YouthHomeFactory,
)
from tests.factories.reports import OwnIndicatorVersionFactory
from tests.scope.activities import fill_activities
from tests.scope.appraisal_rounds import fill_appraisal_rounds
from tests.scope.appraisal_schemes import fill_appraisal_schemes
from tests.scope.development import CONFIDENTIAL, corrected_day, fill_development
from tests.scope.elections import fill_elections
from tests.scope.funds import BOOKS, fill_funds
from tests.scope.learning import fill_learning
from tests.scope.people import fill_people
from tests.scope.posts import fill_posts
from tests.scope.recruitment import fill_recruitment
from tests.scope.schools import fill_schools
from tests.scope.service import fill_service

NODES = ("county", "township", "branch", "neighbour", "neighbour_branch")
EVERYWHERE = frozenset(NODES)
# product.md's table of users, word by word: who sees which node.
SEES = {
    "staff": EVERYWHERE,
    "reviewer": EVERYWHERE,
    "secretary": frozenset({"township", "branch"}),
    "neighbour_secretary": frozenset({"neighbour", "neighbour_branch"}),
    "branch_secretary": frozenset({"branch"}),
    "system_admin": frozenset(),
    "security_admin": frozenset(),
    "audit_admin": frozenset(),
}
DOMAIN_ROLES = ("staff", "reviewer", "secretary", "neighbour_secretary", "branch_secretary")


def sees(who: str, node: str, model: type[models.Model]) -> bool:
    """Whether the account sees the node's rows of that model."""
    return node in SEES[who] and who in (CONFIDENTIAL | BOOKS).get(model, SEES)


# Each circle of nouns fills its own rows of a node.
CIRCLES = (
    fill_appraisal_rounds,
    fill_appraisal_schemes,
    fill_schools,
    fill_people,
    fill_posts,
    fill_development,
    fill_elections,
    fill_recruitment,
    fill_activities,
    fill_learning,
    fill_funds,
    fill_service,
)


def canary(node: str) -> str:
    """A word that stands in every text of the node's rows and nowhere else."""
    return f"金丝雀{NODES.index(node)}号"


@dataclass
class World:
    """`rows[model][node]` is a row of that node; `owned[model][who]` a row that belongs to one account alone."""

    cast: object
    rows: dict[type[models.Model], dict[str, models.Model]] = field(default_factory=dict)
    owned: dict[type[models.Model], dict[str, models.Model]] = field(default_factory=dict)
    reference: dict[type[models.Model], models.Model] = field(default_factory=dict)

    def add(self, node: str, row: models.Model) -> models.Model:
        """Remember a row of a node."""
        self.rows.setdefault(type(row), {})[node] = row
        return row


def build_world(cast) -> World:
    """One row of every scoped model at every node."""
    world = World(cast)
    for node in NODES:
        _fill_node(world, node, getattr(cast, node))
    for who in SEES:
        job = JobRun.objects.create(
            task="core.export_list", label=f"导出{who}的名单", result_file=ContentFile(who.encode(), name=f"{who}.csv"), created_by=getattr(cast, who), state="done",
            run_after="2026-01-01T00:00:00Z", created_at="2026-01-01T00:00:00Z",
        )  # fmt: skip
        world.owned.setdefault(JobRun, {})[who] = job
    world.reference |= {
        Division: cast.township_division,
        Rule: Rule.objects.filter(is_local=True).first(),
        CalendarDay: corrected_day(),
        OwnIndicator: OwnIndicatorVersionFactory().indicator,
    }
    return world


def _fill_node(world: World, node: str, organization: Organization) -> None:
    mark = canary(node)
    division = organization.division
    Organization.objects.filter(pk=organization.pk).update(
        # Not its name: everybody may read the names of the organisations above the own one.
        address=mark,
        party_organization=mark,
        search_key=mark,
    )
    organization.refresh_from_db()
    world.add(node, organization)
    world.add(node, organization.versions.get())
    unit = world.add(
        node,
        UnitFactory(
            responsible=organization, division=division, name=f"{mark}单位", address=mark, source=mark, search_key=mark,
            code=f"CANARY-{NODES.index(node)}",
        ),
    )  # fmt: skip
    world.add(node, HeadCountFactory(unit=unit, source=mark))
    joint = OrganizationFactory(
        parent=organization if organization.kind != "branch" else organization.parent, name=f"{mark}联合支部",
    )  # fmt: skip
    if organization.kind == "branch":
        world.add(node, CoverageFactory(organization=organization, unit=unit))
    else:
        world.add(node, CoverageFactory(organization=joint, unit=unit))
    world.add(
        node,
        Restructuring.objects.create(
            kind="move", organization=organization, effective_on=date(2023, 1, 1), reason=mark, document=mark,
            batch=uuid4(),
        ),
    )  # fmt: skip
    world.add(node, _import(world.cast.staff, organization, mark))
    for fill in CIRCLES:
        fill(world, node, organization, mark)
    _add_home(world, node, organization, mark)


def _add_home(world: World, node: str, organization: Organization, mark: str) -> None:
    home = YouthHomeFactory(
        responsible=organization, name=f"{mark}青年之家", address=mark, source=mark, search_key=mark,
        code=f"CANARY-H{NODES.index(node)}",
    )  # fmt: skip
    world.add(node, home)
    world.add(node, HomeMonthFactory(home=home, source=mark))
    world.add(node, HomeCheckFactory(home=home, checker=mark, remark=mark))
    world.add(node, HomePhotoFactory(home=home, caption=mark))
    world.add(node, HomeVisitFactory(home=home, owner=mark))


def _import(staff, organization: Organization, mark: str) -> ImportBatch:
    """A previewed workbook whose one row was refused, limited to the organisation's subtree."""
    book = Workbook()
    book.active.append(HEADERS)
    book.active.append([f"NEW-{organization.code}", f"{mark}新单位"])
    content = BytesIO()
    book.save(content)
    batch = receive(
        "unit", ContentFile(content.getvalue()), name=f"{mark}.xlsx", actor=staff, path=organization.path,
        effective_on=date(2023, 1, 1), on=date(2023, 1, 1),
    )  # fmt: skip
    return preview(batch, on=date(2023, 1, 1))


__all__ = [
    "DOMAIN_ROLES",
    "EVERYWHERE",
    "NODES",
    "SEES",
    "Coverage",
    "HeadCount",
    "World",
    "build_world",
    "canary",
    "sees",
]
