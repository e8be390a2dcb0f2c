"""Whether a version of a guideline is in force (P508 10.1)."""

from django.db import models


class StatusVersi(models.TextChoices):
    """One version is in force; the earlier ones are kept."""

    BERLAKU = "berlaku", "Berlaku"
    DIGANTIKAN = "digantikan", "Digantikan"


TONES = {StatusVersi.BERLAKU: "ok", StatusVersi.DIGANTIKAN: "mute"}
