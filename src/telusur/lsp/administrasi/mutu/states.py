"""Kinds and life of documents of the quality system."""

from __future__ import annotations

from django.db.models import TextChoices


class JenisDokumen(TextChoices):
    """What a document is for."""

    IK = "ik", "Instruksi kerja"
    SOP = "sop", "Prosedur"
    TATA_TERTIB = "tata_tertib", "Tata tertib"
    PERNYATAAN = "pernyataan", "Pernyataan"


class StatusDokumen(TextChoices):
    """One revision is in force; the earlier ones are kept."""

    BERLAKU = "berlaku", "Berlaku"
    DIGANTIKAN = "digantikan", "Digantikan"
