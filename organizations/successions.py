"""What becomes of the register's own rows when their organisation ends; the order is that of the sentences."""

from django.db.models import F, Q

from organizations.enums import ElectionState, HomeState
from organizations.models import (
    BodySeat,
    Coverage,
    Election,
    HeadCount,
    HealthCase,
    HomeVersion,
    JointSurvey,
    LeagueSchool,
    Organization,
    OrganizationVersion,
    PartyInclusion,
    PolicyDocument,
    Restructuring,
    SurveyVisit,
    Term,
    Unit,
    UnitVersion,
    YouthHome,
)
from organizations.services import handovers
from organizations.services.previews import listed
from organizations.services.successions import Ends, Follows, Passes, Refuses, Stays, Succession, register
from organizations.services.units import FOLLOWERS


class Coverages(Succession):
    """Joint coverage ends; a merger begins it anew for the target."""

    def preview(self, ending, preview):
        if number := handovers.open_coverages(ending.organization, on=ending.on).count():
            preview.effects.append(f"终止联合覆盖 {number} 条。")

    def perform(self, ending):
        return handovers.end_coverages(ending.organization, on=ending.on)

    def restore(self, ending, kept):
        handovers.restore_coverages(ending.organization, kept)

    def keys(self, kept):
        return [pk for pk, _ in kept["ended"]]

    def done(self, kept):
        number = len(kept["ended"]) + len(kept["removed"])
        return f"联合覆盖 {number} 条终止" if number else ""


class HeadCounts(Succession):
    """An organisation that ended counts nobody."""

    def perform(self, ending):
        return handovers.end_head_counts(ending.organization, on=ending.on)

    def restore(self, ending, kept):
        handovers.restore_head_counts(kept)


class Grants(Succession):
    """Accounts lose their rights at the node."""

    def preview(self, ending, preview):
        running = handovers.running_grants(ending.organization, on=ending.on).select_related("user").order_by("pk")
        grants = [f"{grant.user} {grant.get_role_display()}" for grant in running]
        if grants:
            preview.effects.append(f"终止账号授权 {len(grants)} 项：{listed(grants)}。")

    def perform(self, ending):
        return handovers.end_grants(
            ending.organization, on=ending.on, reason=ending.reason, document=ending.document, batch=ending.batch,
            actor=ending.actor,
        )  # fmt: skip

    def restore(self, ending, kept):
        handovers.restore_grants(kept)

    def keys(self, kept):
        return [pk for pk, _ in kept]

    def done(self, kept):
        return f"账号授权 {len(kept)} 项终止" if kept else ""


UNITS = register(
    Passes(
        "units",
        Unit,
        "responsible",
        "归口单位 {} 个",
        rows=Q(closed_on__isnull=True),
        followers=tuple((model, "unit") for model in FOLLOWERS),
        sentence="{rows}连同人数记录转由“{heir}”负责。",
    )
)
register(
    Follows(
        "league_schools",
        LeagueSchool,
        "unit__responsible",
        "{} 个团校及其教师名册、团课",
        "学校",
        rows=Q(closed_on__isnull=True, unit__closed_on__isnull=True),
    )
)
register(Coverages("coverages", Coverage, "organization", "联合覆盖 {} 条"))
register(HeadCounts("head_counts", HeadCount, "organization", "团员青年数 {} 条"))
register(Passes("homes", YouthHome, "responsible", "{} 个青年阵地", rows=~Q(state=HomeState.CLOSED)))
register(
    Refuses(
        "elections",
        Election,
        "organization",
        "{} 项办理中的换届",
        "请先在该换届的页面办结，或者取消换届，再办理本项",
        rows=Q(state__in=ElectionState.open),
    )
)
register(Ends("terms", Term, "organization", "{} 届任期"))
register(Passes("policy_documents", PolicyDocument, "organization", "{} 份政策文件", apart=("title",)))
register(Ends("body_seats", BodySeat, "organization", "{} 个领导机构席位"))
register(
    Ends(
        "health_cases",
        HealthCase,
        "organization",
        "{} 项体检问题",
        rows=Q(closed_on__isnull=True),
        starts="opened_on",
        ends="closed_on",
        also={"outcome": "团组织已撤销，随之销号"},
        late=True,
    )
)
register(
    Passes(
        "health_duties",
        HealthCase,
        "responsible",
        "{} 项体检问题的整改责任",
        rows=Q(closed_on__isnull=True) & ~Q(organization=F("responsible")),
    )
)
register(Grants("grants", handovers.grant_model(), "organization", "账号授权 {} 项"))

# What happened stays where it happened.
register(Stays("joint_surveys", JointSurvey, "organization", "{} 次联合调研"))
register(Stays("survey_visits", SurveyVisit, "organization", "{} 次接受走访"))
register(Stays("party_inclusions", PartyInclusion, "organization", "{} 个年度纳入党建"))
for key, model, field in (
    ("unit_versions", UnitVersion, "responsible"),
    ("home_versions", HomeVersion, "responsible"),
    ("organization_parents", OrganizationVersion, "parent"),
    ("organization_versions", OrganizationVersion, "subject"),
    ("restructurings", Restructuring, "organization"),
    ("restructuring_targets", Restructuring, "target"),
    ("predecessors", Organization, "successor"),
):
    register(Stays(key, model, field, ""))
