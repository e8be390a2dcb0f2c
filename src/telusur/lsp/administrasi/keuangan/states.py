"""Life of an invoice and of a payment proof (SOP 2.2)."""

from django.db import models


class StatusTagihan(models.TextChoices):
    """An invoice."""

    TERBIT = "terbit", "Belum dibayar"
    MENUNGGU_VERIFIKASI = "menunggu_verifikasi", "Menunggu verifikasi"
    LUNAS = "lunas", "Lunas"
    DIBEBASKAN = "dibebaskan", "Dibebaskan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusBukti(models.TextChoices):
    """A payment proof."""

    MENUNGGU = "menunggu", "Menunggu verifikasi"
    SAH = "sah", "Sah"
    DITOLAK = "ditolak", "Ditolak"


TERBAYAR = (StatusTagihan.LUNAS, StatusTagihan.DIBEBASKAN)
