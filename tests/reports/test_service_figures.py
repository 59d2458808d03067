"""Figures of service teams, meetings, needs, honours and the federation, counted from their rows."""

from datetime import date

from django.utils import timezone

from activities.services.need_moves import Step, move_need
from league.core.dates import Period
from reports.indicators.registry import REGISTRY
from reports.models import Snapshot
from reports.services.figures import read_figures
from reports.services.fill import Fill, fill_period
from reports.services.rows import rows_behind
from tests.factories.service import (
    FederationMemberFactory,
    HonourFactory,
    HonourTermFactory,
    NeedFactory,
    ServiceTeamFactory,
    YardMeetingFactory,
    YouthFederationFactory,
)

DAY = date(2023, 12, 31)


def values(node, *codes):
    snapshot = Snapshot.objects.latest("pk")
    return {code: figure.value for code, figure in read_figures(snapshot, [node.pk], codes)[node.pk].items()}


def test_service_and_honours_are_counted_from_rows(cast):
    ServiceTeamFactory(organization=cast.branch, unit=cast.village)
    ServiceTeamFactory(organization=cast.branch, unit=cast.village, pioneers=0)
    ServiceTeamFactory(organization=cast.branch, unit=cast.village, dissolved_on=date(2023, 6, 1))
    for organization, unit in ((cast.branch, cast.village), (cast.township, cast.village)):
        YardMeetingFactory(organization=organization, unit=unit)
    need = NeedFactory(organization=cast.branch)
    said = {"on": date(2024, 2, 1), "actor": cast.staff}
    move_need(need, Step("assign", date(2023, 5, 6), owner=cast.township, owner_name="某书记"), **said)
    move_need(need, Step("solve", date(2024, 1, 10), remark="已解决"), **said)
    NeedFactory(organization=cast.neighbour_branch, due_on=date(2024, 1, 3), first_due_on=date(2024, 1, 3))
    NeedFactory(organization=cast.branch, raised_on=date(2024, 1, 1))
    honours = [HonourFactory(organization=cast.township, holder_name="窗口") for _ in range(3)]
    HonourTermFactory(honour=honours[0], ends_on=date(2024, 3, 1))
    HonourTermFactory(honour=honours[1], ends_on=date(2023, 12, 31))
    HonourTermFactory(honour=honours[2])
    federation = YouthFederationFactory(organization=cast.county)
    FederationMemberFactory(federation=federation, sector="health")
    FederationMemberFactory(federation=federation, left_on=date(2023, 12, 31))

    fill_period(Fill(Period.parse("2023"), DAY, timezone.now()))

    assert values(
        cast.county, "team.total", "team.complete", "meeting.held", "meeting.person_times", "meeting.villages", "need.raised",
        "need.settled", "need.overdue", "need.state.assigned", "need.state.raised", "need.state.solved", "honour.valid",
        "honour.expiring", "honour.kind.civilized_unit", "federation.members", "federation.sector.health",
    ) == {
        "team.total": 2, "team.complete": 1, "meeting.held": 2, "meeting.person_times": 40, "meeting.villages": 1,
        "need.raised": 2, "need.settled": 0, "need.overdue": 1, "need.state.assigned": 1, "need.state.raised": 1,
        "need.state.solved": 0, "honour.valid": 2, "honour.expiring": 1, "honour.kind.civilized_unit": 2,
        "federation.members": 1, "federation.sector.health": 1,
    }  # fmt: skip
    # An overdue need stands at its owner, and is on the list behind the figure.
    assert values(cast.branch, "need.overdue") == {"need.overdue": 0}
    assert values(cast.township, "need.overdue") == {"need.overdue": 1}
    snapshot = Snapshot.objects.latest("pk")
    assert list(rows_behind(REGISTRY["need.overdue"], cast.township.pk, snapshot)) == [need]
    assert rows_behind(REGISTRY["need.state.assigned"], cast.county.pk, snapshot).get() == need
