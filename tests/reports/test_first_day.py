"""Before anything was counted."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_home_without_a_snapshot_says_so_and_lets_the_county_begin(client, cast):
    client.force_login(cast.staff)

    response = client.get("/")

    assert response.context["sentence"] == "还没有统计数据。"
    assert [link.url for link in response.context["links"]] == [reverse("reports:period-create")]
    client.force_login(cast.secretary)
    assert client.get("/").context["links"] == []
