"""Terms, elections and the health of branches: who is in office by the rule of the day, and who is late."""

from __future__ import annotations

from django.db.models import DateField, Exists, OuterRef, Q

from league.core.dates import latest_start
from organizations.enums import HealthCheck, TermState
from organizations.models import OrganizationVersion, Term, TermRules, with_terms
from organizations.models.membership import with_members
from organizations.models.term import TERM_RULE_CODES, by_class
from organizations.services.health_checks import CHECKS, branches
from reports.indicators.base import Context, Indicator, Measure, Ratio, breakdown
from reports.indicators.leading import led_units
from reports.indicators.organizations import village_branches
from reports.indicators.units import MINIMUM, RULE, must, through

GROUP, ELECTIONS, HEALTH = "届期", "换届", "支部体检"
REGULATION = "团章、支部工作条例和基层组织选举工作条例关于任期的规定，按截至日当天有效的规则行计算"
STATES = [(state.value, state.label) for state in TermState]


def rules_of(context: Context) -> TermRules:
    """The rules of the figure's day."""
    return TermRules.of(context.number)


def states(context: Context):
    """Every organisation of the day with the state of its term."""
    return with_terms(OrganizationVersion.objects.on(context.on), on=context.on, rules=rules_of(context))


def in_states(*wanted):
    """Organisations whose term is in one of the states."""
    return lambda context: states(context).filter(term_state__in=wanted)


def elected_kinds(context: Context):
    """Organisations whose committee is elected for a term."""
    return states(context).exclude(term_state=TermState.NOT_APPLICABLE)


def villages_in_states(*wanted):
    """Village and community branches whose term is in one of the states."""
    return lambda context: with_terms(village_branches(context), on=context.on, rules=rules_of(context)).filter(
        term_state__in=wanted
    )


def due_in_period(context: Context):
    """Organisations with a term that ran in the period and fell due by its day, left over ones among them; not those
    whose extension still runs."""
    starts = {term_class: latest_start(context.on, years) for term_class, years in rules_of(context).years.items()}
    terms = Term.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=context.period.first),
        organization=OuterRef("subject"),
        starts_on__lte=OuterRef("latest"),
    )
    rows = states(context).exclude(term_state=TermState.EXTENDED).alias(latest=by_class(starts, DateField()))
    return rows.filter(Exists(terms))


def elected_in_period(context: Context):
    """Of those that were due, the ones whose next term began in the period."""
    fresh = Term.objects.filter(organization=OuterRef("subject"), starts_on__range=(context.period.first, context.on))
    return due_in_period(context).filter(Exists(fresh))


def left_in_period(context: Context):
    """Of those that were due, the ones that did not elect."""
    return due_in_period(context).exclude(
        pk__in=elected_in_period(context).order_by().values("pk"),
    )


def early_in_period(context: Context):
    """Organisations whose next term began in the period before the last one was due."""
    ended = Term.objects.filter(organization=OuterRef("subject"), ends_on__range=(context.period.first, context.on))
    return states(context).filter(Exists(ended)).exclude(pk__in=due_in_period(context).order_by().values("pk"))


def covered_by(context: Context, wanted):
    """Condition on units: an organisation in one of the states, its own or a joint one, covers it."""
    return through(states(context).covering().filter(term_state__in=wanted), on=context.on)


# A work committee is appointed: the units it covers are not late.
IN_TERM = (*TermState.valid, TermState.NOT_APPLICABLE)


def units_in_term(context: Context):
    """Led units with at least one covering organisation that is not overdue."""
    return led_units(context).filter(covered_by(context, IN_TERM))


def units_late(context: Context):
    """Led units all of whose covering organisations of known term are overdue."""
    rows = led_units(context).filter(covered_by(context, TermState.late))
    return rows.exclude(covered_by(context, IN_TERM))


def units_of_unknown_term(context: Context):
    """Led units of whose covering organisations nobody knows a term."""
    return led_units(context).exclude(covered_by(context, (*IN_TERM, *TermState.late)))


