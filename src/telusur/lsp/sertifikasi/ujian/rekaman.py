"""What FR.IA.05 Rekaman is opened with: the result per question, without question text and without key (SOP 3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telusur.kernel.base.clock import local, shown_in, zone_name
from telusur.lsp.administrasi.muk import queries as muk
from telusur.lsp.sertifikasi.ujian.models import Ujian


@dataclass(frozen=True, slots=True)
class LembarHasil:
    """``soal``: the rows of the form. ``isi``: its fixed values by path."""

    soal: list[dict[str, Any]]
    isi: dict[str, Any]


def lembar_hasil(ujian: Ujian, jawaban: Mapping[str, str], hasil: Mapping[str, bool]) -> LembarHasil:
    """The result sheet of an exam that has just ended."""
    paket = muk.paket_bank(ujian.bank)
    soal = [_baris(one) for one in paket.soal]
    isi: dict[str, Any] = {
        "ujian/benar": ujian.benar,
        "ujian/jumlah": ujian.jumlah,
        "ujian/waktu": waktu_pengerjaan(ujian),
        "ujian/digest": ujian.digest,
    }
    ambang = ujian.bank.skema.ambang_pilihan_ganda
    if ambang is not None:
        isi["ujian/ambang"] = ambang
    for one in paket.soal:
        letter = jawaban.get(one.id, "")
        if letter:
            isi[f"soal/{one.no}/jawaban"] = letter.upper()
        isi[f"soal/{one.no}/hasil"] = ("benar" if hasil[one.id] else "salah") if letter else "kosong"
    return LembarHasil(soal, isi)


def _baris(soal: muk.Soal) -> dict[str, Any]:
    kuk = ", ".join(soal.kuk)
    elemen = ", ".join(str(no) for no in soal.elemen)
    return {
        "key": str(soal.no),
        "judul": f"Butir {soal.no}",
        "kode": soal.unit,
        "rincian": [f"Elemen {elemen}, KUK {kuk}"] if elemen and kuk else [],
        "soal_id": soal.id,
        "unit": soal.unit,
        "elemen": list(soal.elemen),
        "kuk": list(soal.kuk),
    }


def waktu_pengerjaan(ujian: Ujian) -> str:
    """``09.00 sampai 09.42 WIB (42 dari 60 menit)``; empty for an exam that never began."""
    if ujian.mulai_pada is None or ujian.selesai_pada is None:
        return ""
    minutes = max(0, round((ujian.selesai_pada - ujian.mulai_pada).total_seconds() / 60))
    with shown_in(ujian.zona_waktu):
        start, end, name = local(ujian.mulai_pada), local(ujian.selesai_pada), zone_name()
    return f"{start:%H.%M} sampai {end:%H.%M} {name} ({minutes} dari {ujian.jatah_menit} menit)"
