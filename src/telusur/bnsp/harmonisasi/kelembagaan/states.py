"""Branches, standards and harmonisation (P508 10.3.1 ii; PBNSP 207, 210)."""

from django.db import models


class StatusCabang(models.TextChoices):
    """A branch of an LSP."""

    BUKA = "buka", "Buka"
    TUTUP = "tutup", "Tutup"


class JenisStandar(models.TextChoices):
    """Kinds of standards of competency."""

    SKKNI = "skkni", "SKKNI"
    KHUSUS = "khusus", "Standar khusus"
    INTERNASIONAL = "internasional", "Standar internasional"


class StatusStandar(models.TextChoices):
    """Whether a standard is in force."""

    BERLAKU = "berlaku", "Berlaku"
    DIGANTIKAN = "digantikan", "Digantikan"
    DICABUT = "dicabut", "Dicabut"


class BentukHarmonisasi(models.TextChoices):
    """How two sides have agreed."""

    PENGAKUAN = "pengakuan", "Saling pengakuan"
    KERJA_SAMA = "kerja_sama", "Kerja sama"
    KAJI_BANDING = "kaji_banding", "Kaji banding"
    PENYELARASAN = "penyelarasan", "Penyelarasan standar atau skema"


TONES_CABANG = {StatusCabang.BUKA: "ok", StatusCabang.TUTUP: "mute"}
TONES_STANDAR = {StatusStandar.BERLAKU: "ok", StatusStandar.DIGANTIKAN: "mute", StatusStandar.DICABUT: "late"}
