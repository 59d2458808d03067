"""Keys that a laptop or the demo makes for itself."""

import os
import secrets
from pathlib import Path


def local_key(path: Path) -> str:
    """The key in the file, made at random at the first start; readable by its owner only."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            # Web and worker start at the same moment: the first one's key stays, and is never seen half-written.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
