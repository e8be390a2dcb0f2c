"""The kinds of report. A kind says what it is called, what for it is made and how its parts are counted; all else is shared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import NotFound
from telusur.kernel.reports.parts import Part

if TYPE_CHECKING:
    from telusur.lsp.manajemen.pelaporan.models import Laporan

SEMESTER = "semester"
ANGKATAN = "angkatan"


@dataclass(frozen=True, slots=True)
class JenisLaporan:
    """One kind. ``hitung`` counts its parts as they stand on a day; ``untuk`` is a half-year or a batch of certificates.

    ``memuat``: what the regulation wants to see in it, shown beside the draft.
    """

    kode: str
    nama: str
    klausul: str
    untuk: str
    memuat: Sequence[str]
    hitung: Callable[[Laporan, date], list[Part]]

    def judul(self, laporan: Laporan) -> str:
        """Name and period, or name and batch."""
        if laporan.angkatan is not None:
            return f"{self.nama}, jadwal {laporan.angkatan.komite.jadwal.nomor}"
        return f"{self.nama}, {masa(laporan.dari, laporan.sampai)}"


JENIS: dict[str, JenisLaporan] = {}


def daftarkan(jenis: JenisLaporan) -> None:
    """Make a kind known; called at import by the module that counts it."""
    JENIS[jenis.kode] = jenis


def jenis_dengan_kode(kode: str) -> JenisLaporan:
    """The kind by its code. Raises NotFound."""
    if kode not in JENIS:
        raise NotFound("Jenis laporan itu tidak dikenal.")
    return JENIS[kode]


def masa(dari: date, sampai: date) -> str:
    """``1 Januari sampai 30 Juni 2026``."""
    awal = long_date(dari)
    return f"{awal.rsplit(' ', 1)[0] if dari.year == sampai.year else awal} sampai {long_date(sampai)}"
