"""The life of a licence and of each skema in its scope (P508 9.5; PBNSP 202)."""

from django.db import models


class JenisLsp(models.TextChoices):
    """Kinds of LSP (PBNSP 202)."""

    P1 = "p1", "LSP P1 (pihak pertama)"
    P2 = "p2", "LSP P2 (pihak kedua)"
    P3 = "p3", "LSP P3 (pihak ketiga)"


class StatusLisensi(models.TextChoices):
    """What BNSP decided of a licence. It also ends with its last day, whatever stands here."""

    AKTIF = "aktif", "Aktif"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DICABUT = "dicabut", "Dicabut"
    BERAKHIR = "berakhir", "Berakhir"


class StatusLingkup(models.TextChoices):
    """One skema in the scope."""

    AKTIF = "aktif", "Aktif"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DIKURANGI = "dikurangi", "Dikeluarkan dari lingkup"


class KeadaanLingkup(models.TextChoices):
    """What a skema in the scope is worth on a day; computed, never stored."""

    AKTIF = "aktif", "Aktif"
    BELUM = "belum", "Belum mulai"
    DIBEKUKAN = "dibekukan", "Dibekukan"
    DIKURANGI = "dikurangi", "Dikeluarkan dari lingkup"
    TANPA_LISENSI = "tanpa_lisensi", "Lisensi LSP tidak aktif"


class JenisKeputusan(models.TextChoices):
    """Decisions about a licence or its scope."""

    LISENSI = "lisensi", "Lisensi diberikan"
    PERPANJANGAN = "perpanjangan", "Lisensi diperpanjang"
    PEMBEKUAN = "pembekuan", "Lisensi dibekukan"
    PEMULIHAN = "pemulihan", "Lisensi dipulihkan"
    PENCABUTAN = "pencabutan", "Lisensi dicabut"
    LINGKUP_TAMBAH = "lingkup_tambah", "Lingkup ditambah"
    LINGKUP_BEKU = "lingkup_beku", "Lingkup dibekukan"
    LINGKUP_PULIH = "lingkup_pulih", "Lingkup dipulihkan"
    LINGKUP_KURANG = "lingkup_kurang", "Lingkup dikurangi"


SANKSI = (
    JenisKeputusan.PEMBEKUAN,
    JenisKeputusan.PENCABUTAN,
    JenisKeputusan.LINGKUP_BEKU,
    JenisKeputusan.LINGKUP_KURANG,
)
TONES = {
    StatusLisensi.AKTIF: "ok",
    StatusLisensi.DIBEKUKAN: "wait",
    StatusLisensi.DICABUT: "late",
    StatusLisensi.BERAKHIR: "mute",
}
TONES_LINGKUP = {
    KeadaanLingkup.AKTIF: "ok",
    KeadaanLingkup.BELUM: "mute",
    KeadaanLingkup.DIBEKUKAN: "wait",
    KeadaanLingkup.DIKURANGI: "mute",
    KeadaanLingkup.TANPA_LISENSI: "wait",
}
