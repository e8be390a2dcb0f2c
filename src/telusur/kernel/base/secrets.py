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
    if not path.exists():
        write_once(path, secrets.token_hex(32).encode())
    return path.read_text(encoding="ascii").strip()


def write_once(path: Path, content: bytes) -> None:
    """Put a whole file there, readable by its owner only, unless another process or thread was first."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails if another was first; then its content counts
    except FileExistsError:
        pass
    finally:
        draft.unlink()
