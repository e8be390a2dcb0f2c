"""Secrets of a clone that nobody configured: made once, kept in the data folder, readable by the owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_of(folder: Path, name: str) -> str:
    """The secret called ``name`` (64 hexadecimal digits).

    Made if it is not there. Two processes starting at once agree.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    draft = folder / f".{name}.{os.getpid()}"
    if not path.exists():
        draft.write_text(secrets.token_hex(32), encoding="ascii")
        draft.chmod(0o600)
        try:
            os.link(draft, path)  # fails if another process was first; its secret then counts
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
