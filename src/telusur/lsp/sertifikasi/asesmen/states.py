"""Life of one asesi's assessment (SOP 3.3, 3.4)."""

from django.db import models


class StatusAsesmen(models.TextChoices):
    """One asesi in one session."""

    BERLANGSUNG = "berlangsung", "Berlangsung"
    DIREKOMENDASIKAN = "direkomendasikan", "Direkomendasikan"
    DILAPORKAN = "dilaporkan", "Dilaporkan"
    TIDAK_HADIR = "tidak_hadir", "Tidak hadir"


class Hasil(models.TextChoices):
    """The recommendation, and later the decision."""

    BELUM = "", "Belum ada"
    K = "K", "Kompeten"
    BK = "BK", "Belum kompeten"
