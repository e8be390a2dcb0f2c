"""The forms of the pre-assessment and what they are opened with."""

from __future__ import annotations

import re
from typing import Any

from telusur.kernel.archive.queries import files_of_case
from telusur.kernel.base.clock import day_and_date
from telusur.kernel.forms.queries import finished_codes, record
from telusur.kernel.forms.registry import known
from telusur.lsp.administrasi.muk.queries import instrumen_dari_mapa
from telusur.lsp.administrasi.mutu.queries import berlaku as dokumen_mutu
from telusur.lsp.administrasi.umum.queries import profil
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, APL02
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.praasesmen.models import Rencana

MAPA01 = "FR.MAPA.01"
MAPA02 = "FR.MAPA.02"
KONSULTASI = "LSP.PRA"
AK01 = "FR.AK.01"
TATA_TERTIB, SOP_BANDING = "TATA-TERTIB", "SOP-BANDING"
SEBELUM_KONSULTASI = (APL01, APL02, MAPA01, MAPA02)


def instrumen_kasus(permohonan: Permohonan) -> list[str]:
    """Form codes of the instruments that FR.MAPA.02 of this case selects for the asesi's class (SOP 3.3)."""
    mapa01, mapa02 = record(permohonan.pk, MAPA01), record(permohonan.pk, MAPA02)
    if mapa01 is None or mapa02 is None:
        return []
    return [code for code in instrumen_dari_mapa(mapa01, mapa02) if known(permohonan.edisi, code)]


def kepala(permohonan: Permohonan, rencana: Rencana) -> dict[str, Any]:
    """The common header of every assessment form (forms.md: HDR)."""
    return {
        "lsp": profil().nama,
        "permohonan": permohonan.nomor,
        "skema": permohonan.skema_nama,
        "skema_nomor": permohonan.skema_kode,
        "skema_jenis": rencana.skema.get_jenis_display(),
        "asesi": permohonan.nama,
        "asesor": rencana.asesor.orang.name,
        "asesor_no_reg": rencana.asesor.no_reg,
        "tuk": rencana.tuk.nama,
        "tuk_jenis": rencana.tuk.get_jenis_display(),
        "tanggal": day_and_date(rencana.tanggal),
        "waktu": rencana.rentang,
    }


def sumber(permohonan: Permohonan, rencana: Rencana, **lain: Any) -> dict[str, Any]:
    """Snapshot for a form of this case: the skema as the application froze it, header, the LSP's own texts."""
    apl01 = record(permohonan.pk, APL01)
    skema = apl01.sumber["skema"] if apl01 else {}
    return {"skema": skema, "kepala": kepala(permohonan, rencana), **lain}


def sumber_konsultasi(permohonan: Permohonan, rencana: Rencana) -> dict[str, Any]:
    """Adds the evidence to confirm and the texts to hand over (SOP 2.5)."""
    ditautkan = _ditautkan(permohonan)
    bukti = [
        {"id": str(file.pk), "nama": file.name, "key": str(file.pk), "judul": file.name}
        for file in files_of_case(permohonan.pk)
        if str(file.pk) in ditautkan
    ]
    tata_tertib, banding = dokumen_mutu(TATA_TERTIB), dokumen_mutu(SOP_BANDING)
    return sumber(
        permohonan,
        rencana,
        bukti=bukti,
        teks={
            "tata_tertib": {"isi": _polos(tata_tertib.isi), "versi": str(tata_tertib.revisi)},
            "banding": {"isi": _polos(banding.isi), "versi": str(banding.revisi)},
        },
    )


def _ditautkan(permohonan: Permohonan) -> set[str]:
    """Files the asesi handed in as requirement or evidence; invoices and payment proofs of the case are neither."""
    records = [found for code in (APL01, APL02) if (found := record(permohonan.pk, code))]
    return {
        str(file)
        for found in records
        for path, value in found.isi.items()
        if path.startswith(("persyaratan/", "elemen/")) and isinstance(value, list)
        for file in value
    }


def _polos(naskah: str) -> str:
    """A quality document as plain text: its headings without their marks."""
    return re.sub(r"(?m)^#+ ", "", naskah)


def pihak(permohonan: Permohonan, rencana: Rencana) -> dict[str, dict[str, str]]:
    """Asesor and asesi of the case."""
    return {
        "asesor": {"id": str(rencana.asesor.orang_id), "name": rencana.asesor.orang.name},
        "asesi": {"id": str(permohonan.pemohon_id), "name": permohonan.nama},
    }


def siap_konsultasi(permohonan: Permohonan) -> bool:
    """Whether the applications and the plan of the case are validated (SOP 2.1, 2.3, 2.7)."""
    return finished_codes(permohonan.pk).issuperset(SEBELUM_KONSULTASI)


def isian_jadwal(rencana: Rencana) -> dict[str, Any]:
    """Agreed date, time and TUK as the consultation and FR.AK.01 hold them."""
    return {
        "jadwal/tanggal": rencana.tanggal.isoformat(),
        "jadwal/jam_mulai": f"{rencana.jam_mulai:%H:%M}",
        "jadwal/jam_selesai": f"{rencana.jam_selesai:%H:%M}",
        "jadwal/tuk": rencana.tuk.nama,
    }
