"""The life of a service case (KEP1516)."""

from django.db import models


class StatusPerkara(models.TextChoices):
    """Whether the case runs, and how it ended."""

    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    DITOLAK = "ditolak", "Ditolak"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DIHENTIKAN = "dihentikan", "Dihentikan"


TONES = {
    StatusPerkara.BERJALAN: "info",
    StatusPerkara.SELESAI: "ok",
    StatusPerkara.DITOLAK: "late",
    StatusPerkara.DIKEMBALIKAN: "wait",
    StatusPerkara.DIHENTIKAN: "mute",
}
