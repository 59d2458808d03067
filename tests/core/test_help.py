"""The help: every role finds its own page, and no link on it leads to a refusal."""

import re

import pytest
from django.urls import reverse

from league.core.help import CONTENTS, SECTIONS, sections_for
from league.core.roles import Role
from tests.factories.accounts import UserFactory

WHO = {
    "staff": Role.COUNTY_STAFF,
    "secretary": Role.TOWNSHIP_SECRETARY,
    "branch_secretary": Role.BRANCH_SECRETARY,
    "reviewer": Role.REVIEWER,
    "system_admin": Role.SYSTEM_ADMIN,
    "security_admin": Role.SECURITY_ADMIN,
    "audit_admin": Role.AUDIT_ADMIN,
}
HELP = reverse("core:help")


@pytest.fixture
def page(cast, settings, client):
    """Asks for the help as one of the cast."""
    # Elsewhere the administrators are sent to set up their second factor before anything else.
    settings.DEMO = True

    def get(who, **query):
        client.force_login(getattr(cast, who))
        return client.get(HELP, query)

    return get


def body(response) -> str:
    return response.content.decode().split('id="help"')[1].split("</main>")[0]


def headings(response) -> list[str]:
    return re.findall(r"<h2[^>]*>([^<]*)</h2>", body(response))


def links(response) -> list[str]:
    return sorted(set(re.findall(r'href="([^"#][^"]*)"', body(response))))


@pytest.mark.parametrize(("who", "role"), WHO.items())
def test_every_role_opens_its_own_page(page, who, role):
    response = page(who)

    assert response.context["role"] == role
    assert headings(response) == [section.title for section in sections_for(role)]


@pytest.mark.parametrize("who", WHO)
def test_every_link_of_every_page_may_be_followed_by_its_reader(page, client, who):
    found = {url for role in Role for url in links(page(who, role=role.value))}

    assert {url: client.get(url).status_code for url in found} == dict.fromkeys(found, 200)
    assert len(found) > 3


@pytest.mark.parametrize("who", WHO)
def test_the_contents_lead_to_the_sections(page, who):
    text = body(page(who))

    anchors = re.findall(r'href="#([\w-]+)"', text)

    assert anchors == re.findall(r'<section class="card" id="([\w-]+)"', text)


def test_the_page_of_another_role_is_reachable_and_names_what_it_does_not_link(page):
    response = page("secretary", role="system_admin")

    assert headings(response) == [section.title for section in sections_for(Role.SYSTEM_ADMIN)]
    assert "“账号”" in body(response)
    assert reverse("accounts:user-list") not in links(response)
    assert f'href="{HELP}?role=township_secretary"' in response.content.decode()


def test_an_entry_is_linked_for_whoever_has_it(page):
    assert reverse("accounts:user-list") in links(page("system_admin"))


def test_an_unknown_role_has_no_page(page):
    assert page("staff", role="nobody").status_code == 404


def test_an_account_without_a_role_is_told_so(client, db):
    client.force_login(UserFactory())

    assert "您现在没有任何角色" in client.get(HELP).content.decode()


def test_a_stranger_is_asked_to_log_in(client, db):
    response = client.get(HELP)

    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={HELP}")


def test_every_user_finds_the_help_in_the_menu(page):
    assert [HELP in [entry["url"] for entry in page(who).context["own_entries"]] for who in WHO] == [True] * len(WHO)


def test_every_section_is_read_by_somebody():
    assert set(SECTIONS) == {name for names in CONTENTS.values() for name in names}
