"""The pages of posts, secretaries, elected names and staff, as their users meet them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.models import DeclaredStaff, Establishment, Person, Post, PostChange
from tests.factories.cadres import PersonFactory
from tests.factories.elections import ElectionFactory, ElectionSeatFactory, TermFactory
from tests.factories.organizations import OrganizationFactory, UnitFactory
from tests.factories.posts import DeclaredStaffFactory, EstablishmentFactory, PostChangeFactory, PostFactory

DAY = "2024-05-01"


@pytest.fixture
def post(cast):
    person = PersonFactory(organization=cast.branch, name="李测", phone="13800001234")
    return PostFactory(person=person, organization=cast.branch, village_seat="party")


def confirm(client, url, data):
    """Preview, then confirm: what the page showed, and the answer."""
    shown = client.post(url, {**data, "preview": "1"})
    text = shown.content.decode()
    return text, client.post(url, data)


def appointment(cast, person, **fields):
    return {
        "organization": cast.branch.code, "person": str(person.pk), "title": "deputy", "mode": "part_time",
        "selection": "appointment", "staffing": "unknown", "starts_on": DAY, "village_seat": "unknown",
    } | fields  # fmt: skip


def test_appointing_is_previewed_and_leads_to_the_post(client, cast):
    client.force_login(cast.secretary)
    person = PersonFactory(organization=cast.branch, name="王测")

    text, answer = confirm(client, reverse("cadres:post-create"), appointment(cast, person))

    post = Post.objects.get()
    assert "王测自2024年5月1日起任“甲镇东村团支部副书记”（兼职）。" in text
    assert "请注意：没有任职文号，请在收到文件后补录。" in text
    assert (answer.status_code, answer.url) == (302, post.get_absolute_url())


def test_a_second_secretary_is_refused_on_the_form(client, cast, post):
    client.force_login(cast.secretary)
    person = PersonFactory(organization=cast.branch, name="王测")

    text, answer = confirm(client, reverse("cadres:post-create"), appointment(cast, person, title="secretary"))

    assert "自2023年3月1日起由李测任书记，同一天只能有一名书记。" in text
    assert (answer.status_code, Post.objects.count()) == (200, 1)


@pytest.mark.parametrize(("who", "allowed"), [("staff", True), ("secretary", False)])
def test_a_secretary_is_appointed_by_the_level_above(client, cast, who, allowed):
    client.force_login(getattr(cast, who))
    person = PersonFactory(organization=cast.township, name="王测")
    data = appointment(cast, person, title="secretary", organization=cast.township.code)

    _, answer = confirm(client, reverse("cadres:post-create"), data)

    assert (answer.status_code == 302, Post.objects.exists()) == (allowed, allowed)
    if not allowed:
        assert "您不能登记“甲镇团委”书记的任职，书记由上级团组织任免。" in answer.content.decode()


@pytest.mark.parametrize("name", ["transfer", "relieve", "correct", "remove"])
def test_a_township_secretary_does_not_move_the_own_post(client, cast, name):
    own = PostFactory(person=PersonFactory(organization=cast.township), organization=cast.township)
    url = reverse(f"cadres:post-{name}", args=[own.pk])

    client.force_login(cast.secretary)
    refused = client.get(url).status_code
    client.force_login(cast.staff)

    assert (refused, client.get(url).status_code) == (403, 200)


def test_transfer_relief_correction_and_removal_through_their_pages(client, cast, post):
    client.force_login(cast.staff)

    def reverse_of(name, row):
        return reverse(f"cadres:post-{name}", args=[row.pk])

    client.post(
        reverse_of("correct", post),
        {"title": "secretary", "mode": "full_time", "selection": "election", "staffing": "unknown", "village_seat": "party",
         "starts_on": "2023-03-01", "reason": "登记有误", "revision": 1},
    )  # fmt: skip
    basis = {"reason": "工作需要", "document": "测1号"}
    _, moved = confirm(
        client, reverse_of("transfer", post),
        {"organization": cast.township.code, "title": "officer", "on": DAY, **basis},
    )  # fmt: skip
    fresh = Post.objects.get(organization=cast.township)
    confirm(client, reverse_of("relieve", fresh), {"on": "2024-08-01", "ending": "resignation", **basis})
    _, removed = confirm(client, reverse_of("remove", fresh), {"reason": "误登"})

    post.refresh_from_db()
    assert (post.mode, post.ends_on, moved.url) == ("full_time", date(2024, 5, 1), fresh.get_absolute_url())
    assert removed.url == f"{reverse('cadres:post-list')}?organization={cast.township.code}"
    assert list(Post.objects.all()) == [post]


def test_an_overtaken_correction_answers_with_both_values(client, cast, post):
    client.force_login(cast.staff)
    Post.objects.filter(pk=post.pk).update(revision=2, remark="别人写的")
    data = {
        "title": "secretary", "mode": "part_time", "selection": "election", "staffing": "unknown", "village_seat": "party",
        "starts_on": "2023-03-01", "remark": "我写的", "reason": "补充", "revision": 1,
    }  # fmt: skip

    answer = client.post(reverse("cadres:post-correct", args=[post.pk]), data)

    assert answer.status_code == 409
    assert "别人写的" in answer.content.decode()


def test_the_list_is_of_the_day_asked(client, cast, post):
    client.force_login(cast.reviewer)
    url = reverse("cadres:post-list")

    def shown(query):
        return "李测" in client.get(url + query).content.decode()

    assert [shown(query) for query in ("", "?on=2023-02-28", "?on=2023-03-01", "?state=ended")] == [
        True,
        False,
        True,
        False,
    ]
    assert [shown(query) for query in ("?q=lice", "?title=deputy", "?place=villages", "?village_seat=none")] == [
        True, False, True, False,
    ]  # fmt: skip


def test_the_tabs_of_organisation_person_and_election_show_posts(client, cast, post):
    client.force_login(cast.secretary)
    election = ElectionFactory(organization=cast.branch, state="held", papers=True)
    ElectionSeatFactory(election=election, name="王测")

    organization = client.get(f"{cast.branch.get_absolute_url()}?tab=posts").content.decode()
    person = client.get(f"{post.person.get_absolute_url()}?tab=posts").content.decode()
    dossier = client.get(f"{election.get_absolute_url()}?tab=people").content.decode()
    vacant = client.get(f"{cast.township.get_absolute_url()}?tab=posts").content.decode()

    assert post.get_absolute_url() in organization
    assert "甲镇东村团支部" in person
    assert "待对应" in dossier
    assert "书记没有登记过。" in vacant


def test_vacancies_are_listed_since_when(client, cast, post):
    client.force_login(cast.secretary)
    Post.objects.update(ends_on=date(2024, 1, 1))
    url = f"{reverse('cadres:vacancy-list')}?on=2024-01-31"

    text = client.get(url).content.decode()

    assert "2024-01-01" in text
    assert 'data-label="空缺天数">30<' in text
    assert "共 2 条" in text
    assert "共 1 条" in client.get(f"{url}&state=vacant").content.decode()


def test_the_handover_page_does_everything_and_its_undo_takes_it_back(client, cast, post):
    client.force_login(cast.secretary)
    successor = PersonFactory(organization=cast.branch, name="王测")
    grant = cast.branch_secretary.grants.get()
    data = {
        "on": DAY, "ending": "transfer", "successor": str(successor.pk), "selection": "appointment", "mode": "part_time",
        "staffing": "unknown", "village_seat": "none", "grants": [grant.pk], "reason": "调动", "document": "测1号",
    }  # fmt: skip

    text, answer = confirm(client, reverse("cadres:secretary-change", args=[cast.branch.pk]), data)
    change = PostChange.objects.get()
    page = client.get(answer.url).content.decode()
    guide = client.get(reverse("cadres:secretary-guide", args=[cast.branch.pk])).content.decode()

    assert "李测自2024年5月1日起不再担任“甲镇东村团支部书记”。" in text
    assert answer.url == change.get_absolute_url()
    assert "打印接任指南" in page
    assert "共青团甲镇东村支部委员会书记接任指南" in guide
    undone = confirm(client, reverse("cadres:post-change-undo", args=[change.pk]), {"reason": "文件撤回"})[1]
    grant.refresh_from_db()
    assert (undone.status_code, grant.ends_on, Post.objects.get()) == (302, None, post)


def test_a_guide_never_shows_a_whole_telephone_number(client, cast, post):
    client.force_login(cast.branch_secretary)
    chief = PersonFactory(organization=cast.township, name="周测", phone="13900005678")
    PostFactory(person=chief, organization=cast.township)

    text = client.get(reverse("cadres:secretary-guide", args=[cast.branch.pk])).content.decode()

    assert ("139****5678" in text, "13900005678" in text) == (True, False)


def test_matching_makes_a_new_record_on_the_way(client, cast):
    client.force_login(cast.secretary)
    election = ElectionFactory(organization=cast.branch, state="confirmed", papers=True)
    TermFactory(organization=cast.branch, number=2, starts_on=date(2025, 3, 1), election=election)
    seat = ElectionSeatFactory(election=election, name="王测", position="secretary")
    namesake = PersonFactory(organization=cast.township, name="王测", birth_on=date(1990, 1, 1))
    url = reverse("cadres:seat-match", args=[seat.pk])

    page = client.get(url).content.decode()
    text, answer = confirm(client, url, {"sex": "1", "birth_on": "1998-02-03"})

    assert f"?person={namesake.pk}" in page
    assert "新建的人员档案“王测”" in text
    person = Person.objects.exclude(pk=namesake.pk).get()
    assert (person.name, person.organization, person.birth_on) == ("王测", cast.branch, date(1998, 2, 3))
    assert Post.objects.get().person == person
    assert answer.url == f"{election.get_absolute_url()}?tab=people"
    assert "共 0 条" in client.get(reverse("cadres:seat-list")).content.decode()


def test_the_confirmation_of_an_election_says_what_becomes_of_posts(client, cast, post):
    client.force_login(cast.staff)
    election = ElectionFactory(organization=cast.branch, state="reported", papers=True)
    ElectionSeatFactory(election=election, name="王测", position="secretary")
    data = {"reply_document": "测1号", "replied_on": "2025-03-10", "begins_on": "2025-03-01", "preview": "1"}

    text = client.post(reverse("organizations:election-confirm", args=[election.pk]), data).content.decode()

    assert "上一届1人的任职到2025年3月1日为止：“李测（甲镇东村团支部书记）”。" in text
    assert "1名当选人还没有对应人员：“王测（书记）”。" in text


def test_the_board_shows_two_days_and_what_is_not_on_record(client, cast):
    client.force_login(cast.reviewer)
    for mode in ("full_time", "intern", "unknown"):
        PostFactory(
            person=PersonFactory(organization=cast.county), organization=cast.county, title="officer", mode=mode,
            staffing="administrative",
        )  # fmt: skip
    DeclaredStaffFactory(organization=cast.county, number=5, source="年度文章")

    page = client.get(reverse("cadres:staff-board", args=[cast.county.pk]) + "?on=2023-12-31&before=2018-12-31")

    text = page.content.decode()
    assert "1 + 1 = 2，另有1人类别不详，合计3人" in text
    assert "公布 5 人（年度文章），有登记的 3 人，另有 2 人没有登记可以说明。" in text
    assert "力量构成：测试县团委" in client.get(reverse("cadres:staff-board-index")).content.decode()


def test_the_establishment_is_the_countys(client, cast):
    fields = {"organization": cast.county.code, "kind": "institution", "number": "3", "starts_on": "2021-06-01",
              "document": "测编1号"}  # fmt: skip
    client.force_login(cast.secretary)
    refused = client.get(reverse("cadres:establishment-create")).status_code
    client.force_login(cast.staff)

    text, answer = confirm(client, reverse("cadres:establishment-create"), fields)
    row = Establishment.objects.get()
    client.post(
        reverse("cadres:establishment-correct", args=[row.pk]),
        {"number": "4", "starts_on": "2021-06-01", "document": "测编1号", "reason": "登记有误", "revision": 1},
    )
    client.post(
        reverse("cadres:declared-staff-create"),
        {"organization": cast.county.code, "declared_on": "2023-12-31", "number": "14", "source": "年度文章"},
    )

    row.refresh_from_db()
    assert (refused, answer.url, row.number) == (403, row.get_absolute_url(), 4)
    assert "自2021年6月1日起核定：测试县团委事业编制3名。" in text
    assert DeclaredStaff.objects.get().number == 14


def grow(cast):
    unit = UnitFactory(responsible=cast.township, division=cast.township_division)
    branch = OrganizationFactory(parent=cast.township, unit=unit)
    person = PersonFactory(organization=branch)
    PostFactory(person=person, organization=branch, workplace=unit)
    PostFactory(person=person, organization=cast.county, title="officer")
    PostChangeFactory(organization=branch)
    EstablishmentFactory(organization=branch, workplace=unit)
    OrganizationFactory(parent=cast.township)
    town = UnitFactory(kind="township", responsible=cast.county, division=cast.township_division)
    committee = OrganizationFactory(parent=cast.county, kind="committee", unit=town)
    PostFactory(person=person, organization=committee, title="deputy")
    ElectionSeatFactory(election=ElectionFactory(organization=branch, state="held", papers=True))


LISTS = ("post-list", "post-change-list", "vacancy-list", "seat-list", "establishment-list", "unconsulted-list")


def test_each_list_asks_the_database_the_same_few_times(client, cast):
    client.force_login(cast.staff)
    urls = [reverse(f"cadres:{name}") for name in LISTS]
    urls += [reverse("cadres:staff-board", args=[cast.county.pk]), f"{cast.county.get_absolute_url()}?tab=posts"]
    urls += [f"/api/v1/{noun}/" for noun in ("posts", "post-changes", "vacancies", "establishments", "elected-seats")]

    def asked():
        numbers = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            numbers.append(len(queries))
        return numbers

    grow(cast)
    asked()
    one = asked()
    grow(cast)
    grow(cast)

    three = asked()
    assert three == one
    assert max(three) <= 22


def test_posts_are_written_over_the_api_by_the_same_services(client, cast, post):
    client.force_login(cast.secretary)
    person = PersonFactory(organization=cast.branch)
    body = {
        "person": person.pk,
        "organization": cast.branch.pk,
        "title": "secretary",
        "mode": "part_time",
        "starts_on": DAY,
    }

    def send(url, data, method="post"):
        return getattr(client, method)(url, data, content_type="application/json")

    refused = send("/api/v1/posts/", body)
    preview = send("/api/v1/posts/", body | {"preview": True})
    made = send("/api/v1/posts/", body | {"title": "deputy"})
    left = send(f"/api/v1/posts/{made.json()['id']}/relieve/", {"on": "2024-06-01", "ending": "dismissal"})
    silent = send(f"/api/v1/posts/{post.pk}/", {"village_seat": "both"}, "patch")
    fixed = send(f"/api/v1/posts/{post.pk}/", {"village_seat": "both", "reason": "核对", "revision": 1}, "patch")

    assert (refused.status_code, made.status_code, left.json()["ends_on"]) == (400, 201, "2024-06-01")
    assert "同一天只能有一名书记" in preview.json()["blockers"][0]
    assert (silent.status_code, fixed.json()["village_seat"]) == (400, "both")
    rows = client.get("/api/v1/vacancies/?state=all").json()["results"]
    assert {row["organization_code"]: row["state"] for row in rows} == {
        cast.township.code: "unknown", cast.branch.code: "filled",
    }  # fmt: skip
