"""Life and kinds of a skema sertifikasi."""

from __future__ import annotations

from django.db.models import TextChoices


class StatusSkema(TextChoices):
    """A version is imported as draf, becomes berlaku, and is withdrawn when another version replaces it."""

    DRAF = "draf", "Draf"
    BERLAKU = "berlaku", "Berlaku"
    DITARIK = "ditarik", "Ditarik"


class JenisSkema(TextChoices):
    """Kinds of package (PBNSP 210; forms.md 10)."""

    KKNI = "kkni", "KKNI"
    OKUPASI = "okupasi", "Okupasi"
    KLASTER = "klaster", "Klaster"
    UNIT = "unit", "Unit kompetensi"
    PROFISIENSI = "profisiensi", "Profisiensi"


class JenisPersyaratan(TextChoices):
    """The two tables of FR.APL.01 part 3."""

    DASAR = "dasar", "Persyaratan dasar"
    ADMINISTRATIF = "administratif", "Persyaratan administratif"


class HasilPersyaratan(TextChoices):
    """The three values of FR.APL.01 part 3, set by the LSP only."""

    MEMENUHI = "memenuhi", "Ada, memenuhi syarat"
    TIDAK_MEMENUHI = "tidak_memenuhi", "Ada, tidak memenuhi syarat"
    TIDAK_ADA = "tidak_ada", "Tidak ada"


class MacamPersyaratan(TextChoices):
    """Requirements that the identity part of FR.APL.01 already answers, so that nobody is asked twice."""

    UMUM = "", "Dokumen"
    PAS_FOTO = "pas_foto", "Pas foto"
    IDENTITAS = "identitas", "Kartu identitas"


class JenisBerkas(TextChoices):
    """File types that an upload may have."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
