"""The life of an announced schedule (P508 9.3; SOP 2.7)."""

from django.db import models


class StatusJadwal(models.TextChoices):
    """A schedule that an LSP announced."""

    TERCATAT = "tercatat", "Tercatat"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


TONES = {StatusJadwal.TERCATAT: "ok", StatusJadwal.DIBATALKAN: "mute"}
