"""What the state of a certificate means to somebody who holds it in hand (P508 9.4.7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils import dateformat
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from telusur.kernel.base.copied import as_code, key_of
from telusur.kernel.base.ids import READABLE
from telusur.kernel.ui.institution import current_institution

KODE = re.compile(rf"[{READABLE}]{{4}}(-[{READABLE}]{{4}}){{2}}")
TERPANJANG = 60  # letters and digits of a certificate number, a registration number or a code


@dataclass(frozen=True, slots=True)
class JawabanPublik:
    """What anybody may learn about a certificate (UU PDP; P508 9.4.7): no more than this.

    ``lsp_nama`` and ``lsp_lisensi`` are empty where the institution itself issued it.
    """

    keadaan: str
    nama: str = ""
    nomor: str = ""
    nomor_registrasi: str = ""
    skema: str = ""
    skema_kode: str = ""
    tanggal_terbit: date | None = None
    berlaku_sampai: date | None = None
    lsp_nama: str = ""
    lsp_lisensi: str = ""


TIDAK_DIKENAL = JawabanPublik("tidak_dikenal")
# The row is otherwise than the trail last recorded it: neither what it says now is told, nor that anything is false.
TIDAK_DIPASTIKAN = JawabanPublik("tidak_dipastikan")


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
            "Cocokkan lagi setiap angka dengan yang tercetak, atau pindai kode QR-nya. Bila tetap tidak ditemukan, mungkin "
            "sertifikat itu diterbitkan LSP lain. Hubungi kami sebelum memakainya sebagai bukti."
        ),
        _("Tidak dikenal"),
    ),
    "tidak_dipastikan": Kata(
        "wait",
        "alert-triangle",
        _("Belum dapat kami pastikan"),
        _(
            "Catatan kami tentang sertifikat ini tidak cocok dengan jejak perubahannya, jadi kami tidak memastikan apa pun "
            "sampai selesai diperiksa. Ini bukan berarti sertifikat orang itu palsu: kekeliruannya mungkin ada pada catatan kami."
        ),
        _("Belum dapat dipastikan"),
    ),
}


Tanya = Callable[[str, date], JawabanPublik]


@dataclass(frozen=True, slots=True)
class DiTempatLain:
    """Another register that knows the same certificates. ``alamat``: its page; ``potongan``: path of ours that tells its
    answer, fetched after the page is drawn.
    """

    nama: str
    alamat: str
    potongan: str


@dataclass(frozen=True, slots=True)
class Register:
    """Where a product looks: by verification code, by number. ``unknown`` is its word for what is not there.

    ``pdf``: an uploaded file can be compared with what was issued here. ``elsewhere``: the other register that can be asked
    for a certificate number, None while there is none.
    """

    by_code: Tanya
    by_number: Tanya
    unknown: Kata = KATA["tidak_dikenal"]
    pdf: bool = True
    elsewhere: Callable[[str], DiTempatLain | None] | None = None


class _Known:
    register: Register | None = None


def register_answers(register: Register) -> None:
    """Tell where this product looks; once, in ``ready()``."""
    _Known.register = register


def register_of_product() -> Register:
    """What the product told."""
    if _Known.register is None:
        raise RuntimeError("no product has registered its certificates")
    return _Known.register


def kata(jawaban: JawabanPublik) -> Kata:
    """How the state is told."""
    return KATA[jawaban.keadaan] if jawaban.keadaan != TIDAK_DIKENAL.keadaan else register_of_product().unknown


def jawab_kode(kode: str, pada: date) -> JawabanPublik:
    """The answer to a verification code."""
    asked = as_code(kode)
    return _dikenal(register_of_product().by_code(asked, pada)) if KODE.fullmatch(asked) else TIDAK_DIKENAL


def jawab_nomor(nomor: str, pada: date) -> JawabanPublik:
    """The answer to a certificate number, a registration number or a verification code, whichever was typed."""
    code = as_code(nomor)
    if KODE.fullmatch(code) and (found := jawab_kode(code, pada)) != TIDAK_DIKENAL:
        return found
    known = 0 < len(key_of(nomor)) <= TERPANJANG
    return _dikenal(register_of_product().by_number(nomor, pada)) if known else TIDAK_DIKENAL


def tertulis(jawaban: JawabanPublik) -> dict[str, str]:
    """The answer as pages write it, in the language of their reader."""
    lembaga = current_institution()
    return {
        "nama": jawaban.nama,
        "skema": jawaban.skema,
        "skema_kode": jawaban.skema_kode,
        "nomor": jawaban.nomor,
        "nomor_registrasi": jawaban.nomor_registrasi,
        "terbit": _hari(jawaban.tanggal_terbit, get_language()),
        "sampai": _hari(jawaban.berlaku_sampai, get_language()),
        "penerbit": jawaban.lsp_nama or lembaga.nama,
        "lisensi": jawaban.lsp_lisensi or lembaga.lisensi,
    }


@lru_cache(maxsize=1024)
def _hari(hari: date | None, language: str) -> str:
    return dateformat.format(hari, "j F Y") if hari else ""


def menit(moment: datetime) -> str:
    """A moment to the minute, as pages write it in the language of their reader."""
    return _menit(moment.replace(second=0, microsecond=0), get_language())


@lru_cache(maxsize=16)
def _menit(moment: datetime, language: str) -> str:
    return dateformat.format(moment, "j F Y, H.i")


def diceritakan(jawaban: JawabanPublik) -> bool:
    """Whether the answer tells of a certificate at all."""
    return jawaban.keadaan not in (TIDAK_DIKENAL.keadaan, TIDAK_DIPASTIKAN.keadaan)


def _dikenal(jawaban: JawabanPublik) -> JawabanPublik:
    """A certificate that does not count yet is nobody's business yet."""
    return jawaban if jawaban.keadaan in KATA else TIDAK_DIKENAL
