"""The world of these tests: two certificates of one batch are issued, one of them is handed over."""

from __future__ import annotations

import pytest

from tests.lsp.dunia import Panggung
from tests.lsp.putusan import Putusan, putusan  # noqa: F401  (fixture)


@pytest.fixture
def terbit(putusan: Putusan) -> Panggung:  # noqa: F811  (the fixture)
    """The day on which the last certificate was signed."""
    return putusan("bersertifikat")
