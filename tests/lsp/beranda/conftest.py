"""The stage of the tests, one step further: both cases decided, the first certified and handed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.lsp import dunia as panggung_lsp
from tests.lsp.dunia import HARI_UJI, Panggung, _pada


def _bersertifikat(panggung: Panggung) -> None:
    """From the committee to the receipt of the first asesi."""
    angkatan, pertama = panggung.angkatan, panggung.kasus[0]
    hari = HARI_UJI + 1
    _pada(panggung, hari, "09.00", angkatan.tunjuk_komite)
    for jam, kunci in (("10.00", "komite1"), ("10.20", "komite2"), ("10.40", "komite3")):
        _pada(panggung, hari, jam, lambda saat, kunci=kunci: angkatan.suara(kunci, saat))
    _pada(panggung, hari, "13.00", angkatan.pleno)
    _pada(panggung, hari, "15.00", angkatan.putuskan)
    _pada(panggung, hari + 1, "09.00", lambda saat: angkatan.nomori(saat, 4128760))
    _pada(panggung, hari + 2, "09.00", lambda saat: angkatan.terbitkan(pertama, saat))
    _pada(panggung, hari + 2, "11.00", lambda saat: angkatan.cetak(pertama, saat))
    _pada(panggung, hari + 2, "19.00", pertama.pernyataan)
    _pada(panggung, hari + 3, "09.00", pertama.serah_terima)


panggung_lsp.TAHAP["bersertifikat"] = _bersertifikat


@pytest.fixture
def tamat(panggung: Callable[[str], Panggung]) -> Panggung:
    """The world in which the first case is complete; the clock stands a day later."""
    world = panggung("bersertifikat")
    world.pindah(world.dunia.saat(HARI_UJI + 5, "10.42"))
    return world
