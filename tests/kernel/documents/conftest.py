"""A storage and a signing key of its own for each test, and the tools that read PDF."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from telusur.kernel.documents import letterhead
from tests.kernel.documents.sample import HEAD

Tool = Callable[..., str]


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test keeps files and keys."""
    settings.MEDIA_ROOT = str(tmp_path / "arsip")
    settings.DATA_FOLDER = tmp_path
    settings.BASE_URL = "http://127.0.0.1:8000"
    monkeypatch.setattr(letterhead._Known, "source", staticmethod(lambda: HEAD))
    for name in ("TELUSUR_PKCS12", "TELUSUR_PKCS12_PASSPHRASE", "TELUSUR_TRUSTED_ROOTS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    """``tool(pdf, "pdfinfo")``: what a program of poppler says about these bytes."""

    def run(pdf: bytes, program: str, *options: str, after: tuple[str, ...] = ()) -> str:
        path = tmp_path / "periksa.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([program, *options, str(path), *after], capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    return run
