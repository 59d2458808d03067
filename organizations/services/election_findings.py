"""What the papers of an election say against the rules of its day. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from league.core.dates import add_months
from organizations.enums import ElectionState, MeetingForm, OrganizationKind, TermClass, UnitKind
from organizations.models import Election, ElectionSeat, OrganizationVersion, Rule
from organizations.models.membership import with_members
from organizations.models.term import due_on, final_day
from organizations.services.records import chinese_date
from organizations.services.terms import term_status

SEATS = "seats"


@dataclass(frozen=True)
class Finding:
    """One thing that deserves a look: the sentence, and the rule it follows from, with value and source."""

    sentence: str
    rule: Rule

    @property
    def basis(self) -> str:
        """The rule in words: what it says, its value, who says so."""
        return f"{self.rule.text}（规则值{self.rule.value}{self.rule.unit}，依据：{self.rule.source}）"

    @property
    def tone(self) -> str:
        """Colour of the message by the rule's severity."""
        return {"block": "danger", "warn": "warning"}.get(self.rule.severity, "info")

    def __str__(self):
        return f"{self.sentence}{self.basis}"


class Rulebook(Mapping):
    """The election rules of one day by their codes."""

    def __init__(self, on: date):
        rows = Rule.objects.running_on(on).order_by("code")
        wanted = [row for row in rows if row.code.startswith(("election.", "seats.", "extension."))]
        self._rules = {row.code: row for row in wanted}

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    def __iter__(self):
        return iter(self._rules)

    def __len__(self):
        return len(self._rules)

    def number(self, code: str) -> int:
        """A rule's value."""
        return int(self[code].value)


def rules_day(election: Election) -> date:
    """The day whose rules the election follows: that of its meeting, as planned while it is not held."""
    return election.meeting_on or election.planned_on


def timing_refusal(election: Election) -> str:
    """Why a reason is needed for the planned day; empty when it lies in the usual time."""
    row = term_status(election.organization, on=election.planned_on)
    if row is None or row.term_starts_on is None:
        return ""
    due, last = due_on(row), final_day(row)
    months = int(Rule.objects.in_force(TermClass(row.term_class).extension_code, on=election.planned_on).get().value)
    if election.planned_on > last:
        return f"本届{chinese_date(last)}届满，计划日期已过届满日，请写明推迟的理由；需要延期的，先办理延期批复。"
    if election.planned_on < add_months(due, -months):
        return f"本届{chinese_date(due)}届满，计划日期提前了{months}个月以上，请写明提前的理由。"
    return ""


def election_findings(election: Election, seats: Iterable[ElectionSeat]) -> list[Finding]:
    """All findings of a dossier, in the order of its course."""
    seats, rules = list(seats), Rulebook(rules_day(election))
    row = _standing(election)
    if row is None:
        return []
    held = election.meeting_on is not None and election.state not in ("planned", "requested", "approved")
    findings = [*_timing(election, row, rules), *_form(election, row, rules), *_size(election, row, rules)]
    candidates = len(seats) if held and seats else election.candidates
    findings += _margin(election, candidates, rules)
    if held:
        findings += [*_quorum(election, rules), *_majority(election, seats, rules)]
    return findings


def _standing(election: Election) -> OrganizationVersion | None:
    day = rules_day(election)
    rows = OrganizationVersion.objects.on(day).filter(subject=election.organization).select_related("unit")
    return with_members(rows, on=day).first()


def _timing(election: Election, row, rules: Rulebook) -> list[Finding]:
    status = term_status(election.organization, on=election.planned_on)
    # A confirmed election has a term of its own: its time was judged before.
    if status is None or status.term_starts_on is None or election.state == ElectionState.CONFIRMED:
        return []
    rule = rules[TermClass(status.term_class).extension_code]
    due, last, day = due_on(status), final_day(status), rules_day(election)
    if day > last:
        return [Finding(f"本届{chinese_date(last)}届满，换届日期{chinese_date(day)}在其后且没有已批准的延期。", rule)]
    if day < add_months(due, -int(rule.value)):
        return [Finding(f"本届{chinese_date(due)}届满，换届日期{chinese_date(day)}提前超过{rule.value}个月。", rule)]
    return []