def units_judged(context: Context):
    """Units that must have an organisation, without those of which nobody can tell whether it is late."""
    return must(context).exclude(pk__in=units_of_unknown_term(context).order_by().values("pk"))


def branches_of_unknown_size(context: Context):
    """Branches whose members nobody counted apart."""
    return with_members(branches(context.on), on=context.on).filter(members__isnull=True)


def _terms(**declaration) -> Indicator:
    return Indicator(**{"unit": "个", "group": GROUP, "source": REGULATION, "settings": TERM_RULE_CODES} | declaration)


def _units(**declaration) -> Indicator:
    return Indicator(
        unit="个", node="responsible_id", measure=Measure.UNITS, group="应建尽建", source=RULE,
        settings=(MINIMUM, *TERM_RULE_CODES), **declaration,
    )  # fmt: skip


# Whom a check cannot judge: figures say so beside what it found.
UNJUDGED = {
    HealthCheck.FEW_MEMBERS: "branch.members_unknown",
    HealthCheck.MANY_MEMBERS: "branch.members_unknown",
    HealthCheck.TERM_OVERDUE: "term.state.unknown",
    HealthCheck.NO_SECRETARY: "health.secretary_unknown",
}


def _health(code: HealthCheck) -> Indicator:
    check = CHECKS[code]
    of_terms = code in (HealthCheck.TERM_OVERDUE, HealthCheck.TERM_UNKNOWN)
    return Indicator(
        code=f"health.{code.value}", label=f"体检：{check.label}", unit="个", group=HEALTH,
        definition=f"截至日{check.definition}", source="支部体检规则",
        rows=lambda context: check.rows(context.on, context.number), unknown=UNJUDGED.get(code, ""),
        settings=TERM_RULE_CODES if of_terms else (check.rule,),
    )  # fmt: skip


