"""The life of what BNSP holds against the LSP, as the LSP sees it (P508 9.5.2, 10.3.1 iv)."""

from django.db import models


class JenisPerkara(models.TextChoices):
    """What it is."""

    TEMUAN = "temuan", "Temuan"
    KASUS = "kasus_sanksi", "Kasus sanksi"


class StatusPerkara(models.TextChoices):
    """Whose turn it is."""

    MENUNGGU = "menunggu", "Menunggu jawaban LSP"
    DIJAWAB = "dijawab", "Menunggu BNSP"
    SELESAI = "selesai", "Selesai"


# How grave a finding is, and what a case may lead to, as BNSP names them.
GOLONGAN = {
    "mayor": "Mayor",
    "minor": "Minor",
    "observasi": "Observasi",
    "penundaan": "Penundaan (lisensi dibekukan)",
    "penarikan": "Penarikan (lisensi dicabut)",
    "pengurangan": "Pengurangan ruang lingkup",
}
# What BNSP says of it, in words.
KEADAAN_BNSP = {
    "terbuka": "Menunggu perbaikan LSP",
    "diperbaiki": "Perbaikan diverifikasi BNSP",
    "ditutup": "Ditutup",
    "dibuka": "Diperiksa Komisi Pengendalian",
    "diusulkan": "Menunggu keputusan pimpinan BNSP",
    "diputuskan": "Sanksi diputuskan",
}
BERAKHIR = frozenset({"ditutup", "diputuskan"})
TONES = {StatusPerkara.MENUNGGU: "late", StatusPerkara.DIJAWAB: "wait", StatusPerkara.SELESAI: "ok"}
