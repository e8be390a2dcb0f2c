"""Life of a filled form."""

from __future__ import annotations

from django.db import models


class S(models.TextChoices):
    """One party after another fills it (``diisi``); the last one makes it ``selesai``, and from then on it never
    changes.
    """

    DIISI = "diisi", "Sedang diisi"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan untuk dilengkapi"
    SELESAI = "selesai", "Selesai, terkunci"
    DIGANTIKAN = "digantikan", "Digantikan versi baru"
    BATAL = "batal", "Batal"


class Scope(models.TextChoices):
    """What a form belongs to."""

    KASUS = "kasus", "Permohonan"
    JADWAL = "jadwal", "Jadwal"
    SKEMA = "skema", "Skema"


TERBUKA = frozenset({S.DIISI, S.DIKEMBALIKAN})
BERLAKU = frozenset({S.DIISI, S.DIKEMBALIKAN, S.SELESAI})
