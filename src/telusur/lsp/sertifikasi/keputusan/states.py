"""Life of a committee's task, and the kinds of decision (SOP 4.1 to 4.3, P508 9.4.3)."""

from django.db import models


class StatusKomite(models.TextChoices):
    """A komite teknis appointed for one schedule."""

    DRAF = "draf", "Draf SK komite"
    BERTUGAS = "bertugas", "Komite memverifikasi"
    PLENO = "pleno", "Pleno berlangsung"
    BERITA_ACARA = "berita_acara", "Menunggu tanda tangan anggota"
    MENUNGGU_SK = "menunggu_sk", "Menunggu SK keputusan"
    SELESAI = "selesai", "Diputuskan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Jabatan(models.TextChoices):
    """Seat in the committee."""

    KETUA = "ketua", "Ketua"
    ANGGOTA = "anggota", "Anggota"


class Suara(models.TextChoices):
    """What a member votes on one asesi."""

    K = "K", "Kompeten"
    BK = "BK", "Belum kompeten"
    KEMBALI = "kembali", "Kembalikan berkas"


class ModaPleno(models.TextChoices):
    """How the plenary meets (SOP 4.2)."""

    DARING = "daring", "Daring"
    LURING = "luring", "Luring"


class JenisKeputusan(models.TextChoices):
    """The seven kinds of decision (P508 9.4.3)."""

    PEMBERIAN = "pemberian", "Pemberian"
    PEMELIHARAAN = "pemeliharaan", "Pemeliharaan"
    PENGULANGAN = "pengulangan", "Pengulangan"
    PERLUASAN = "perluasan", "Perluasan"
    PEMBEKUAN = "pembekuan", "Pembekuan"
    PENANGGUHAN = "penangguhan", "Penangguhan"
    PEMBATALAN = "pembatalan", "Pembatalan"


HIDUP = (
    StatusKomite.DRAF,
    StatusKomite.BERTUGAS,
    StatusKomite.PLENO,
    StatusKomite.BERITA_ACARA,
    StatusKomite.MENUNGGU_SK,
    StatusKomite.SELESAI,
)
TERTUTUP = (StatusKomite.SELESAI, StatusKomite.DIBATALKAN)
DITUNJUK = tuple(status for status in HIDUP if status != StatusKomite.DRAF)
NAMA_HASIL = {"K": "Kompeten", "BK": "Belum kompeten"}
LANJUTAN = tuple(jenis for jenis in JenisKeputusan if jenis is not JenisKeputusan.PEMBERIAN)
