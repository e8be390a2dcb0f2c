"""The life of a certificate in the national register (P508 9.4.7, 9.5)."""

from django.db import models


class StatusSertifikat(models.TextChoices):
    """What was decided. It also expires with its last day, whatever stands here."""

    TERBIT = "terbit", "Terbit"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DICABUT = "dicabut", "Dicabut"


class Keadaan(models.TextChoices):
    """What a certificate is worth on a day."""

    BERLAKU = "berlaku", "Berlaku"
    KEDALUWARSA = "kedaluwarsa", "Kedaluwarsa"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DICABUT = "dicabut", "Dicabut"


TONES = {Keadaan.BERLAKU: "ok", Keadaan.KEDALUWARSA: "mute", Keadaan.DIBEKUKAN: "wait", Keadaan.DICABUT: "late"}
