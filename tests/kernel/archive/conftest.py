"""A storage of its own for each test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Path) -> Path:
    """The folder in which this test's files lie."""
    settings.MEDIA_ROOT = str(tmp_path / "arsip")
    return tmp_path / "arsip"
