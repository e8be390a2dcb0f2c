"""State of an asesor's registration."""

from django.db import models


class StatusAsesor(models.TextChoices):
    """Whether the LSP uses this asesor."""

    AKTIF = "aktif", "Aktif"
    NONAKTIF = "nonaktif", "Nonaktif"


class Keberlakuan(models.TextChoices):
    """Where a certificate stands on a day; computed, never stored."""

    BERLAKU = "berlaku", "Berlaku"
    SEGERA = "segera", "Segera berakhir"
    BERAKHIR = "berakhir", "Berakhir"
    BELUM = "belum", "Belum berlaku"
