"""The served copies of the static files, brought up to date when a source has changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static_files() -> bool:
    """Bring the served copies of the static files up to date; nothing to do while no source has changed."""
    stamp = Path(settings.STATIC_ROOT) / ".asal"
    wanted = _digest_of_static_sources()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return False
    stamp.parent.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted, encoding="ascii")
    return True


def _digest_of_static_sources() -> str:
    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            facts = os.stat(storage.path(name))
            total.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return total.hexdigest()
