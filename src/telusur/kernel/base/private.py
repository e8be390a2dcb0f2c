"""What lies in the data folder is read by the account that runs the system and by nobody else on the machine."""

from __future__ import annotations

import os
from pathlib import Path

UMASK = 0o077
FILE = 0o600
FOLDER = 0o700
SERVED = "static"  # copies of what everybody may read


def keep_private() -> None:
    """From now on whatever this process and its children make is theirs alone, whatever the umask was before."""
    os.umask(UMASK)


def private_folder(folder: Path) -> Path:
    """The folder, made if need be. One that others could enter is shut, and so is everything that was made in it before."""
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    if folder.stat().st_mode & UMASK:
        for path, folders, files in os.walk(folder):
            if Path(path) == folder and SERVED in folders:
                folders.remove(SERVED)
            for name in folders:
                _shut(Path(path) / name, FOLDER)
            for name in files:
                _shut(Path(path) / name, FILE)
        folder.chmod(FOLDER)  # last: an interrupted walk begins anew
    return folder


def _shut(path: Path, mode: int) -> None:
    """A link keeps its mode, and a file that went away meanwhile needs none."""
    try:
        if not path.is_symlink() and path.stat().st_mode & UMASK:
            path.chmod(mode)
    except FileNotFoundError:
        pass
