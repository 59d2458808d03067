from league.core.models.audit import AuditEvent, AuditHead
from league.core.models.job import JobRun
from league.core.models.version import Version, Versioned

__all__ = ["AuditEvent", "AuditHead", "JobRun", "Version", "Versioned"]
