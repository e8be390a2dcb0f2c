"""Lives of what belongs to the MUK (Materi Uji Kompetensi)."""

from __future__ import annotations

from django.db.models import TextChoices


class StatusPerangkat(TextChoices):
    """An instrument set is written, reviewed with FR.IA.11 by somebody else, then put to use; or replaced by a better version."""

    DRAF = "draf", "Menunggu tinjauan"
    PERBAIKAN = "perbaikan", "Perlu diperbaiki"
    DITINJAU = "ditinjau", "Siap digunakan"
    BERLAKU = "berlaku", "Berlaku"
    DITARIK = "ditarik", "Ditarik"


class StatusMapa(TextChoices):
    """A plan is filled by its penyusun and signed by a validator; only then may it be used."""

    DRAF = "draf", "Disusun"
    DIAJUKAN = "diajukan", "Menunggu validasi"
    DIVALIDASI = "divalidasi", "Divalidasi"
    DITARIK = "ditarik", "Ditarik"


class StatusBank(TextChoices):
    """A question bank is imported as draf and put to use by one act."""

    DRAF = "draf", "Draf"
    BERLAKU = "berlaku", "Berlaku"
    DITARIK = "ditarik", "Ditarik"


class JenisSoal(TextChoices):
    """Kinds of question and the form they are printed in."""

    PILIHAN_GANDA = "pilihan_ganda", "Pilihan ganda (FR.IA.05)"
    ESAI = "esai", "Esai (FR.IA.06)"
    LISAN = "lisan", "Lisan (FR.IA.07)"


class HasilTinjauan(TextChoices):
    """What FR.IA.11 came to."""

    SIAP = "siap", "Siap digunakan"
    BELUM = "belum", "Belum dapat digunakan"
