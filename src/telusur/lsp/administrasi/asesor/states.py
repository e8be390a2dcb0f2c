"""State of an asesor's registration."""

from django.db import models


class StatusAsesor(models.TextChoices):
    """Whether the LSP uses this asesor."""

    AKTIF = "aktif", "Aktif"
    NONAKTIF = "nonaktif", "Nonaktif"


class Keberlakuan(models.TextChoices):
    """Where a certificate stands on a day; computed, never stored."""

    BERLAKU = "berlaku", "Berlaku"
    SEGERA = "segera", "Segera berakhir"
    BERAKHIR = "berakhir", "Berakhir"
    BELUM = "belum", "Belum berlaku"


class Registrasi(models.TextChoices):
    """What BNSP's register of asesor says of the person."""

    BELUM = "", "Belum dinyatakan BNSP"
    AKTIF = "aktif", "Terdaftar di BNSP"
    DIBEKUKAN = "dibekukan", "Dibekukan BNSP"
    DICABUT = "dicabut", "Dicabut BNSP"
    LSP_LAIN = "lsp_lain", "Tercatat di BNSP pada LSP lain"


NADA_REGISTRASI = {
    Registrasi.BELUM: "wait",
    Registrasi.AKTIF: "ok",
    Registrasi.DIBEKUKAN: "late",
    Registrasi.DICABUT: "late",
    Registrasi.LSP_LAIN: "late",
}
