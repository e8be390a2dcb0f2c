"""The skema and its two asesor."""

from __future__ import annotations

from typing import Any

import pytest

from telusur.lsp.administrasi.skema.models import Skema
from tests.lsp.muk.dunia import register
from tests.lsp.skema.berkas import imported


@pytest.fixture
def skema(budi: Any, bayu: Any) -> Skema:
    """Junior Web Programmer in force, with Budi and Bayu as its asesor."""
    row = imported()
    register(budi, row, "MET.000.000001 2025")
    register(bayu, row, "MET.000.000002 2025")
    return row
