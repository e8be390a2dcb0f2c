"""The facts LSP modules tell each other: the code of the act that made it true. Earlier modules learn of later ones only here."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """Event names; the payload's ``subject`` is the id of the row the act was about, further keys are named beside it."""

    LISENSI_DICATAT = "umum.catat_lisensi"  # jatuh, status, nomor_sk, tanggal_sk
    LINGKUP_DITERIMA = "umum.terima_lisensi"  # jatuh, lingkup {skema: status}, nomor_sk, tanggal_sk
    PEDOMAN_DITERIMA = "pengetahuan.terima_pedoman"  # versi, baru
    ASESOR_DIDAFTARKAN = "asesor.daftarkan"
    ASESOR_BERLINGKUP = "asesor.tambah_lingkup"
    ASESOR_DIPERBARUI = "asesor.perbarui_sertifikat"
    ASESOR_BERUBAH = "asesor.ubah_status"
    ASESOR_BERNOMOR_LAIN = "asesor.perbaiki_nomor"
    TUK_DITETAPKAN = "tuk.tetapkan"  # the subject is the verification
    TUK_BERUBAH = "tuk.ubah_keaktifan"
    PERMOHONAN_DIAJUKAN = "aplikasi.ajukan"
    PERMOHONAN_DITERIMA = "aplikasi.terima"
    TAGIHAN_LUNAS = "keuangan.sahkan_bukti"  # perkara_id
    TAGIHAN_DIBEBASKAN = "keuangan.bebaskan"  # perkara_id
    SPT_ASESOR_DITANDATANGANI = "praasesmen.tandatangani_spt"
    JADWAL_DITETAPKAN = "jadwal.tetapkan"
    JADWAL_DIBATALKAN = "jadwal.batalkan"
    LAPORAN_DISERAHKAN = "asesmen.serahkan_laporan"
    SK_KEPUTUSAN_DITANDATANGANI = "keputusan.tandatangani_sk"
    KEPUTUSAN_DICATAT = "keputusan.catat"  # sertifikat_id, jenis
    BLANKO_DIAJUKAN = "sertifikat.ajukan_blanko"
    BLANKO_DIAJUKAN_LAGI = "sertifikat.ajukan_blanko_lagi"
    BLANKO_RUSAK = "sertifikat.laporkan_rusak"
    BLANKO_DITOLAK = "sertifikat.tolak_blanko"
    SERTIFIKAT_TERBIT = "sertifikat.tandatangani"
    SERTIFIKAT_BERUBAH = "sertifikat.terapkan_keputusan"  # nomor_sk, ke
    PERKARA_BNSP_DIJAWAB = "pengendalian.jawab"
    LAPORAN_DIKIRIM = "pelaporan.kirim"
