"""The life of a sanction case, and what it may lead to (P508 9.5.2)."""

from django.db import models


class StatusKasus(models.TextChoices):
    """A case."""

    DIBUKA = "dibuka", "Diperiksa komisi"
    DIUSULKAN = "diusulkan", "Menunggu keputusan pimpinan"
    DIPUTUSKAN = "diputuskan", "Sanksi diputuskan"
    DITUTUP = "ditutup", "Ditutup tanpa sanksi"


class Bentuk(models.TextChoices):
    """What P508 9.5.2 names."""

    PENUNDAAN = "penundaan", "Penundaan (lisensi dibekukan)"
    PENARIKAN = "penarikan", "Penarikan (lisensi dicabut)"
    PENGURANGAN = "pengurangan", "Pengurangan ruang lingkup"


TONES = {
    StatusKasus.DIBUKA: "info",
    StatusKasus.DIUSULKAN: "wait",
    StatusKasus.DIPUTUSKAN: "late",
    StatusKasus.DITUTUP: "mute",
}
BERJALAN = (StatusKasus.DIBUKA, StatusKasus.DIUSULKAN)
