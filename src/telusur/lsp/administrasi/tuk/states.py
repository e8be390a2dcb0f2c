"""Kinds of TUK and the life of a verification (SOP 1.4, PBNSP 206)."""

from django.db import models


class JenisTuk(models.TextChoices):
    """Kinds of test place."""

    TEMPAT_KERJA = "tempat_kerja", "TUK Tempat Kerja"
    SEWAKTU = "sewaktu", "TUK Sewaktu"
    MANDIRI = "mandiri", "TUK Mandiri"


class StatusVerifikasi(models.TextChoices):
    """A verification of one TUK for one skema."""

    MENUNGGU_SPT = "menunggu_spt", "Menunggu SPT verifikator"
    DITUGASKAN = "ditugaskan", "Verifikator ditugaskan"
    SESUAI = "sesuai", "Sesuai, menunggu penetapan"
    TIDAK_SESUAI = "tidak_sesuai", "Tidak sesuai"
    DITETAPKAN = "ditetapkan", "Ditetapkan"


SELESAI = (StatusVerifikasi.DITETAPKAN, StatusVerifikasi.TIDAK_SESUAI)
