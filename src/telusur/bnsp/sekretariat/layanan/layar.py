"""What the page of a case shows of its flow: the way, what was done, who has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from telusur.bnsp.sekretariat.layanan.models import LangkahPerkara, Perkara
from telusur.bnsp.sekretariat.layanan.slot import Langkah
from telusur.bnsp.sekretariat.layanan.states import StatusPerkara
from telusur.kernel.base.clock import long_date
from telusur.kernel.commands.registry import ROLE_NAMES
from telusur.kernel.flows.flow import Stage


@dataclass(frozen=True, slots=True)
class Tapak:
    """One step of the way: ``keadaan`` lewat, kini, nanti."""

    langkah: Langkah
    keadaan: str
    pelaksana: str
    waktu: str


@dataclass(frozen=True, slots=True)
class Bagian:
    """A stage with its steps; ``terbuka`` if the case stands in it."""

    tahap: Stage
    tapak: list[Tapak]
    terbuka: bool


@dataclass(frozen=True, slots=True)
class Baris:
    """A step that was done, with what was answered."""

    row: LangkahPerkara
    langkah: Langkah
    keputusan: str
    jawaban: list[tuple[str, Any]]


def pemegang(row: Perkara) -> str:
    """Who has the case now: the applicant by name, else the roles."""
    roles = row.pelaksana
    if row.alur.pemohon in roles and row.pemilik_id:
        return row.pemohon
    return ", ".join(ROLE_NAMES.get(role, role) for role in roles)


def jalan_alur(row: Perkara, riwayat: list[LangkahPerkara]) -> list[Bagian]:
    """Every stage with its steps: done, now, to come; each with its time in Hr or TS."""
    sudah = {one.kode for one in riwayat}
    berjalan = row.status == StatusPerkara.BERJALAN

    def tapak(langkah: Langkah) -> Tapak:
        keadaan = "lewat" if langkah.code in sudah else "nanti"
        if berjalan and langkah.code == row.langkah:
            keadaan = "kini"
        names = ", ".join(ROLE_NAMES.get(role, role) for role in langkah.executors)
        return Tapak(langkah, keadaan, names, langkah.time)

    rows = []
    for stage in row.alur.stages:
        steps = [tapak(row.alur.langkah(step.code)) for step in stage.steps]
        rows.append(Bagian(stage, steps, any(one.keadaan == "kini" for one in steps)))
    return rows


def riwayat(row: Perkara, rows: list[LangkahPerkara]) -> list[Baris]:
    """What was done, the latest first."""
    return [_baris(row, one) for one in reversed(rows)]


def _baris(row: Perkara, one: LangkahPerkara) -> Baris:
    langkah = row.alur.langkah(one.kode)
    keputusan = next((way.label for way in langkah.exits if way.code == one.jalan), "")
    answers = [
        (asked.label, _tampil(asked.jenis, asked.pilihan, one.isian[asked.kode]))
        for asked in langkah.isian
        if one.isian.get(asked.kode) not in (None, "")
    ]
    return Baris(one, langkah, keputusan, answers)


def _tampil(jenis: str, pilihan: tuple[tuple[str, str], ...], nilai: Any) -> Any:
    if jenis == "pilihan":
        return dict(pilihan).get(nilai, nilai)
    if jenis == "hari":
        return long_date(date.fromisoformat(nilai))
    return nilai
