"""What service teams, meetings, needs and honours show on pages of the nouns below them."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from activities.enums import NeedState
from activities.models import Honour, Need, ServiceTeam, YardMeeting
from league.core.access import narrowed
from league.core.dates import today

SHOWN = 50


def needs_of_organization(page) -> dict:
    """Those that it collected or answers for: what is open first."""
    owned = Q(owner=page.object) | Q(organization=page.object)
    rows = narrowed(Need.objects.filter(owned), page.request.user).select_related("owner", "organization")
    listed = [*rows.open().order_by("due_on", "code")[:SHOWN]]
    closed = rows.filter(state=NeedState.TOLD).order_by("-changed_on", "code")[: SHOWN - len(listed)]
    return {"needs": [*listed, *closed], "today": today(), "empty_title": "没有收集的诉求，也没有由它负责的诉求。"}


def meetings_of_unit(page) -> dict:
    """Those held in it."""
    rows = narrowed(YardMeeting.objects.filter(unit=page.object), page.request.user).with_needs()
    return {
        "meetings": rows.select_related("unit").order_by("-held_on", "code")[:SHOWN],
        "all_url": f"{reverse('activities:yard-meeting-list')}?unit={page.object.code}",
        "empty_title": "还没有登记过在这里召开的恳谈会。",
    }


def teams_of_home(page) -> dict:
    """Those that stand around it."""
    rows = narrowed(ServiceTeam.objects.filter(home=page.object), page.request.user).select_related("organization")
    return {"teams": rows.order_by("dissolved_on", "code")[:SHOWN]}


def honours_of_person(page) -> dict:
    """Those that are kept in the user's scope."""
    rows = narrowed(Honour.objects.filter(person=page.object), page.request.user).with_end()
    return {"honours": rows.select_related("organization").order_by("-awarded_on", "code")[:SHOWN], "today": today()}
