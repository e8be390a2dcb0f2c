"""Life of a written exam (FR.IA.05, SOP 3.3)."""

from django.db import models


class StatusUjian(models.TextChoices):
    """One asesi's exam."""

    BELUM = "belum", "Belum dimulai"
    BERLANGSUNG = "berlangsung", "Sedang dikerjakan"
    SELESAI = "selesai", "Sudah dikumpulkan"
    BATAL = "batal", "Dibatalkan"
