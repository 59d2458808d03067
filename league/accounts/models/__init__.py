from league.accounts.models.grant import Grant
from league.accounts.models.user import User

__all__ = ["Grant", "User"]
