"""The life of a request for blanks, and of a spoiled blank (SOP 4.3; P508 9.4.6)."""

from django.db import models


class StatusPermohonan(models.TextChoices):
    """A request for blanks."""

    DIAJUKAN = "diajukan", "Menunggu pemeriksaan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan untuk dilengkapi"
    DITOLAK = "ditolak", "Ditolak"
    DIALOKASIKAN = "dialokasikan", "Nomor dialokasikan"


class StatusRusak(models.TextChoices):
    """A spoiled blank."""

    DILAPORKAN = "dilaporkan", "Menunggu pengganti"
    DIGANTI = "diganti", "Diganti"


TONES = {
    StatusPermohonan.DIAJUKAN: "wait",
    StatusPermohonan.DIKEMBALIKAN: "wait",
    StatusPermohonan.DITOLAK: "late",
    StatusPermohonan.DIALOKASIKAN: "ok",
}
TONES_RUSAK = {StatusRusak.DILAPORKAN: "wait", StatusRusak.DIGANTI: "ok"}
