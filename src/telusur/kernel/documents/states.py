"""Life of a document: diminta, then siap or gagal. A leaf."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

LARGEST_COPY = 20 * 1024 * 1024  # bytes of a copy that is uploaded to be checked


class S(models.TextChoices):
    """Where a document stands."""

    DIMINTA = "diminta", "Sedang disiapkan"
    SIAP = "siap", "Siap"
    GAGAL = "gagal", "Gagal disiapkan"


class Finding(StrEnum):
    """What a check of a signature can end with."""

    VALID = "valid"
    CHANGED = "changed"
    ADDED = "added"
    STRANGER = "stranger"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"
