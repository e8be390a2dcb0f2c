"""The life of a complaint (P508 10.3.1 iv, vii)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatusPengaduan(models.TextChoices):
    """What has become of it. The words are public, in both languages."""

    DITERIMA = "diterima", _("Diterima, menunggu telaah")
    DITELAAH = "ditelaah", _("Sedang ditelaah")
    SELESAI = "selesai", _("Selesai")
    DITOLAK = "ditolak", _("Bukan kewenangan BNSP")


TERBUKA = (StatusPengaduan.DITERIMA, StatusPengaduan.DITELAAH)
TONES = {
    StatusPengaduan.DITERIMA: "wait",
    StatusPengaduan.DITELAAH: "info",
    StatusPengaduan.SELESAI: "ok",
    StatusPengaduan.DITOLAK: "mute",
}
