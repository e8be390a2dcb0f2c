"""Life of a report that an LSP has sent (P508 10.3.1 iv; LAP 3.2)."""

from django.db import models


class StatusLaporan(models.TextChoices):
    """One version of a report at BNSP."""

    MENUNGGU = "menunggu", "Menunggu pemeriksaan"
    DITERIMA = "diterima", "Diterima"
    DIKEMBALIKAN = "dikembalikan", "Perlu perbaikan"


TONES = {StatusLaporan.MENUNGGU: "wait", StatusLaporan.DITERIMA: "ok", StatusLaporan.DIKEMBALIKAN: "late"}
# A report that was sent back counts as not submitted until its next version arrives.
DISAMPAIKAN = (StatusLaporan.MENUNGGU, StatusLaporan.DITERIMA)
