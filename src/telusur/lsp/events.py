"""The facts LSP modules tell each other: the code of the act that made it true. Earlier modules learn of later ones only here."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """Event names; the payload's ``subject`` is the id of the row the act was about, further keys are named beside it."""

    PERMOHONAN_DIAJUKAN = "aplikasi.ajukan"
    PERMOHONAN_DITERIMA = "aplikasi.terima"
    TAGIHAN_LUNAS = "keuangan.sahkan_bukti"  # perkara_id
    TAGIHAN_DIBEBASKAN = "keuangan.bebaskan"  # perkara_id
    SPT_ASESOR_DITANDATANGANI = "praasesmen.tandatangani_spt"
    JADWAL_DITETAPKAN = "jadwal.tetapkan"
    LAPORAN_DISERAHKAN = "asesmen.serahkan_laporan"
    SK_KEPUTUSAN_DITANDATANGANI = "keputusan.tandatangani_sk"
    KEPUTUSAN_DICATAT = "keputusan.catat"  # sertifikat_id, jenis
    SERTIFIKAT_TERBIT = "sertifikat.tandatangani"
