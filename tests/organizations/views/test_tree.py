"""The tree page: opened step by step, searched, as of a day."""

from datetime import date

import pytest
from django.urls import reverse

from organizations.services.moves import move_organization
from organizations.views.tree import SHOWN
from tests.factories.organizations import OrganizationFactory

TREE = reverse("organizations:tree")


def flat(nodes):
    """[(name, children counted, [open children])] of the page's nodes."""
    return [(node.version.name, node.child_count, flat(node.open_children)) for node in nodes]


def test_tree_begins_at_the_own_node(cast, client):
    client.force_login(cast.secretary)

    nodes = client.get(TREE).context["nodes"]

    assert flat(nodes) == [("共青团甲镇委员会", 1, [("共青团甲镇东村支部委员会", 0, [])])]


def test_children_are_given_when_a_node_is_opened(cast, client):
    client.force_login(cast.staff)

    nodes = client.get(reverse("organizations:tree-children", args=[cast.township.pk])).context["nodes"]

    assert flat(nodes) == [("共青团甲镇东村支部委员会", 0, [])]


def test_children_of_a_stranger_are_unknown(cast, client):
    client.force_login(cast.secretary)

    assert client.get(reverse("organizations:tree-children", args=[cast.neighbour.pk])).status_code == 404


def test_search_opens_the_way_to_a_single_hit(cast, client):
    client.force_login(cast.staff)

    context = client.get(TREE, {"q": "jiazhendongcun"}).context

    assert flat(context["nodes"]) == [
        ("共青团测试县委员会", 2, [("共青团甲镇委员会", 1, [("共青团甲镇东村支部委员会", 0, [])])])
    ]
    assert context["nodes"][0].open_children[0].open_children[0].is_hit


def test_search_lists_several_hits(cast, client):
    client.force_login(cast.staff)

    found = client.get(TREE, {"q": "dongcun"}).context["found"]

    assert {version.name for version in found} == {"共青团甲镇东村支部委员会", "共青团乙镇东村支部委员会"}


def test_past_day_shows_the_tree_of_that_day(cast, client):
    move_organization(
        cast.branch, target=cast.neighbour, on=date(2024, 1, 1), reason="调整", document="测", actor=cast.staff
    )
    OrganizationFactory(parent=cast.county, kind="committee", name="新镇", founded_on=date(2024, 6, 1))
    client.force_login(cast.staff)

    before = client.get(TREE, {"on": "2023-12-31", "open": cast.branch.pk}).context
    after = client.get(TREE, {"on": "2024-06-01", "open": cast.branch.pk}).context

    assert (flat(before["nodes"])[0][2][0][0], before["total"]) == ("共青团甲镇委员会", 5)
    assert (flat(after["nodes"])[0][2][0][0], after["total"]) == ("共青团乙镇委员会", 6)


def test_organization_older_than_its_parent_is_listed_apart(cast, client):
    young = OrganizationFactory(parent=cast.county, kind="committee", name="新镇", founded_on=date(2024, 1, 1))
    OrganizationFactory(parent=young, name="老支部", founded_on=date(1990, 1, 1))
    client.force_login(cast.staff)

    context = client.get(TREE, {"on": "2020-01-01"}).context

    assert [version.name for version in context["orphans"]] == ["老支部"]


@pytest.mark.parametrize("day", ["", "gestern", "2024-13-45"])
def test_nonsense_instead_of_a_day_means_today(cast, client, day):
    client.force_login(cast.staff)

    assert client.get(TREE, {"on": day}).context["is_today"] is True


def test_many_children_come_in_portions(cast, client):
    for number in range(SHOWN + 3):
        OrganizationFactory(parent=cast.township, name=f"支部{number:03d}", code=f"P{number:03d}")
    client.force_login(cast.staff)

    first = client.get(reverse("organizations:tree-children", args=[cast.township.pk]))
    second = client.get(first.context["more"])

    assert (len(first.context["nodes"]), len(second.context["nodes"]), second.context["more"]) == (SHOWN, 4, "")
