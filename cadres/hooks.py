"""What people and posts do along with the register below: tabs, elections, the health of branches."""

from datetime import date, timedelta

from cadres.models.vacancy import led_by_unreachable, led_organizations, never_led, vacant_longer
from cadres.services import elected_posts
from cadres.views.appraisal_ledger import results_of_organization, results_of_person
from cadres.views.development import development_of, organization_notices, person_notices
from cadres.views.post_tabs import people_of_election, posts_of_organization, posts_of_person
from league.core.notices import register_notice
from league.core.tabs import ExtraTab, register_tab
from organizations.enums import HealthCheck
from organizations.services.health_checks import Check, Number, register_check
from organizations.services.hooks import ElectionHook, register_hook

VACANCY_DAYS, CONTACT = "health.vacancy_days", "health.contact"


def without_secretary(on: date, number: Number):
    """Vacant for longer than the rule allows."""
    return vacant_longer(led_organizations(on=on), since=on - timedelta(days=number(VACANCY_DAYS)), on=on)


def of_unknown_secretary(on: date, number: Number):
    """Nobody was ever recorded."""
    return never_led(led_organizations(on=on), on=on)


def of_unreachable_secretary(on: date, number: Number):
    """Nobody can be called or written to. Calls are not recorded here: what is known is the file of the secretary."""
    rows = led_organizations(on=on)
    return led_by_unreachable(rows, on=on) if number(CONTACT) else rows.none()


register_check(
    Check(
        HealthCheck.NO_SECRETARY,
        VACANCY_DAYS,
        "设书记的团组织，登记过的末任书记离任后没有书记在任，超过规定天数；已选出、只差对应人员的不计入。",
        without_secretary,
    )
)
register_check(
    Check(
        HealthCheck.SECRETARY_UNKNOWN,
        VACANCY_DAYS,
        "设书记的团组织，从未登记过书记；不等于空缺。",
        of_unknown_secretary,
    )
)
register_check(
    Check(
        HealthCheck.UNREACHABLE,
        CONTACT,
        "有书记在任，其人员档案里既没有手机号也没有电子邮箱的团组织，按现在的档案判断；没有书记在任的不计入。",
        of_unreachable_secretary,
    )
)
register_hook(
    ElectionHook(
        "posts",
        preview=elected_posts.preview_confirmation,
        confirm=elected_posts.follow_confirmation,
        correct=elected_posts.follow_correction,
    )
)
register_tab(
    "organizations.organization",
    ExtraTab("posts", "任职", "cadres/posts/tab_organization.html", posts_of_organization, "cadres.view_post"),
)
register_tab(
    "organizations.election", ExtraTab("people", "对应人员", "cadres/posts/tab_election.html", people_of_election)
)
register_tab("cadres.person", ExtraTab("posts", "任职", "cadres/posts/tab_person.html", posts_of_person))
register_notice("organizations.organization", organization_notices)
register_notice("cadres.person", person_notices)
register_tab("cadres.person", ExtraTab("development", "推优与培训", "cadres/tab_development.html", development_of))
register_tab(
    "organizations.organization",
    ExtraTab(
        "appraisal",
        "考核",
        "cadres/appraisal/tab_history.html",
        results_of_organization,
        "cadres.view_appraisal_result",
    ),
)
register_tab("cadres.person", ExtraTab("appraisal", "考核", "cadres/appraisal/tab_history.html", results_of_person))
