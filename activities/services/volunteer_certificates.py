"""Certificates: the hours that nobody doubts, of activities held at the issuer or below it; whoever records certifies."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Sum

from activities.enums import ActivityState, DoubtState
from activities.models import AttendanceDoubt, SignUp, Volunteer, VolunteerCertificate
from activities.services.volunteers import lock_volunteer
from league.core.audit import record
from league.core.tokens import random_code
from organizations.models import Organization
from organizations.services.records import describe
from organizations.services.tree import lock_nodes

CHECK_LENGTH = 8
SHOWN = ("number", "organization", "first_day", "last_day", "minutes", "times")


class Tally(NamedTuple):
    """What can be certified: minutes, how many activities, and how many attendances are withheld as doubtful."""

    minutes: int
    times: int
    withheld: int


def tally(volunteer: Volunteer, organization: Organization, *, first: date, last: date) -> Tally:
    """Of activities that count, held on [first, last] at the organisation or below it."""
    rows = SignUp.objects.below(organization.path).filter(
        volunteer=volunteer, activity__state__in=ActivityState.counted, activity__held_on__range=(first, last)
    )  # fmt: skip
    sums = rows.credited().order_by().aggregate(minutes=Sum("minutes"), times=Count("pk"))
    doubts = AttendanceDoubt.objects.filter(sign_up__in=rows, state__in=DoubtState.withheld)
    return Tally(sums["minutes"] or 0, sums["times"], doubts.values("sign_up").distinct().count())


@transaction.atomic
def issue_certificate(
    volunteer: Volunteer, organization: Organization, *, first_day: date, last_day: date, on: date, actor
) -> VolunteerCertificate:
    """出具证明: the year's next number, and a check code without which nobody can look it up."""
    (organization,) = lock_nodes(organization)
    volunteer = lock_volunteer(volunteer)
    if last_day < first_day:
        raise ValidationError({"last_day": "截止日期不能早于起始日期。"})
    if last_day > on:
        raise ValidationError({"last_day": "截止日期不能晚于今天。"})
    found = tally(volunteer, organization, first=first_day, last=last_day)
    if not found.minutes:
        raise ValidationError("这段时间没有可以证明的服务时长：活动须已登记举办，签到记录没有存疑。")
    certificate = VolunteerCertificate(
        number=_next_number(on.year), check_code=random_code(CHECK_LENGTH), volunteer=volunteer,
        organization=organization, org_path=organization.path, first_day=first_day, last_day=last_day,
        minutes=found.minutes, times=found.times, issued_on=on,
    )  # fmt: skip
    certificate.full_clean()
    certificate.save(force_insert=True)
    record(actor, "volunteer_certificate.issued", certificate, after=describe(certificate, SHOWN))
    return certificate


def _next_number(year: int) -> str:
    prefix = f"ZY{year}-"
    rows = VolunteerCertificate.objects.filter(number__startswith=prefix).order_by("-number")
    last = rows.values_list("number", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:05d}"


@transaction.atomic
def revoke_certificate(certificate: VolunteerCertificate, *, reason: str, on: date, actor) -> VolunteerCertificate:
    """作废: who looks it up is told that it is void."""
    certificate = VolunteerCertificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if certificate.revoked_on:
        raise ValidationError(f"这份证明已于{certificate.revoked_on}作废。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明作废原因。"})
    certificate.revoked_on, certificate.revoke_reason = on, reason.strip()
    certificate.revision += 1
    certificate.full_clean()
    certificate.save()
    record(
        actor, "volunteer_certificate.revoked", certificate, after=describe(certificate, ["revoked_on"]),
        reason=reason.strip(),
    )  # fmt: skip
    return certificate
