"""Storage and key of its own for each test, the world, and the programs that read PDF."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from telusur.kernel.accounts.models import User
from telusur.kernel.documents.render import BREAK
from tests.cast import CAST, make_user
from tests.lsp.dokumen.dunia import Dunia, bangun


@pytest.fixture(autouse=True)
def tempat(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test keeps files and keys."""
    settings.MEDIA_ROOT = str(tmp_path / "arsip")
    settings.DATA_FOLDER = tmp_path
    settings.BASE_URL = "http://127.0.0.1:8000"
    for name in ("TELUSUR_PKCS12", "TELUSUR_PKCS12_PASSPHRASE", "TELUSUR_TRUSTED_ROOTS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def orang(db: None) -> dict[str, User]:
    """The whole cast."""
    return {nick: make_user(nick, name, *([role] if role else [])) for nick, (name, role) in CAST.items()}


@pytest.fixture
def dunia(orang: dict[str, User]) -> Dunia:
    """The decided schedule."""
    return bangun(orang)


@pytest.fixture
def baca(tmp_path: Path) -> Callable[..., str]:
    """``baca(pdf)``: the text; ``baca(pdf, "pdfinfo")``: what another program says."""

    def run(pdf: bytes, program: str = "pdftotext", *options: str) -> str:
        path = tmp_path / "baca.pdf"
        path.write_bytes(pdf)
        after = ["-"] if program == "pdftotext" else []
        done = subprocess.run([program, *options, str(path), *after], capture_output=True, text=True, check=False)
        text = (done.stdout + done.stderr).replace(BREAK, "")
        return text if options else re.sub(r"\s+", " ", text)

    return run


@pytest.fixture
def pindai(tmp_path: Path) -> Callable[[bytes, int], list[str]]:
    """``pindai(pdf, 1)``: every code that a scanner finds on a page, as ``QR-Code:...`` or ``CODE-128:...``."""

    def run(pdf: bytes, page: int) -> list[str]:
        path = tmp_path / "pindai.pdf"
        path.write_bytes(pdf)
        halaman = ["-f", str(page), "-l", str(page)]
        subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", *halaman, path, tmp_path / "h"], check=True)
        done = subprocess.run(["zbarimg", "-q", tmp_path / "h.png"], capture_output=True, text=True, check=False)
        return done.stdout.split("\n")

    return run
