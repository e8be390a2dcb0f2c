"""The fixed cast, for every test of the LSP."""

from __future__ import annotations

from tests.cast import (  # noqa: F401  (fixtures)
    ani,
    bayu,
    budi,
    citra,
    client_of_fixture,
    ctx_fixture,
    dedi,
    dewi,
    hendra,
    karim,
    kartika,
    kurnia,
    maman,
    mira,
    pandu,
    vina,
)
from tests.lsp.dunia import dunia, panggung  # noqa: F401  (fixtures)
