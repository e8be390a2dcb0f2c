"""Life of a document: diminta, then siap or gagal. A leaf."""

from __future__ import annotations

from django.db import models


class S(models.TextChoices):
    """Where a document stands."""

    DIMINTA = "diminta", "Sedang disiapkan"
    SIAP = "siap", "Siap"
    GAGAL = "gagal", "Gagal disiapkan"
