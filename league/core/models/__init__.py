from league.core.models.audit import AuditEvent, AuditHead
from league.core.models.import_batch import ImportBatch
from league.core.models.job import JobRun
from league.core.models.photo import Photo
from league.core.models.submission import Submission
from league.core.models.version import Version, Versioned

__all__ = ["AuditEvent", "AuditHead", "ImportBatch", "JobRun", "Photo", "Submission", "Version", "Versioned"]
