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
