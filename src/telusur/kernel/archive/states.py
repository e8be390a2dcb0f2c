"""Where a stored file came from (P508 10.4.2: capture with metadata of source, person and time)."""

from __future__ import annotations

from django.db import models


class Source(models.TextChoices):
    """Origin of a stored file."""

    UNGGAHAN = "unggahan", "Unggahan"
    PINDAIAN = "pindaian", "Pindaian kertas"
    KELUARAN = "keluaran", "Keluaran aplikasi"
    PERTUKARAN = "pertukaran", "Kiriman lembaga mitra"
