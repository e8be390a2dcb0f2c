"""The stages of ``tests.lsp.dunia`` on disk: what one process of a run has built the others take over.

A stage is its rows, its ``Panggung`` and the files in the folder of the stages. Files are only ever added there, so one folder
serves all stages.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from django.db import connection

from tests.environment import DATA

# Where the stages of this process have their files and keys.
MILIK_SENDIRI = DATA / "panggung"
# Whoever has once built for itself alone has other keys and stays alone.
_sendiri = Event()


def _folder() -> Path:
    folder = Path(os.environ["UJI_BERSAMA"]) / connection.vendor
    folder.mkdir(exist_ok=True)
    return folder


def ada(tahap: str) -> bool:
    """Whether a process has built this stage for all."""
    return not _sendiri.is_set() and (_folder() / f"{tahap}.pickle").exists()


def muat(tahap: str) -> Any:
    """What was kept with the stage; its files are in ``MILIK_SENDIRI`` afterwards."""
    _tambahkan(_folder() / "berkas", MILIK_SENDIRI)
    return pickle.loads((_folder() / f"{tahap}.pickle").read_bytes())


def simpan(tahap: str, isi: Any) -> None:
    """Keep a stage for the others."""
    _tambahkan(MILIK_SENDIRI, _folder() / "berkas")
    draft = _folder() / f"{tahap}.sementara"
    draft.write_bytes(pickle.dumps(isi))
    draft.rename(_folder() / f"{tahap}.pickle")


@contextmanager
def giliran() -> Iterator[bool]:
    """Whether this process is the one that builds for all. Nobody waits: whoever comes second builds for itself."""
    with (_folder() / "giliran").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _sendiri.set()
        yield not _sendiri.is_set()


def _tambahkan(dari: Path, ke: Path) -> None:
    for path in dari.rglob("*") if dari.exists() else ():
        target = ke / path.relative_to(dari)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f".{os.getpid()}.{target.name}")
            shutil.copyfile(path, draft)
            draft.rename(target)
