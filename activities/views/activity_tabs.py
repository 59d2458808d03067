"""What activities show on pages of the register below: those of an organisation, of a home, of a programme."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from activities.models import Activity
from league.core.access import narrowed

SHOWN = 50


def shown(page, *, empty: str, query: dict, **conditions) -> dict:
    """The latest of the activities in the user's scope, how many there are, and the way to all of them."""
    rows = narrowed(Activity.objects.filter(**conditions), page.request.user)
    latest = rows.with_person_times().select_related("organization").order_by("-starts_at", "code")
    return {
        "activities": latest[:SHOWN],
        "count": rows.count(),
        "all_url": f"{reverse('activities:activity-list')}?{urlencode(query)}",
        "empty_title": empty,
    }


def activities_of_programme(page) -> dict:
    """Those that belong to it."""
    return shown(
        page, programme=page.object, query={"programme": page.object.pk}, empty="您的管理范围内还没有这个项目的活动。"
    )


def activities_of_organization(page) -> dict:
    """Those that it organised itself."""
    return shown(page, organization=page.object, query={"below": page.object.code}, empty="还没有登记过活动。")


def activities_of_home(page) -> dict:
    """Those that took place in it."""
    return shown(page, home=page.object, query={"home": page.object.code}, empty="还没有登记过在这里举办的活动。")
