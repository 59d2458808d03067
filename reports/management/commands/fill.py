"""Fill a period from the command line, through the same service as the site."""

from datetime import date

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from league.core.dates import Period, PeriodError, today
from league.core.jobs import enqueue
from reports.services.fill import Fill, FillRefused, fill_period


class Command(BaseCommand):
    help = "Count every indicator for every organisation and store the result as the period's snapshot."

    def add_arguments(self, parser):
        parser.add_argument("--period", required=True, help="2023, 2023-H1, 2023-Q4 or 2023-12")
        parser.add_argument("--as-of", type=date.fromisoformat, help="day of the state; default: the period's last day")
        parser.add_argument("--reason", default="", help="correct a closed period, as a new version beside it")
        parser.add_argument("--as", dest="username", help="account named in the audit log")
        parser.add_argument("--queue", action="store_true", help="hand the work to the worker")

    def handle(self, *, period, as_of, reason, username, queue, **options):
        try:
            span = Period.parse(period)
        except PeriodError as error:
            raise CommandError(str(error)) from error
        day = as_of or span.as_of(today())
        actor = self._actor(username)
        if queue:
            job = enqueue("reports.fill_period", actor=actor, period=span.code, as_of=str(day), reason=reason)
            self.stdout.write(f"已排队：{span.label}，任务 {job.pk}")
            return
        try:
            snapshot = fill_period(Fill(span, day, at=timezone.now(), actor=actor, reason=reason))
        except FillRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"{snapshot.period} 第{snapshot.version}版 截至{snapshot.as_of} {snapshot.nodes}个组织 "
            f"指纹 {snapshot.fingerprint}"
        )

    def _actor(self, username):
        if not username:
            return None
        try:
            return get_user_model().objects.get(username=username)
        except get_user_model().DoesNotExist:
            raise CommandError(f"没有账号“{username}”。") from None
