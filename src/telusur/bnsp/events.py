"""The facts BNSP's modules tell each other: the code of the act that made it true."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """Event names; the payload's ``subject`` is the id of the row the act was about."""

    LSP_DIPERPANJANG = "lisensi.perpanjang"
    LSP_DIBEKUKAN = "lisensi.bekukan"
    LSP_DIPULIHKAN = "lisensi.pulihkan"
    LSP_DICABUT = "lisensi.cabut"
    LSP_BERAKHIR = "lisensi.akhiri"
    LINGKUP_DITAMBAH = "lisensi.tambah_lingkup"  # the subject is the LSP
    LINGKUP_DIBEKUKAN = "lisensi.bekukan_lingkup"
    LINGKUP_DIPULIHKAN = "lisensi.pulihkan_lingkup"
    LINGKUP_DIKURANGI = "lisensi.kurangi_lingkup"
    JADWAL_TERCATAT = "jadwal_uji.catat"  # nomor_bnsp
    JADWAL_DIBATALKAN = "jadwal_uji.batalkan"
    BLANKO_DIKEMBALIKAN = "blanko.kembalikan"
    BLANKO_DITOLAK = "blanko.tolak"
    BLANKO_DIALOKASIKAN = "blanko.setujui"  # rentang
    BLANKO_DIGANTI = "blanko.ganti_rusak"
    PEDOMAN_TERBIT = "pedoman.terbitkan"  # pedoman, nomor
    LAPORAN_DITERIMA = "laporan_lsp.terima"
    LAPORAN_DIKEMBALIKAN = "laporan_lsp.kembalikan"
