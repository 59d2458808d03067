"""Background work of accounts and audit."""

from celery import shared_task
from django.core.management import call_command
from django.db import transaction

from league.core.anchors import read_anchors
from league.core.audit import record, verify_chain
from league.core.jobs import job
from league.core.models import AuditHead


@job("accounts.verify_audit", label="校验审计链")
def verify_audit(run) -> None:
    """Recompute the chain from its beginning, compare it with the anchors, and note the result in it."""
    length = AuditHead.objects.filter(pk=1).values_list("length", flat=True).first() or 0
    fault = verify_chain(read_anchors())
    result = fault.message if fault else f"完好，共 {length} 条"
    with transaction.atomic():
        record(run.actor, "audit.verified", result=result)
        run.finish(f"校验结果：{result}")


@shared_task(name="accounts.clear_sessions")
def clear_sessions() -> None:
    """Daily: forget the sessions that ended."""
    call_command("clearsessions")
