"""The life of an asesor's registration (KEP.1516 Lampiran IV and V)."""

from django.db import models


class StatusAsesor(models.TextChoices):
    """What BNSP decided. The certificate also ends with its last day."""

    AKTIF = "aktif", "Aktif"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DICABUT = "dicabut", "Dicabut"


class Keberlakuan(models.TextChoices):
    """What a registration is worth on a day."""

    BERLAKU = "berlaku", "Berlaku"
    BERAKHIR = "berakhir", "Sertifikat berakhir"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DICABUT = "dicabut", "Dicabut"


TONES = {
    Keberlakuan.BERLAKU: "ok",
    Keberlakuan.BERAKHIR: "late",
    Keberlakuan.DIBEKUKAN: "wait",
    Keberlakuan.DICABUT: "late",
}