def _form(election: Election, row, rules: Rulebook) -> list[Finding]:
    rule = rules["election.congress_minimum"]
    number = election.eligible or row.members
    if election.form != MeetingForm.CONGRESS or number is None or number >= int(rule.value):
        return []
    if row.kind == OrganizationKind.LEADING_BODY:
        return []
    return [Finding(f"召开代表大会，而团员只有{number}人；居住不分散的应召开团员大会。", rule)]


def size_codes(row) -> tuple[str, str]:
    """Codes of the rules for the least and the most seats of a row with `members`; "" where there is none."""
    if row.kind == OrganizationKind.BRANCH:
        return "seats.branch.minimum", "seats.branch.maximum"
    if row.kind == OrganizationKind.GENERAL_BRANCH:
        return "seats.general_branch.minimum", "seats.general_branch.maximum"
    if row.kind == OrganizationKind.COMMITTEE:
        township = row.unit is not None and row.unit.kind == UnitKind.TOWNSHIP
        return ("seats.township.minimum", "seats.township.maximum") if township else (
            "seats.committee.minimum", "seats.committee.maximum",
        )  # fmt: skip
    return "", ""


def _size(election: Election, row, rules: Rulebook) -> list[Finding]:
    least, most = size_codes(row)
    seats, members = election.seats, row.members
    if not least:
        return []
    if row.kind == OrganizationKind.BRANCH and members is not None and members < rules.number("seats.branch.members"):
        rule = rules["seats.small_branch.maximum"]
        text = f"团员{members}人，应选{seats}人；不设支部委员会的只选书记，必要时选副书记。"
        return [Finding(text, rule)] if seats > int(rule.value) else []
    if least == "seats.committee.minimum" and members and members >= rules.number("seats.large_committee.members"):
        most = "seats.large_committee.maximum"
    if seats < rules.number(least):
        return [Finding(f"应选{seats}人，少于规定的{rules.number(least)}人。", rules[least])]
    if seats > rules.number(most):
        return [Finding(f"应选{seats}人，多于规定的{rules.number(most)}人。", rules[most])]
    return []


def candidates_needed(seats: int, margin: int) -> int:
    """The least number of candidates for so many seats at a margin in percent: 9 for 7 at 20."""
    return seats + -(-seats * margin // 100)


def _margin(election: Election, candidates: int, rules: Rulebook) -> list[Finding]:
    rule = rules["election.margin"]
    needed = candidates_needed(election.seats, int(rule.value))
    if candidates >= needed:
        return []
    return [Finding(f"应选{election.seats}人，候选人{candidates}人，差额不足；至少应有{needed}名候选人。", rule)]


def _quorum(election: Election, rules: Rulebook) -> list[Finding]:
    rule = rules["election.quorum"]
    if (
        election.eligible
        and election.present is not None
        and election.present * 100 < election.eligible * int(rule.value)
    ):
        return [Finding(f"应到{election.eligible}人，实到{election.present}人，不足法定到会人数。", rule)]
    return []


def _majority(election: Election, seats: list[ElectionSeat], rules: Rulebook) -> list[Finding]:
    rule = rules["election.majority"]
    findings = [
        Finding(f"{seat.name}得{seat.votes}票当选，没有超过实到{election.present}人的半数。", rule)
        for seat in seats
        if seat.elected and seat.votes is not None and election.present is not None
        and seat.votes * 100 <= election.present * int(rule.value)
    ]  # fmt: skip
    elected = [seat for seat in seats if seat.elected]
    if elected and len(elected) < election.seats:
        findings.append(
            Finding(f"应选{election.seats}人，当选{len(elected)}人，还缺{election.seats - len(elected)}人。", rule)
        )
    return findings + _order_of_votes(elected, seats, rule)


def _order_of_votes(elected: list[ElectionSeat], seats: list[ElectionSeat], rule: Rule) -> list[Finding]:
    """Who has more votes than somebody elected to the same position should have been elected."""
    findings = []
    for seat in seats:
        lower = [
            other for other in elected
            if other.position == seat.position and None not in (other.votes, seat.votes) and other.votes < seat.votes
        ]  # fmt: skip
        if not seat.elected and lower:
            findings.append(
                Finding(f"{seat.name}得{seat.votes}票未当选，得{lower[0].votes}票的{lower[0].name}当选，请核对。", rule)
            )
    return findings
