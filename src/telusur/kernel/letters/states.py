"""Which way a letter went, and when a series begins again."""

from django.db import models


class Direction(models.TextChoices):
    """Seen from the institution."""

    KELUAR = "keluar", "Keluar"
    MASUK = "masuk", "Masuk"


class Reset(models.TextChoices):
    """When numbering starts again at 1."""

    TAHUN = "tahun", "Setiap tahun"
    TIDAK = "tidak", "Tidak pernah"
