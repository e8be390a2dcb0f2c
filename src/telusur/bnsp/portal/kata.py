"""The words of the registers as the public reads them, in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from telusur.bnsp.sertifikasi_lisensi.lisensi.states import JenisLsp, KeadaanLingkup, StatusLisensi

LISENSI = {
    StatusLisensi.AKTIF: _("Aktif"),
    StatusLisensi.DIBEKUKAN: _("Dibekukan"),
    StatusLisensi.DICABUT: _("Dicabut"),
    StatusLisensi.BERAKHIR: _("Berakhir"),
}
LINGKUP = {
    KeadaanLingkup.AKTIF: _("Aktif"),
    KeadaanLingkup.BELUM: _("Belum mulai berlaku"),
    KeadaanLingkup.DIBEKUKAN: _("Dibekukan"),
    KeadaanLingkup.DIKURANGI: _("Dikeluarkan dari lingkup"),
    KeadaanLingkup.TANPA_LISENSI: _("Lisensi tidak aktif"),
}
JENIS = {
    JenisLsp.P1: _("LSP Pihak Pertama"),
    JenisLsp.P2: _("LSP Pihak Kedua"),
    JenisLsp.P3: _("LSP Pihak Ketiga"),
}
SEMUA_KEADAAN = _("Semua keadaan")
SEMUA_JENIS = _("Semua jenis")
