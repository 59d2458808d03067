"""``manage.py create_administrator ROLE USERNAME NAME``: one of the three administrators, for a fresh deployment."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from league.accounts.services.grants import create_administrator
from league.core.dates import today
from league.core.roles import Role


class Command(BaseCommand):
    help = "设立一名管理员并显示其一次性密码。角色：system_admin 系统、security_admin 安全、audit_admin 审计。"

    def add_arguments(self, parser):
        parser.add_argument("role", choices=Role.administrators)
        parser.add_argument("username")
        parser.add_argument("name")

    def handle(self, *, role, username, name, **options):
        """Make the account; its password is printed here and kept nowhere."""
        try:
            user, password = create_administrator(role=role, username=username, name=name, on=today())
        except ValidationError as error:
            raise CommandError("".join(error.messages)) from error
        self.stdout.write(f"已设立{Role(role).label}：{user}")
        self.stdout.write(f"一次性密码（只显示这一次）：{password}")
        self.stdout.write("首次登录须改密码，并启用动态口令。")
