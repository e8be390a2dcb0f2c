"""Life of a report to BNSP (LAP 1 to 3)."""

from django.db import models


class StatusLaporan(models.TextChoices):
    """One version of a report. What was finalised never changes; what BNSP sends back is replaced by a new version."""

    DRAF = "draf", "Draf"
    FINAL = "final", "Final, belum dikirim"
    TERKIRIM = "terkirim", "Terkirim"
    DITERIMA = "diterima", "Diterima BNSP"
    PERLU_PERBAIKAN = "perlu_perbaikan", "Perlu perbaikan"
    DIGANTIKAN = "digantikan", "Digantikan versi baru"
    DIBATALKAN = "dibatalkan", "Draf dibatalkan"


S = StatusLaporan
SUDAH_FINAL = (S.FINAL, S.TERKIRIM, S.DITERIMA, S.PERLU_PERBAIKAN, S.DIGANTIKAN)
SUDAH_DIKIRIM = (S.TERKIRIM, S.DITERIMA)
BELUM_DIKIRIM = (S.DRAF, S.FINAL, S.PERLU_PERBAIKAN)
TIDAK_BERLAKU = (S.DIGANTIKAN, S.DIBATALKAN)
TONES = {
    S.DRAF: "wait",
    S.FINAL: "wait",
    S.TERKIRIM: "info",
    S.DITERIMA: "ok",
    S.PERLU_PERBAIKAN: "late",
    S.DIGANTIKAN: "mute",
    S.DIBATALKAN: "mute",
}

# What BNSP said of a report, in its own word, by the state that followed.
JAWABAN = {StatusLaporan.DITERIMA.value: "diterima", StatusLaporan.PERLU_PERBAIKAN.value: "dikembalikan"}
