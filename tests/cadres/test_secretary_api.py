"""Handing the post of a secretary over and matching elected names over the API, by the services of the pages."""

from datetime import date

import pytest

from cadres.models import Person, Post, PostChange
from tests.factories.cadres import PersonFactory
from tests.factories.elections import ElectionFactory, ElectionSeatFactory, TermFactory
from tests.factories.posts import PostFactory

HAND_OVER = "/api/v1/post-changes/hand-over/"


@pytest.fixture
def send(client):
    return lambda url, data: client.post(url, data, content_type="application/json")


def handover(cast, successor, **more):
    return {
        "organization": cast.branch.pk, "on": "2024-05-01", "successor": successor.pk, "mode": "part_time",
        "reason": "调动", "document": "测1号",
    } | more  # fmt: skip


def test_a_handover_does_everything_that_the_page_does(cast, client, send):
    leaving = PostFactory(person=PersonFactory(organization=cast.branch, name="李测"), organization=cast.branch)
    successor = PersonFactory(organization=cast.branch, name="王测")
    grant = cast.branch_secretary.grants.get()
    client.force_login(cast.secretary)

    previewed = send(HAND_OVER, handover(cast, successor, preview=True)).json()
    unknown = send(HAND_OVER, handover(cast, successor, grants=[cast.secretary.grants.get().pk]))
    made = send(HAND_OVER, handover(cast, successor, grants=[grant.pk]))

    assert "李测自2024年5月1日起不再担任“甲镇东村团支部书记”。" in previewed["effects"]
    assert unknown.json()["fields"]["grants"] == ["所填的账号授权不都是“甲镇东村团支部”的，或者已经终止。"]
    assert (made.status_code, made.json()["summary"]) == (201, "甲镇东村团支部书记交接：李测离任，王测接任")
    grant.refresh_from_db()
    leaving.refresh_from_db()
    assert (leaving.ends_on, grant.ends_on is not None) == (date(2024, 5, 1), True)
    assert Post.objects.get(ends_on=None).person == successor


def test_a_handover_is_for_the_level_above_and_only_in_its_scope(cast, client, send):
    successor = PersonFactory(organization=cast.branch)
    client.force_login(cast.branch_secretary)
    own = send(HAND_OVER, handover(cast, successor))
    client.force_login(cast.neighbour_secretary)
    foreign = send(HAND_OVER, handover(cast, successor))

    assert (own.status_code, foreign.status_code, PostChange.objects.count()) == (403, 400, 0)
    assert set(foreign.json()["fields"]) == {"organization", "successor"}


def test_elected_names_are_listed_and_matched(cast, client, send):
    election = ElectionFactory(organization=cast.branch, state="confirmed", papers=True)
    TermFactory(organization=cast.branch, number=2, starts_on=date(2025, 3, 1), election=election)
    known, new = (
        ElectionSeatFactory(election=election, order=order, name=name, position=position)
        for order, name, position in ((1, "王测", "secretary"), (2, "赵测", "member"))
    )
    person = PersonFactory(organization=cast.township, name="王测")
    client.force_login(cast.secretary)

    rows = client.get("/api/v1/elected-seats/").json()["results"]
    matched = send(f"/api/v1/elected-seats/{known.pk}/match/", {"person": person.pk}).json()
    both = send(f"/api/v1/elected-seats/{new.pk}/match/", {"person": person.pk, "sex": "1", "birth_on": "1998-02-03"})
    made = send(f"/api/v1/elected-seats/{new.pk}/match/", {"sex": "1", "birth_on": "1998-02-03"}).json()

    assert [(row["name"], row["organization_code"], row["person"], row["post"]) for row in rows] == [
        ("王测", cast.branch.code, None, None), ("赵测", cast.branch.code, None, None),
    ]  # fmt: skip
    assert (matched["person"], Post.objects.get(pk=matched["post"]).person) == (person.pk, person)
    assert both.status_code == 400
    assert Person.objects.get(pk=made["person"]).name == "赵测"
    assert client.get("/api/v1/elected-seats/").json()["results"] == []
    client.force_login(cast.neighbour_secretary)
    assert send(f"/api/v1/elected-seats/{new.pk}/match/", {"person": person.pk}).status_code == 404
