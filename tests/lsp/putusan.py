"""The world from the asesor's report to the certificate in its holder's hand: further stages of ``tests.lsp.dunia``.

``putusan("bertugas")`` and so on; two asesi, both recommended K. The clock stands on the day the stage is reached.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest

from telusur.kernel.base import clock
from tests.lsp.dunia import HARI_UJI, TAHAP, Panggung

HARI_PUTUS = HARI_UJI + 2
BLANKO_PERTAMA = 4128760


def _pada(panggung: Panggung, jam: str, langkah: Callable[[datetime], object]) -> None:
    from telusur.lsp.peraga.skenario import dispatch_all

    saat = panggung.dunia.saat(HARI_PUTUS, jam)
    with clock.travel(saat):
        langkah(saat)
        dispatch_all()


def _bertugas(panggung: Panggung) -> None:
    """The committee (komite1 ketua, komite2, komite3) is appointed by a signed SK."""
    _pada(panggung, "07.00", panggung.angkatan.tunjuk_komite)


def _bersuara(panggung: Panggung) -> None:
    """All three have voted K on both."""
    for menit, kunci in enumerate(("komite1", "komite2", "komite3")):
        _pada(panggung, f"07.1{menit}", partial(panggung.angkatan.suara, kunci))


def _menunggu_sk(panggung: Panggung) -> None:
    """The minutes are signed; the SK waits for the Direktur."""
    _pada(panggung, "07.20", panggung.angkatan.pleno)


def _diputuskan(panggung: Panggung) -> None:
    """The SK is signed."""
    _pada(panggung, "07.30", panggung.angkatan.putuskan)


def _bernomor(panggung: Panggung) -> None:
    """Blanks received, numbers given, dummies made."""
    _pada(panggung, "07.40", partial(panggung.angkatan.nomori, blanko_pertama=BLANKO_PERTAMA))


def _ditandatangani(panggung: Panggung) -> None:
    """Both certificates checked and signed."""
    for nomor, kasus in enumerate(panggung.kasus[:2]):
        _pada(panggung, f"07.5{nomor}", partial(panggung.angkatan.terbitkan, kasus))


def _dicetak(panggung: Panggung) -> None:
    """Both printed."""
    for nomor, kasus in enumerate(panggung.kasus[:2]):
        _pada(panggung, f"08.0{nomor}", partial(panggung.angkatan.cetak, kasus))


def _bersertifikat(panggung: Panggung) -> None:
    """The first asesi has signed the statement and the receipt; their case is complete."""
    _pada(panggung, "09.00", panggung.kasus[0].pernyataan)
    _pada(panggung, "09.30", panggung.kasus[0].serah_terima)


TAHAP.update(
    {
        "bertugas": _bertugas,
        "bersuara": _bersuara,
        "menunggu_sk": _menunggu_sk,
        "diputuskan": _diputuskan,
        "bernomor": _bernomor,
        "ditandatangani": _ditandatangani,
        "dicetak": _dicetak,
        "bersertifikat": _bersertifikat,
    }
)

Putusan = Callable[[str], Panggung]


@pytest.fixture
def putusan(panggung: Callable[[str], Panggung]) -> Putusan:
    """``putusan("menunggu_sk")``: the world at a stage from ``dilaporkan`` on, Wednesday 25 November 2026, 10.42 WIB."""

    def make(tahap: str) -> Panggung:
        found = panggung(tahap)
        found.pindah(found.dunia.saat(HARI_PUTUS, "10.42"))
        return found

    return make
