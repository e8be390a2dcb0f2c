"""Kinds of TUK (PBNSP 206)."""

from django.db import models


class JenisTuk(models.TextChoices):
    """Kinds of test place."""

    TEMPAT_KERJA = "tempat_kerja", "TUK Tempat Kerja"
    SEWAKTU = "sewaktu", "TUK Sewaktu"
    MANDIRI = "mandiri", "TUK Mandiri"
