"""The forms of a case in the order in which they are done before the assessment, and whose turn each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from telusur.kernel.base.clock import date_and_time
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, APL02
from telusur.lsp.sertifikasi.praasesmen.formulir import AK01, KONSULTASI, MAPA01, MAPA02

JUDUL = {
    APL01: "Permohonan sertifikasi",
    APL02: "Asesmen mandiri",
    MAPA01: "Rencana asesmen kasus ini",
    MAPA02: "Peta instrumen kasus ini",
    KONSULTASI: "Konsultasi pra-asesmen",
    AK01: "Persetujuan asesmen dan kerahasiaan",
}
MENUNGGU = {
    KONSULTASI: "Terbuka setelah empat formulir di atas selesai dan tagihan lunas",
    AK01: "Terbuka setelah konsultasi ditandatangani kedua pihak",
}


@dataclass(frozen=True, slots=True)
class Langkah:
    """One form: where it stands, in words for the list. ``tone``: ok, wait or mute."""

    kode: str
    judul: str
    url: str
    tone: str
    label: str
    meta: str
    giliran: str

    @property
    def selesai(self) -> bool:
        """Whether nothing is left to do."""
        return self.tone == "ok"


def langkah_kasus(records: Mapping[str, Rekaman]) -> list[Langkah]:
    """Every form of the pre-assessment; ``records`` are those in force, by code."""
    return [_langkah(code, records.get(code)) for code in JUDUL]


def _langkah(code: str, rekaman: Rekaman | None) -> Langkah:
    if rekaman is None:
        menunggu = MENUNGGU.get(code, "Terbuka setelah SPT ditandatangani")
        return Langkah(code, JUDUL[code], "", "mute", "Belum dibuka", menunggu, "")
    url = rekaman.get_absolute_url()
    if rekaman.selesai and rekaman.finished_at:
        return Langkah(code, JUDUL[code], url, "ok", "Selesai", date_and_time(rekaman.finished_at), "")
    stage = rekaman.stage
    party = stage.party if stage else ""
    nama = rekaman.pihak.get(stage.slot, {}).get("name", "") if stage else ""
    return Langkah(code, JUDUL[code], url, "wait", f"Giliran {party}", nama, stage.slot if stage else "")