FIGURES = (
    _terms(
        code="term.total", label="设届期的团组织",
        definition="截至日现存、委员会应经选举产生的团组织：县级领导机关、团委、团总支、团支部。团工委由上级任命，"
        "毕业生、流动、临时团组织不设届期，不计入。",
        rows=elected_kinds,
    ),
    *breakdown(
        "term.state", rows=states, column="term_state", choices=STATES, unit="个", group=GROUP, source=REGULATION,
        settings=TERM_RULE_CODES, definition="截至日现存、届期状态为“{label}”的团组织；届满日按当日有效的任期规定计算。",
    ),
    _terms(
        code="term.due_soon", label="临近届满的团组织", definition="截至日尚未届满、已进入届满提醒期的团组织。",
        rows=in_states(*TermState.warned),
    ),
    _terms(
        code="term.overdue", label="逾期未换届的团组织",
        definition="截至日已过届满日、不在批准的延期之内的团组织；届次不详的另列，不算逾期。",
        rows=in_states(*TermState.late), unknown="term.state.unknown",
    ),
    _terms(
        code="term.known", label="届次已登记的团组织", definition="截至日设届期、登记有正在任期的一届的团组织。",
        rows=in_states(*TermState.valid, *TermState.late), unknown="term.state.unknown",
    ),
    Ratio(
        code="term.overdue_rate", label="逾期未换届率", group=GROUP, source=REGULATION,
        definition="逾期未换届的团组织除以届次已登记的团组织。届次不详的不在分子也不在分母中。",
        part="term.overdue", whole="term.known", unknown="term.state.unknown",
    ),
    _terms(
        code="election.due", label="本期应换届团组织", group=ELECTIONS,
        definition="截至日现存、在本统计期内任期届满或期初已逾期的团组织；批准延期尚未到期的不计入，届次不详的另列。",
        rows=due_in_period, unknown="term.state.unknown",
    ),
    _terms(
        code="election.completed", label="本期完成换届团组织", group=ELECTIONS,
        definition="本期应换届团组织中，新一届任期在本统计期内开始的。",
        rows=elected_in_period, unknown="term.state.unknown",
    ),
    _terms(
        code="election.left", label="本期应换未换团组织", group=ELECTIONS,
        definition="本期应换届团组织中，新一届任期没有在本统计期内开始的。",
        rows=left_in_period, unknown="term.state.unknown",
    ),
    _terms(
        code="election.early", label="本期提前换届团组织", group=ELECTIONS,
        definition="截至日现存、在本统计期内提前换届（上一届按截至日的任期规定尚未届满）的团组织；不在本期应换届团组织之内，"
        "也不计入换届完成率。",
        rows=early_in_period,
    ),
    Ratio(
        code="election.completion", label="换届完成率", group=ELECTIONS, source=REGULATION,
        definition="本期完成换届团组织除以本期应换届团组织，不是除以全部团组织。",
        part="election.completed", whole="election.due", unknown="term.state.unknown",
    ),
    _terms(
        code="branch.elected", label="完成换届的村（社区）团支部", group=ELECTIONS,
        definition="截至日现存的村（社区）团支部中，已选举产生、任期未满或在批准的延期之内的；届次不详的另列，不计入。",
        rows=villages_in_states(*TermState.valid), unknown="branch.term_unknown",
    ),
    _terms(
        code="branch.term_known", label="届次已登记的村（社区）团支部", group=ELECTIONS,
        definition="截至日现存、登记有正在任期的一届的村（社区）团支部。",
        rows=villages_in_states(*TermState.valid, *TermState.late), unknown="branch.term_unknown",
    ),
    _terms(
        code="branch.term_unknown", label="届次不详的村（社区）团支部", group=ELECTIONS,
        definition="截至日现存、没有登记正在任期的一届的村（社区）团支部，无法判断是否按期换届。",
        rows=villages_in_states(TermState.UNKNOWN),
    ),
    _terms(
        code="branch.overdue", label="逾期未换届的村（社区）团支部", group=ELECTIONS,
        definition="截至日现存、已过届满日且不在批准的延期之内的村（社区）团支部；届次不详的另列，不算逾期。",
        rows=villages_in_states(*TermState.late), unknown="branch.term_unknown",
    ),
    Ratio(
        code="branch.elected_rate", label="村（社区）团支部换届完成率", group=ELECTIONS, source=REGULATION,
        definition="完成换届的村（社区）团支部除以届次已登记的村（社区）团支部。届次不详的不在分子也不在分母中。",
        part="branch.elected", whole="branch.term_known", unknown="branch.term_unknown",
    ),
    _units(
        code="unit.in_term", label="团组织届期未逾期的应建单位",
        definition="书记在任的应建单位中，至少有一个覆盖它的团组织（单独或联合）届期未逾期或不设届期的。",
        rows=units_in_term, unknown="unit.term_unknown",
    ),
    _units(
        code="unit.term_overdue", label="团组织逾期未换届的应建单位",
        definition="书记在任的应建单位中，覆盖它的团组织届次已登记的都已逾期。",
        rows=units_late, unknown="unit.term_unknown",
    ),
    _units(
        code="unit.term_unknown", label="团组织届次不详的应建单位",
        definition="书记在任的应建单位中，覆盖它的团组织都没有登记届次，无法判断是否逾期。",
        rows=units_of_unknown_term,
    ),
    _units(
        code="unit.term_judged", label="可判断届期的应建单位",
        definition="应建团组织单位中，除去团组织届次不详、无法判断是否逾期的；没有团组织、没有书记在任的仍在其中。",
        rows=units_judged, unknown="unit.term_unknown",
    ),
    Ratio(
        code="org.term_coverage", label="应建单位团组织届期未逾期率", group="应建尽建", source=RULE,
        definition="团组织届期未逾期的应建单位除以可判断届期的应建单位。团组织届次不详的单位不在分子也不在分母中。",
        part="unit.in_term", whole="unit.term_judged", unknown="unit.term_unknown",
    ),
    Indicator(
        code="branch.members_unknown", label="团员数不详的团支部", unit="个", group=HEALTH,
        definition="截至日现存的团支部中，本支部没有登记团员数，所在单位和联合覆盖单位也没有登记、或单位内不止一个团组织而分不清的。",
        rows=branches_of_unknown_size, source="支部体检规则",
    ),
    *(_health(code) for code in CHECKS),
)  # fmt: skip
