"""The rows of the LSP as the facts agreed with BNSP (``telusur.contract.from_lsp``), many at a time where there may be many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from telusur.contract import from_lsp
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.clock import day_of
from telusur.kernel.base.errors import Unavailable
from telusur.kernel.documents.models import Document
from telusur.kernel.exchange.attachments import described
from telusur.lsp.administrasi.asesor.models import Asesor, LingkupAsesor
from telusur.lsp.administrasi.asesor.states import StatusAsesor
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import StatusVerifikasi
from telusur.lsp.administrasi.umum.models import CatatanTangan
from telusur.lsp.manajemen.pengendalian.models import PerkaraBnsp
from telusur.lsp.manajemen.pengendalian.states import JenisPerkara
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.keputusan.models import Keputusan
from telusur.lsp.sertifikasi.keputusan.queries import keputusan_terakhir
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import Keabsahan

Isi = dict[str, Any]
Berkas = Sequence[tuple[str, StoredFile]]
STATUS = {Keabsahan.DIBEKUKAN.value: "dibekukan", Keabsahan.DICABUT.value: "dicabut"}


def _hari(hari: date | None) -> str:
    return hari.isoformat() if hari else ""


def jadwal(rows: Sequence[Jadwal]) -> dict[str, Isi]:
    """Skema, place, asesor and the asesi by name; called off once it is (SOP 2.8)."""
    peserta: dict[UUID, list[Peserta]] = {}
    for one in Peserta.objects.filter(jadwal__in=rows).select_related("permohonan").order_by("permohonan__nama"):
        peserta.setdefault(one.jadwal_id, []).append(one)
    return {str(row.pk): _jadwal(row, peserta.get(row.pk, [])) for row in rows}


def _jadwal(row: Jadwal, peserta: list[Peserta]) -> Isi:
    batal = row.status == StatusJadwal.DIBATALKAN
    return {
        "nomor": row.nomor,
        "skema_kode": row.skema_kode,
        "tuk": row.tuk.kode,
        "asesor": [row.asesor.no_reg],
        "mulai": _hari(row.tanggal),
        "selesai": _hari(row.tanggal),
        # Calling a schedule off frees its asesi; it still says whom it was for.
        "asesi": [
            {"nama": one.permohonan.nama, "registrasi": one.permohonan.nomor} for one in peserta if batal or one.aktif
        ],
        "status": "dibatalkan" if batal else "ditetapkan",
        "alasan": row.alasan[:500] if batal else "",
    }


def berkas_permohonan(row: PermohonanBlanko) -> Berkas:
    """Letter, berita acara and SK of a request for blanks. Raises Unavailable while one of them is not printed."""
    sk = row.komite.sk_keputusan
    dokumen = {"surat": row.dokumen, "berita_acara": row.komite.berita_acara, "sk": sk.dokumen if sk else None}
    return _tercetak(dokumen, from_lsp.BERKAS_PERMOHONAN)


def berkas_rusak(row: Blanko) -> Berkas:
    """The berita acara of a spoiled blank. Raises Unavailable while it is not printed."""
    return _tercetak({"berita_acara": row.berita_acara}, from_lsp.BERKAS_RUSAK)


def _tercetak(dokumen: Mapping[str, Document | None], nama: Mapping[str, str]) -> Berkas:
    ada = [(jenis, satu.file) for jenis, satu in dokumen.items() if satu is not None and satu.file is not None]
    if belum := [nama[jenis] for jenis in dokumen if jenis not in dict(ada)]:
        raise Unavailable(f"{', '.join(belum)} belum selesai dicetak, jadi belum dapat dikirim ke BNSP.")
    return ada


def _lampiran(berkas: Berkas) -> list[Isi]:
    return [described(file, jenis) for jenis, file in berkas]


def catatan_tangan(rows: Sequence[CatatanTangan]) -> dict[str, Isi]:
    """What was written down by hand, with the digest of its evidence, for BNSP to compare with its registers."""
    return {str(row.pk): _catatan_tangan(row) for row in rows}


def _catatan_tangan(row: CatatanTangan) -> Isi:
    return {
        "jenis": row.jenis,
        "nomor": row.perihal,
        "versi": row.versi,
        "nilai": row.nilai,
        "tanggal": _hari(row.tanggal),
        "alasan": row.alasan[:2000],
        "dicatat_oleh": row.dicatat_oleh,
        "dicatat_pada": _hari(day_of(row.dicatat_pada)),
        "bukti": {"nama": row.bukti.name, "sha256": row.bukti.sha256},
    }


def permohonan_blanko(row: PermohonanBlanko, berkas: Berkas) -> Isi:
    """SK, berita acara and the list of K and BK, and which documents follow (SOP 4.4)."""
    komite = row.komite
    sk = komite.sk_keputusan
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
        "lampiran": _lampiran(berkas),
    }


def blanko_rusak(row: Blanko, berkas: Berkas) -> Isi:
    """A spoiled blank with its minutes (SOP 4.4)."""
    return {
        "nomor": row.nomor,
        "nomor_ba": row.nomor_ba,
        "tanggal_ba": _hari(day_of(row.dicatat_pada) if row.dicatat_pada else None),
        "alasan": row.alasan[:2000],
        "lampiran": _lampiran(berkas),
    }


def jawaban(row: PerkaraBnsp, berkas: Berkas) -> Isi:
    """The LSP's last answer to a finding or a sanction case (P508 9.5.2, 10.3.1 iv)."""
    isi = "perbaikan" if row.jenis == JenisPerkara.TEMUAN else "tanggapan"
    return {
        "nomor": row.nomor,
        "ajuan": row.ajuan,
        isi: row.jawaban,
        "tanggal": _hari(day_of(row.dijawab_pada) if row.dijawab_pada else None),
        "oleh": row.dijawab_oleh[:150],
        "lampiran": _lampiran(berkas),
    }


