"""Plans and targets of a year (P508 10.3.1 v)."""

from django.db import models


class StatusRencana(models.TextChoices):
    """An activity of the year's plan."""

    RENCANA = "rencana", "Direncanakan"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    BATAL = "batal", "Dibatalkan"


class Indikator(models.TextChoices):
    """What a target counts; each is read from its register."""

    LSP = "lsp", "LSP aktif"
    SKEMA = "skema", "Skema berlisensi"
    ASESOR = "asesor", "Asesor berlaku"
    TUK = "tuk", "TUK terdaftar"
    SERTIFIKAT = "sertifikat", "Sertifikat terbit pada tahun itu"


TONES = {
    StatusRencana.RENCANA: "wait",
    StatusRencana.BERJALAN: "info",
    StatusRencana.SELESAI: "ok",
    StatusRencana.BATAL: "mute",
}
