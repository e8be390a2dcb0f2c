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
    ASESOR_DIPERPANJANG = "asesor_kompetensi.perpanjang"
    ASESOR_BERUBAH = "asesor_kompetensi.ubah_data"
    ASESOR_BERSTATUS = "asesor_kompetensi.tetapkan_status"
    JADWAL_TERCATAT = "jadwal_uji.catat"  # nomor_bnsp
    JADWAL_DIBATALKAN = "jadwal_uji.batalkan"
    BLANKO_DIKEMBALIKAN = "blanko.kembalikan"
    BLANKO_DITOLAK = "blanko.tolak"
    BLANKO_DIALOKASIKAN = "blanko.setujui"  # rentang
    BLANKO_DIGANTI = "blanko.ganti_rusak"
    TEMUAN_DIBUKA = "surveilans.catat_temuan"
    TEMUAN_DIJAWAB = "surveilans.jawab_temuan"
    TEMUAN_DICATAT = "surveilans.catat_perbaikan"
    TEMUAN_DIKEMBALIKAN = "surveilans.kembalikan_perbaikan"
    TEMUAN_DITUTUP = "surveilans.tutup_temuan"
    KASUS_DIBUKA = "sanksi.buka"  # nomor; the subject is the LSP
    KASUS_DITANGGAPI = "sanksi.tanggapi"
    KASUS_DICATAT = "sanksi.catat_tanggapan"
    KASUS_DIUSULKAN = "sanksi.ajukan"
    KASUS_DIPUTUSKAN = "sanksi.putuskan"
    KASUS_DITUTUP = "sanksi.tutup"
    PEDOMAN_TERBIT = "pedoman.terbitkan"  # pedoman, nomor
    LAPORAN_DITERIMA = "laporan_lsp.terima"
    LAPORAN_DIKEMBALIKAN = "laporan_lsp.kembalikan"
