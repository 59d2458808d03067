"""Terms, elections, extensions and cases of the health card."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from organizations.models import Election, ElectionSeat, Extension, HealthCase, Term


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    number = 1
    starts_on = date(2023, 3, 1)
    source = "测试"


class ElectionFactory(DjangoModelFactory):
    """`ElectionFactory(organization=branch, state="held")` has the papers of its state and those before it."""

    class Meta:
        model = Election

    number = 2
    planned_on = date(2025, 3, 1)
    seats = 3
    candidates = 4

    class Params:
        papers = factory.Trait(
            request_document="测团请〔2025〕1号",
            requested_on=date(2025, 2, 1),
            approver="测试县团委",
            approval_document="测团复〔2025〕1号",
            approved_on=date(2025, 2, 10),
            meeting_on=date(2025, 3, 1),
            eligible=20,
            present=18,
            ballots_issued=18,
            ballots_returned=18,
            ballots_valid=17,
            report_document="测团报〔2025〕1号",
            reported_on=date(2025, 3, 3),
            reply_document="测团复〔2025〕2号",
            replied_on=date(2025, 3, 10),
            begins_on=date(2025, 3, 1),
        )


class ElectionSeatFactory(DjangoModelFactory):
    class Meta:
        model = ElectionSeat

    order = factory.Sequence(lambda n: n + 1)
    position = "member"
    name = factory.Sequence(lambda n: f"候选人{n}")
    votes = 15
    elected = True


class ExtensionFactory(DjangoModelFactory):
    class Meta:
        model = Extension

    until = date(2026, 6, 1)
    reason = "测试"
    party_document = "测党〔2026〕1号"
    party_approved_on = date(2026, 1, 5)
    league_document = "测团〔2026〕1号"
    league_approved_on = date(2026, 1, 10)
    granted_on = factory.LazyAttribute(lambda each: max(each.party_approved_on, each.league_approved_on))


class HealthCaseFactory(DjangoModelFactory):
    class Meta:
        model = HealthCase

    check_code = "few_members"
    opened_on = date(2025, 1, 1)
    responsible = factory.LazyAttribute(lambda case: case.organization.parent or case.organization)
