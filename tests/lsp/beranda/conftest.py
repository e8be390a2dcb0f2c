"""The stage of the tests: both cases decided, the first certified and handed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.lsp import putusan  # noqa: F401  (adds the stages from the report to the receipt)
from tests.lsp.dunia import HARI_UJI, Panggung


@pytest.fixture
def tamat(panggung: Callable[[str], Panggung]) -> Panggung:
    """The world in which the first case is complete; the clock stands a few days later."""
    world = panggung("bersertifikat")
    world.pindah(world.dunia.saat(HARI_UJI + 5, "10.42"))
    return world
