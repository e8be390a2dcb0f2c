"""Kinds of days off."""

from django.db import models


class HolidayKind(models.TextChoices):
    """Cuti bersama binds civil servants; an institution may work through it."""

    LIBUR = "libur", "Hari libur nasional"
    CUTI_BERSAMA = "cuti_bersama", "Cuti bersama"
