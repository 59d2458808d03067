"""``manage.py verify_audit``: recompute the audit chain."""

from django.core.management.base import BaseCommand, CommandError

from league.core.anchors import anchor_file, read_anchors
from league.core.audit import verify_chain
from league.core.models import AuditHead


class Command(BaseCommand):
    help = "校验审计链：完好时退出码为0，被改动、删除、调换或截尾时为1，并指出位置。"

    def handle(self, **options):
        """Print the length and the number of anchors compared; the fault as an error."""
        anchors = read_anchors()
        fault = verify_chain(anchors)
        if fault:
            raise CommandError(fault.message, returncode=1)
        length = AuditHead.objects.filter(pk=1).values_list("length", flat=True).first() or 0
        self.stdout.write(f"审计链完好：共 {length} 条，与库外留存 {len(anchors)} 处（{anchor_file()}）相符。")
