"""The life of a version of a guideline (P508 10.1)."""

from django.db import models


class StatusVersi(models.TextChoices):
    """A version of a guideline."""

    DRAF = "draf", "Draf"
    BERLAKU = "berlaku", "Berlaku"
    DIGANTIKAN = "digantikan", "Digantikan"


TONES = {StatusVersi.DRAF: "wait", StatusVersi.BERLAKU: "ok", StatusVersi.DIGANTIKAN: "mute"}
