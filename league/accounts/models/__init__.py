from league.accounts.models.api_token import ApiToken
from league.accounts.models.audit_entry import AuditEntry
from league.accounts.models.grant import Grant
from league.accounts.models.user import User

__all__ = ["ApiToken", "AuditEntry", "Grant", "User"]
