"""What the public may learn from the national register (P508 9.4.7; UU PDP)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.bnsp.sertifikasi_lisensi.pemegang.queries import dengan_nomor, untuk_umum
from telusur.kernel.audit.rows import differing
from telusur.kernel.verification.answers import (
    TIDAK_DIKENAL,
    TIDAK_DIPASTIKAN,
    JawabanPublik,
    Kata,
    Register,
    register_answers,
)


def _jawaban(row: SertifikatTerdaftar | None, pada: date) -> JawabanPublik:
    if row is None:
        return TIDAK_DIKENAL
    if differing(row):
        return TIDAK_DIPASTIKAN
    return JawabanPublik(
        row.keadaan(pada),
        row.nama,
        row.nomor,
        row.nomor_registrasi,
        row.skema_nama,
        row.skema_kode,
        row.tanggal_terbit,
        row.berlaku_sampai,
        row.lsp.nama,
        row.lsp.nomor_lisensi,
    )


def jawab_kode(kode: str, pada: date) -> JawabanPublik:
    """By verification code."""
    return _jawaban(untuk_umum(kode), pada)


def jawab_nomor(nomor: str, pada: date) -> JawabanPublik:
    """By certificate or registration number."""
    return _jawaban(dengan_nomor(nomor), pada)


TIDAK_ADA = Kata(
    "mute",
    "file-search",
    _("Tidak ditemukan"),
    _(
        "Cocokkan lagi setiap angka dengan yang tercetak, atau pindai kode QR-nya. Bila tetap tidak ditemukan, mungkin "
        "LSP belum melaporkannya. Hubungi kami atau LSP penerbitnya sebelum memakainya sebagai bukti."
    ),
    _("Tidak dikenal"),
)


def register() -> None:
    """Tell the public pages where to look, once, when the app is ready."""
    register_answers(Register(jawab_kode, jawab_nomor, unknown=TIDAK_ADA, pdf=False))
