"""Life of an assessment plan (SOP 1.5 to 2.7)."""

from django.db import models


class StatusRencana(models.TextChoices):
    """A plan: one asesor, one TUK, one day, some asesi."""

    DISUSUN = "disusun", "Disusun"
    MENUNGGU_SPT = "menunggu_spt", "Menunggu tanda tangan SPT"
    BERJALAN = "berjalan", "Pra-asesmen berjalan"
    DIJADWALKAN = "dijadwalkan", "Dijadwalkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


HIDUP = (StatusRencana.DISUSUN, StatusRencana.MENUNGGU_SPT, StatusRencana.BERJALAN, StatusRencana.DIJADWALKAN)
