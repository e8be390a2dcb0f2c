"""Life of a final schedule (SOP 2.8 to 3.4)."""

from django.db import models


class StatusJadwal(models.TextChoices):
    """A final schedule."""

    DITETAPKAN = "ditetapkan", "Ditetapkan"
    TERDAFTAR = "terdaftar", "Tercatat di BNSP"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    SELESAI = "selesai", "Dilaporkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Kehadiran(models.TextChoices):
    """Attendance of one person."""

    BELUM = "belum", "Belum tercatat"
    HADIR = "hadir", "Hadir"
    TIDAK_HADIR = "tidak_hadir", "Tidak hadir"


HIDUP = (StatusJadwal.DITETAPKAN, StatusJadwal.TERDAFTAR, StatusJadwal.BERLANGSUNG, StatusJadwal.SELESAI)
