"""Life of an official letter, and the states of a licence."""

from django.db import models


class StatusLingkup(models.TextChoices):
    """One skema in the scope of the licence, as BNSP decided."""

    AKTIF = "aktif", "Aktif"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DIKURANGI = "dikurangi", "Dikeluarkan dari lingkup"


NADA_LINGKUP = {StatusLingkup.AKTIF: "ok", StatusLingkup.DIBEKUKAN: "wait", StatusLingkup.DIKURANGI: "late"}


class StatusNaskah(models.TextChoices):
    """A letter or decree of the LSP."""

    DRAF = "draf", "Draf"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class JenisNaskah(models.TextChoices):
    """What the Direktur signs."""

    SPT_ASESOR = "spt_asesor", "Surat Perintah Tugas asesor"
    SPT_VERIFIKATOR = "spt_verifikator", "Surat Perintah Tugas verifikator TUK"
    SK_TUK = "sk_tuk", "SK penetapan TUK"
    SK_KOMITE = "sk_komite", "SK Komite Teknis"
    SK_KEPUTUSAN = "sk_keputusan", "SK keputusan hasil asesmen"


class JenisTangan(models.TextChoices):
    """What BNSP decides and the LSP may write down by hand while BNSP's system is not connected."""

    JADWAL = "jadwal", "Nomor pencatatan jadwal"
    BLANKO = "blanko", "Nomor blanko"
    LISENSI = "lisensi", "Lisensi"
    LAPORAN = "laporan", "Jawaban atas laporan"
    ASESOR = "asesor", "Sertifikat asesor"


class KeadaanTangan(models.TextChoices):
    """How such an entry compares with BNSP's register."""

    BELUM = "belum", "Belum dicocokkan dengan BNSP"
    SAMA = "sama", "Sama menurut BNSP"
    LAIN = "lain", "BNSP mencatat yang lain"
    TIDAK_ADA = "tidak_ada", "Tidak ada menurut BNSP"


NADA_TANGAN = {
    KeadaanTangan.BELUM: "wait",
    KeadaanTangan.SAMA: "ok",
    KeadaanTangan.LAIN: "late",
    KeadaanTangan.TIDAK_ADA: "late",
}


class StatusLisensi(models.TextChoices):
    """State of the LSP's licence (regulation.md A.4)."""

    AKTIF = "aktif", "Aktif"
    BERSYARAT = "bersyarat", "Bersyarat"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DICABUT = "dicabut", "Dicabut"


class JenisLsp(models.TextChoices):
    """Kinds of LSP (PBNSP 202)."""

    P1 = "p1", "LSP Pihak Pertama"
    P2 = "p2", "LSP Pihak Kedua"
    P3 = "p3", "LSP Pihak Ketiga"
