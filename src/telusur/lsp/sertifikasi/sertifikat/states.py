"""Life of a certificate, of a blank and of a blank request (SOP 4.4, 4.5)."""

from django.db import models


class StatusSertifikat(models.TextChoices):
    """A certificate on its way to the holder."""

    BERNOMOR = "bernomor", "Dummy diperiksa"
    DIPERIKSA = "diperiksa", "Menunggu tanda tangan"
    DITANDATANGANI = "ditandatangani", "Menunggu cetak"
    DICETAK = "dicetak", "Menunggu serah terima"
    DISERAHKAN = "diserahkan", "Menunggu tanda terima"
    DITERIMA = "diterima", "Diterima pemegang"


class Keabsahan(models.TextChoices):
    """Whether it counts; expiry follows from the date."""

    BELUM = "belum", "Belum terbit"
    BERLAKU = "berlaku", "Berlaku"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DICABUT = "dicabut", "Dicabut"


class KeadaanKeputusan(models.TextChoices):
    """What BNSP decided about the licence, or about a skema in its scope."""

    DIBEKUKAN = "dibekukan", "Dibekukan"
    DICABUT = "dicabut", "Dicabut"
    DIKURANGI = "dikurangi", "Dikeluarkan dari lingkup"


class StatusBlanko(models.TextChoices):
    """A numbered blank of BNSP."""

    TERSEDIA = "tersedia", "Tersedia"
    DIPAKAI = "dipakai", "Dipakai"
    DICETAK = "dicetak", "Dicetak"
    RUSAK = "rusak", "Rusak"
    DITOLAK = "ditolak", "Tidak dikenal BNSP"


class StatusPermohonanBlanko(models.TextChoices):
    """A request for blanks."""

    DIAJUKAN = "diajukan", "Menunggu nomor blanko"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan BNSP"
    DITOLAK = "ditolak", "Ditolak BNSP"
    DITERIMA = "diterima", "Nomor blanko diterima"
    BERNOMOR = "bernomor", "Sertifikat bernomor"
