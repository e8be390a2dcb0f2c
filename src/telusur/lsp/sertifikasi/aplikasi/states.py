"""Life of an application, and the eight stages of a case as everybody sees them (SOP 1.1 to 4.6)."""

from django.db import models


class StatusPermohonan(models.TextChoices):
    """An application."""

    DRAF = "draf", "Diisi pemohon"
    DIAJUKAN = "diajukan", "Diperiksa"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DITERIMA = "diterima", "Diterima"
    DIKAJI_ULANG = "dikaji_ulang", "Dikaji ulang"
    DITOLAK = "ditolak", "Tidak diterima"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Tahap(models.TextChoices):
    """Where a case stands."""

    PERMOHONAN = "permohonan", "Permohonan"
    PEMBAYARAN = "pembayaran", "Pembayaran"
    PRAASESMEN = "praasesmen", "Pra-asesmen"
    JADWAL = "jadwal", "Jadwal"
    ASESMEN = "asesmen", "Asesmen"
    KEPUTUSAN = "keputusan", "Keputusan"
    PENERBITAN = "penerbitan", "Penerbitan"
    SERAH_TERIMA = "serah_terima", "Serah terima"
    SELESAI = "selesai", "Selesai"


class Kelayakan(models.TextChoices):
    """Verdict of the feasibility review (SOP 1.3)."""

    BELUM = "", "Belum dikaji"
    LAYAK = "layak", "Layak"
    TIDAK_LAYAK = "tidak_layak", "Tidak layak"


TERBUKA = (
    StatusPermohonan.DRAF,
    StatusPermohonan.DIAJUKAN,
    StatusPermohonan.DIKEMBALIKAN,
    StatusPermohonan.DITERIMA,
    StatusPermohonan.DIKAJI_ULANG,
)
URUTAN_TAHAP = tuple(Tahap.values)
