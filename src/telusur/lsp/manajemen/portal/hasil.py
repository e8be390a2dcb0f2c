"""What the state of a certificate means to somebody who holds it in hand (P508 9.4.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from telusur.kernel.base.ids import READABLE
from telusur.lsp.sertifikasi.sertifikat.queries import TIDAK_DIKENAL, JawabanPublik, verifikasi_kode, verifikasi_nomor

KODE = re.compile(rf"[{READABLE}]{{4}}(-[{READABLE}]{{4}}){{2}}", re.IGNORECASE)
TERPANJANG = 60  # of a certificate number, a registration number or a code


@dataclass(frozen=True, slots=True)
class Kata:
    """How a state is told: colour, picture, headline, what stands before the date, and what to do."""

    tone: str
    ikon: str
    judul: str | Promise
    makna: str | Promise
    badge: str | Promise


KATA: dict[str, Kata] = {
    "berlaku": Kata(
        "ok",
        "rosette-discount-check",
        _("Sertifikat ini berlaku"),
        _(
            "Pastikan nama ini sama dengan kartu identitas pemegangnya, dan foto pada sertifikat adalah orang yang sama. "
            "Nomor pada kertas harus sama dengan nomor di halaman ini."
        ),
        _("Berlaku"),
    ),
    "kedaluwarsa": Kata(
        "mute",
        "calendar-x",
        _("Masa berlaku habis"),
        _(
            "Sertifikat ini asli, tetapi sudah kedaluwarsa dan tidak lagi menjadi bukti kompetensi. "
            "Tanyakan apakah pemegangnya telah mengikuti sertifikasi ulang."
        ),
        _("Kedaluwarsa"),
    ),
    "dibekukan": Kata(
        "wait",
        "player-pause",
        _("Sedang dibekukan"),
        _(
            "Selama dibekukan, sertifikat ini tidak boleh dipakai sebagai bukti kompetensi. "
            "Keadaan ini dapat berubah; periksa lagi nanti."
        ),
        _("Dibekukan"),
    ),
    "dicabut": Kata(
        "late",
        "ban",
        _("Sudah dicabut"),
        _("Sertifikat ini tidak berlaku lagi untuk seterusnya. Alasannya tidak dipublikasikan."),
        _("Dicabut"),
    ),
    "tidak_dikenal": Kata(
        "mute",
        "file-search",
        _("Tidak ditemukan"),
        _(
            "Cocokkan lagi dengan yang tercetak; angka nol sering terbaca sebagai huruf O. Bila sudah benar, jangan anggap "
            "sertifikat itu asli: mungkin diterbitkan LSP lain, atau palsu. Hubungi kami bila ragu."
        ),
        _("Tidak dikenal"),
    ),
}


def jawab_kode(kode: str, pada: date) -> JawabanPublik:
    """The answer to a verification code."""
    asked = _bersih(kode)
    return _dikenal(verifikasi_kode(asked, pada)) if KODE.fullmatch(asked) else TIDAK_DIKENAL


def jawab_nomor(nomor: str, pada: date) -> JawabanPublik:
    """The answer to a certificate number, a registration number or a verification code, whichever was typed."""
    asked = _bersih(nomor)
    if KODE.fullmatch(asked):
        return jawab_kode(asked, pada)
    return _dikenal(verifikasi_nomor(asked, pada)) if 0 < len(asked) <= TERPANJANG else TIDAK_DIKENAL


def _bersih(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _dikenal(jawaban: JawabanPublik) -> JawabanPublik:
    """A certificate that does not count yet is nobody's business yet."""
    return jawaban if jawaban.keadaan in KATA else TIDAK_DIKENAL
