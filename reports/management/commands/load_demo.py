"""Load the demo county and say who can log in."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from league.core.dates import today
from reports.demo.accounts import PASSWORD
from reports.demo.loading import DemoRefused, Loading, load_demo

ACCOUNTS = """
演示账号（密码均为 {password}，仅供演示，切勿用于正式系统）
  county county2        县团委工作人员（发放资金物资由两人分别经办和审批）
  reviewer              组织部审阅人
  xidu jinlan zhajiang …  乡镇团委书记，登录名为乡镇名拼音，共25个
  park education organs social  园区、教育、县直机关、社会领域团工委书记
  chishui               西渡镇赤水村团支部书记
  sysadmin secadmin auditadmin  系统、安全、审计管理员
"""


class Command(BaseCommand):
    help = "Load the demo county 衡阳县 through the import path. Does nothing when it is loaded already."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="leave a database with other data alone, silently")

    def handle(self, *, if_empty, **options):
        try:
            loaded = load_demo(Loading(on=today(), at=timezone.now(), say=self.stdout.write))
        except DemoRefused as refusal:
            if if_empty:
                return
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("演示县已装入。" if loaded else "演示县早已装入，没有改动。")
        self.stdout.write(ACCOUNTS.format(password=PASSWORD))
