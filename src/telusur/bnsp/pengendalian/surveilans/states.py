"""The life of a surveillance of an LSP, and of each nonconformity found (FR.KL.07)."""

from django.db import models


class JenisSurveilans(models.TextChoices):
    """How an LSP is watched."""

    LAPANGAN = "lapangan", "Kunjungan lapangan"
    DOKUMEN = "dokumen", "Pemeriksaan dokumen"
    SEWAKTU = "sewaktu", "Sewaktu-waktu"


class StatusSurveilans(models.TextChoices):
    """A surveillance."""

    DIRENCANAKAN = "direncanakan", "Direncanakan"
    DILAPORKAN = "dilaporkan", "Dilaporkan, temuan dipantau"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Kategori(models.TextChoices):
    """How grave a finding is."""

    MAYOR = "mayor", "Mayor"
    MINOR = "minor", "Minor"
    OBSERVASI = "observasi", "Observasi"


class StatusTemuan(models.TextChoices):
    """A finding and its correction."""

    TERBUKA = "terbuka", "Menunggu perbaikan LSP"
    DIPERBAIKI = "diperbaiki", "Perbaikan menunggu verifikasi"
    DITUTUP = "ditutup", "Ditutup"


TONES = {
    StatusSurveilans.DIRENCANAKAN: "wait",
    StatusSurveilans.DILAPORKAN: "info",
    StatusSurveilans.SELESAI: "ok",
    StatusSurveilans.DIBATALKAN: "mute",
}
TONES_TEMUAN = {StatusTemuan.TERBUKA: "late", StatusTemuan.DIPERBAIKI: "wait", StatusTemuan.DITUTUP: "ok"}
