"""The records of an assessment: which instruments the plan selects, and what each form is opened with."""

from __future__ import annotations

from typing import Any

from telusur.kernel.forms.queries import record
from telusur.kernel.forms.registry import known
from telusur.lsp.administrasi.muk.queries import instrumen_dari_mapa
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.states import StatusAsesmen
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.praasesmen.formulir import MAPA01, MAPA02, pihak, sumber
from telusur.lsp.sertifikasi.praasesmen.models import Rencana

IA01, IA05 = "FR.IA.01", "FR.IA.05"


def instrumen_kasus(permohonan: Permohonan) -> list[str]:
    """Form codes of the instruments that FR.MAPA.02 of this case selects for the asesi's class (SOP 3.3)."""
    mapa01, mapa02 = record(permohonan.pk, MAPA01), record(permohonan.pk, MAPA02)
    if mapa01 is None or mapa02 is None:
        return []
    return [code for code in instrumen_dari_mapa(mapa01, mapa02) if known(permohonan.edisi, code)]


def bahan(asesmen: Asesmen, **lain: Any) -> dict[str, Any]:
    """Edition, case, parties and snapshot: what ``forms.mulai`` takes for a record of this assessment."""
    permohonan, rencana = asesmen.permohonan, asesmen.jadwal.rencana
    return {
        "edition": permohonan.edisi,
        "case_id": permohonan.pk,
        "sumber": sumber(permohonan, rencana, instrumen=asesmen.instrumen, **lain),
        "label": permohonan.judul,
    }


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
