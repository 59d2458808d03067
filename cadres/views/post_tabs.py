"""What the register of people shows on pages of the register of organisations, and on a person's own page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from cadres.models import ElectedSeat, Post
from cadres.models.vacancy import LED, with_secretary
from league.core.dates import today
from league.core.views import Link
from organizations.models import OrganizationVersion
from organizations.services.records import chinese_date

SHOWN = 50


def posts_of_organization(page) -> dict:
    """Who sits today, who left last, and what can be done."""
    organization, user, on = page.object, page.request.user, today()
    posts = Post.objects.filter(organization=organization).select_related("person", "organization__unit")
    held = posts.held(on=on).with_rank().order_by("rank", "starts_on", "pk")
    appoint = f"{reverse('cadres:post-create')}?organization={organization.code}"
    actions = (
        ("登记任职", appoint, "plus-lg", "outline-primary", "cadres.appoint_post"),
        ("书记交接", reverse("cadres:secretary-change", args=[organization.pk]), "arrow-left-right", "outline-secondary",
         "cadres.hand_over_secretary"),
        ("接任指南", reverse("cadres:secretary-guide", args=[organization.pk]), "printer", "outline-secondary",
         "cadres.view_guide"),
        ("力量构成", reverse("cadres:staff-board", args=[organization.pk]), "people", "outline-secondary",
         "cadres.view_staff_board"),
    )  # fmt: skip
    query = urlencode({"organization": organization.code, "state": "all"})
    return {
        "sitting": list(held[:SHOWN]),
        "count": held.count(),
        "former": list(posts.filter(ends_on__lte=on).order_by("-ends_on", "pk")[:10]),
        "post_links": [Link(*action[:4]) for action in actions if user.has_perm(action[4], organization)],
        "notice": vacancy_notice(organization, on),
        "all_url": f"{reverse('cadres:post-list')}?{query}",
    }


def vacancy_notice(organization, on) -> str:
    """That nobody leads it, since when; empty where somebody does or nobody need."""
    row = with_secretary(OrganizationVersion.objects.on(on).filter(subject=organization, kind__in=LED), on=on).first()
    if row is None or row.secretary_post:
        return ""
    if row.elected_name:
        return f"书记{row.elected_name}已当选，还没有对应人员，请在换届卷宗的“对应人员”中办理。"
    since = f"自{chinese_date(row.vacant_since)}起空缺" if row.vacant_since else "没有登记过"
    return f"书记{since}。"


def posts_of_person(page) -> dict:
    """The posts that the reader may see, newest first."""
    user = page.request.user
    posts = Post.objects.visible_to(user).filter(person=page.object).select_related("person", "organization__unit")
    link = f"{reverse('cadres:post-create')}?person={page.object.pk}" if user.has_perm("cadres.appoint_post") else ""
    return {"posts": list(posts.order_by("-starts_on", "-pk")[:SHOWN]), "link": link}


def people_of_election(page) -> dict:
    """Each elected name with whom it means."""
    seats = ElectedSeat.objects.named().filter(election=page.object).order_by("order")
    rows = []
    for seat in seats.select_related("election", "match__person__organization", "post__person__organization"):
        post, match = getattr(seat, "post", None), getattr(seat, "match", None)
        person = post.person if post else match.person if match else None
        rows.append({"seat": seat, "post": post, "person": person})
    return {"rows": rows, "may_match": page.request.user.has_perm("cadres.match_seat", page.object)}
