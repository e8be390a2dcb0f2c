"""The words of the registers as the public reads them, in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from telusur.bnsp.sertifikasi_lisensi.lisensi.states import JenisLsp, StatusLingkup, StatusLisensi

LISENSI = {
    StatusLisensi.AKTIF: _("Aktif"),
    StatusLisensi.DIBEKUKAN: _("Dibekukan"),
    StatusLisensi.DICABUT: _("Dicabut"),
    StatusLisensi.BERAKHIR: _("Berakhir"),
}
LINGKUP = {
    StatusLingkup.AKTIF: _("Aktif"),
    StatusLingkup.DIBEKUKAN: _("Dibekukan"),
    StatusLingkup.DIKURANGI: _("Dikeluarkan dari lingkup"),
}
JENIS = {
    JenisLsp.P1: _("LSP Pihak Pertama"),
    JenisLsp.P2: _("LSP Pihak Kedua"),
    JenisLsp.P3: _("LSP Pihak Ketiga"),
}
SEMUA_KEADAAN = _("Semua keadaan")
SEMUA_JENIS = _("Semua jenis")
