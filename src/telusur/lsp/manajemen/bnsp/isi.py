"""The rows of the LSP as the facts agreed with BNSP (``telusur.contract.from_lsp``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max

from telusur.kernel.base.clock import day_of
from telusur.kernel.documents.models import Document
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.states import StatusAsesor
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import StatusVerifikasi
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.keputusan.queries import keputusan_kasus
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import Keabsahan

Isi = dict[str, Any]
STATUS = {Keabsahan.DIBEKUKAN.value: "dibekukan", Keabsahan.DICABUT.value: "dicabut"}


def _hari(hari: date | None) -> str:
    return hari.isoformat() if hari else ""


def jadwal(row: Jadwal) -> Isi:
    """Skema, place, asesor and the asesi by name; called off once it is (SOP 2.8)."""
    batal = row.status == StatusJadwal.DIBATALKAN
    # Calling a schedule off frees its asesi; it still says whom it was for.
    peserta = Peserta.objects.filter(jadwal=row).select_related("permohonan").order_by("permohonan__nama")
    return {
        "nomor": row.nomor,
        "skema_kode": row.skema_kode,
        "tuk": row.tuk.kode,
        "asesor": [row.asesor.no_reg],
        "mulai": _hari(row.tanggal),
        "selesai": _hari(row.tanggal),
        "asesi": [
            {"nama": one.permohonan.nama, "registrasi": one.permohonan.nomor}
            for one in (peserta if batal else peserta.filter(aktif=True))
        ],
        "status": "dibatalkan" if batal else "ditetapkan",
        "alasan": row.alasan[:500] if batal else "",
    }


def permohonan_blanko(row: PermohonanBlanko) -> Isi:
    """SK, berita acara and the list of K and BK, with the digests of both documents (SOP 4.4)."""
    komite = row.komite
    sk = komite.sk_keputusan
    dokumen = [("sk", sk.dokumen if sk else None), ("berita_acara", komite.berita_acara), ("surat", row.dokumen)]
    return {
        "nomor_surat": row.nomor,
        "tanggal_surat": _hari(day_of(row.diajukan_pada)),
        "nomor_ba": komite.nomor_ba,
        "tanggal_ba": _hari(komite.pleno_tanggal),
        "nomor_sk": sk.nomor if sk else "",
        "tanggal_sk": _hari(day_of(komite.diputuskan_pada) if komite.diputuskan_pada else None),
        "hasil": [
            {"nama": one["nama"], "skema_kode": komite.jadwal.skema_kode, "hasil": one["hasil"]} for one in komite.hasil
        ],
        "jumlah": row.jumlah,
        "ajuan": row.ajuan,
        "lampiran": [one for jenis, satu in dokumen if (one := _lampiran(jenis, satu))],
    }


def _lampiran(jenis: str, dokumen: Document | None) -> dict[str, str]:
    """Nothing for a document that is not printed yet."""
    if dokumen is None or dokumen.file is None:
        return {}
    return {"jenis": jenis, "nama": dokumen.title[:200], "sha256": dokumen.file.sha256}


def blanko_rusak(row: Blanko) -> Isi:
    """A spoiled blank with its minutes (SOP 4.4)."""
    return {
        "nomor": int(row.nomor),
        "nomor_ba": row.nomor_ba,
        "tanggal_ba": _hari(day_of(row.dicatat_pada) if row.dicatat_pada else None),
        "alasan": row.alasan[:2000],
    }


def sertifikat(row: Sertifikat) -> Isi:
    """What the register of BNSP holds of a certificate; ``dasar`` is the last decision about it (P508 9.4.7, 9.5)."""
    keputusan = keputusan_kasus(row.permohonan_id)
    terakhir = max(keputusan, key=lambda one: one.pada, default=None)
    return {
        "nomor": row.nomor,
        "nomor_registrasi": row.nomor_registrasi,
        "nomor_blanko": int(row.blanko.nomor),
        "kode": row.kode,
        "nama": row.nama,
        "skema_kode": row.skema_kode,
        "tanggal_terbit": _hari(row.tanggal_terbit),
        "berlaku_sampai": _hari(row.berlaku_sampai),
        "status": STATUS.get(row.keabsahan, "terbit"),
        "dasar": f"{terakhir.nomor_sk}: {terakhir.dasar}"[:500] if terakhir else "",
    }


def asesor(row: Asesor) -> Isi:
    """Who assesses for this LSP, and which skema."""
    return {
        "nomor_registrasi": row.no_reg,
        "nama": row.orang.name,
        "skema": sorted(set(row.lingkup.values_list("skema_kode", flat=True))),
        "berlaku_dari": _hari(row.berlaku_dari),
        "berlaku_sampai": _hari(row.berlaku_sampai),
        "aktif": row.status == StatusAsesor.AKTIF,
    }


def tuk(row: Tuk) -> Isi | None:
    """A place with the skema it is verified for; None while it is verified for none."""
    sah = VerifikasiTuk.objects.filter(tuk=row, status=StatusVerifikasi.DITETAPKAN)
    skema = sorted(set(sah.values_list("skema_kode", flat=True)))
    if not skema:
        return None
    sampai = sah.aggregate(sampai=Max("berlaku_sampai"))["sampai"]
    return {
        "kode": row.kode,
        "nama": row.nama,
        "jenis": str(row.jenis),
        "alamat": row.alamat,
        "kota": row.kota,
        "kapasitas": row.kapasitas,
        "skema": skema,
        "berlaku_sampai": _hari(sampai) or None,
        "aktif": row.aktif,
    }
