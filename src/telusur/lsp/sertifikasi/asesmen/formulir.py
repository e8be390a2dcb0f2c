"""The records of an assessment: which instruments the plan selects, and what each form is opened with."""

from __future__ import annotations

from typing import Any

from telusur.kernel.forms.queries import finished_codes, record
from telusur.lsp.formulir.edisi_2018.ia01 import kuk_terbuka
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.states import StatusAsesmen
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.praasesmen.formulir import pihak, sumber
from telusur.lsp.sertifikasi.praasesmen.models import Rencana

IA01, IA05 = "FR.IA.01", "FR.IA.05"


def bahan(asesmen: Asesmen, **lain: Any) -> dict[str, Any]:
    """Edition, case, parties and snapshot: what ``forms.mulai`` takes for a record of this assessment."""
    permohonan, rencana = asesmen.permohonan, asesmen.jadwal.rencana
    return {
        "edition": permohonan.edisi,
        "case_id": permohonan.pk,
        "sumber": sumber(permohonan, rencana, **lain),
        "label": permohonan.judul,
    }


def sumber_rekaman(asesmen: Asesmen) -> dict[str, Any]:
    """What FR.AK.02 checks itself against: the finished instruments, and the KUK that the observation left open."""
    selesai = finished_codes(asesmen.permohonan_id)
    ia01 = record(asesmen.permohonan_id, IA01)
    terbuka = kuk_terbuka(ia01.content()) if ia01 is not None and ia01.selesai else {}
    return {"instrumen": [code for code in asesmen.instrumen if code in selesai], "kuk_terbuka": terbuka}


def kedua_pihak(asesmen: Asesmen) -> dict[str, dict[str, str]]:
    """Asesor and asesi."""
    return pihak(asesmen.permohonan, asesmen.jadwal.rencana)


def sumber_laporan(jadwal: Jadwal, rencana: Rencana, rows: list[Asesmen]) -> dict[str, Any]:
    """Rows of FR.AK.05: every asesi with the result copied from FR.AK.02, the absent ones as absent."""
    contoh = rows[0]
    asesi = [
        {
            "key": str(row.permohonan_id),
            "id": str(row.permohonan_id),
            "judul": row.permohonan.nama,
            "nama": row.permohonan.nama,
            "nomor": row.permohonan.nomor,
            "hasil": row.rekomendasi or "tidak_hadir",
            "unit_bk": [kode for kode, hasil in row.unit_hasil.items() if hasil == "BK"],
        }
        for row in rows
    ]
    return {**sumber(contoh.permohonan, rencana), "asesi": asesi, "jadwal": {"nomor": jadwal.nomor}}


def isi_laporan(rows: list[Asesmen]) -> dict[str, Any]:
    """Values of FR.AK.05 that are copied, not typed."""
    isi: dict[str, Any] = {}
    for row in rows:
        hadir = row.status != StatusAsesmen.TIDAK_HADIR and bool(row.rekomendasi)
        isi[f"asesi/{row.permohonan_id}/hasil"] = row.rekomendasi if hadir else "tidak_hadir"
        bk = [kode for kode, hasil in row.unit_hasil.items() if hasil == "BK"]
        if bk:
            isi[f"asesi/{row.permohonan_id}/keterangan"] = "Unit BK: " + ", ".join(bk)
    return isi


def unit_hasil(isi: dict[str, Any]) -> dict[str, str]:
    """K or BK by unit code from the content of FR.AK.02."""
    return {
        path.split("/")[1]: str(value)
        for path, value in isi.items()
        if path.startswith("unit/") and path.endswith("/hasil")
    }
