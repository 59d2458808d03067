"""The accounts of the demo, as its entrance names them."""

import json
from pathlib import Path

from django.conf import settings


def demo_accounts() -> list[dict]:
    """[{"username", "password", "role"}] that the demo's set-up left beside its database; empty before that."""
    path = Path(settings.VAR_DIR) / "demo-accounts.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