def sertifikat(rows: Sequence[Sertifikat]) -> dict[str, Isi]:
    """What the register of BNSP holds of a certificate; ``dasar`` is the last decision about it (P508 9.4.7, 9.5)."""
    keputusan = keputusan_terakhir([row.permohonan_id for row in rows])
    return {row.kode: _sertifikat(row, keputusan.get(row.permohonan_id)) for row in rows}


def _sertifikat(row: Sertifikat, terakhir: Keputusan | None) -> Isi:
    return {
        "nomor": row.nomor,
        "nomor_registrasi": row.nomor_registrasi,
        "nomor_blanko": row.blanko.nomor,
        "kode": row.kode,
        "nama": row.nama,
        "skema_kode": row.skema_kode,
        "tanggal_terbit": _hari(row.tanggal_terbit),
        "berlaku_sampai": _hari(row.berlaku_sampai),
        "status": STATUS.get(row.keabsahan, "terbit"),
        "dasar": f"{terakhir.nomor_sk}: {terakhir.dasar}"[:500] if terakhir else "",
    }


def asesor(rows: Sequence[Asesor]) -> dict[str, Isi]:
    """Who assesses for this LSP, and which skema."""
    skema: dict[UUID, set[str]] = {}
    for one in LingkupAsesor.objects.filter(asesor__in=rows):
        skema.setdefault(one.asesor_id, set()).add(one.skema_kode)
    return {row.no_reg: _asesor(row, skema.get(row.pk, set())) for row in rows}


def _asesor(row: Asesor, skema: set[str]) -> Isi:
    return {
        "nomor_registrasi": row.no_reg,
        "nama": row.orang.name,
        "skema": sorted(skema),
        "aktif": row.status == StatusAsesor.AKTIF,
    }


def tuk(rows: Sequence[Tuk]) -> dict[str, Isi]:
    """Places with the skema they are verified for; nothing of one that is verified for none."""
    sah: dict[UUID, list[VerifikasiTuk]] = {}
    for one in VerifikasiTuk.objects.filter(tuk__in=rows, status=StatusVerifikasi.DITETAPKAN):
        sah.setdefault(one.tuk_id, []).append(one)
    return {row.kode: _tuk(row, sah[row.pk]) for row in rows if row.pk in sah}


def _tuk(row: Tuk, sah: list[VerifikasiTuk]) -> Isi:
    sampai = max((one.berlaku_sampai for one in sah if one.berlaku_sampai), default=None)
    return {
        "kode": row.kode,
        "nama": row.nama,
        "jenis": str(row.jenis),
        "alamat": row.alamat,
        "kota": row.kota,
        "kapasitas": row.kapasitas,
        "skema": sorted({one.skema_kode for one in sah}),
        "berlaku_sampai": _hari(sampai) or None,
        "aktif": row.aktif,
    }
