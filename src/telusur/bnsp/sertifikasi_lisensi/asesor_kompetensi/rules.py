"""When an asesor may be put on a schedule."""

from __future__ import annotations

import re
from datetime import date

from django.conf import settings

from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import Keberlakuan
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.spelling import letters_and_digits, same_spelling


def nomor_baku(nomor: str) -> str:
    """``MET.000.012345 2024`` however it was written. Raises Invalid when it is no registration number."""
    bagian = re.fullmatch(r"([A-Z]+)(\d{3})(\d{6})(\d{4})", letters_and_digits(nomor).upper(), re.ASCII)
    baku = "{}.{}.{} {}".format(*bagian.groups()) if bagian else ""
    if not re.fullmatch(settings.POLA_NOMOR_ASESOR, baku):
        sentence = "Nomor registrasi asesor tidak berbentuk MET.000.nnnnnn tahun."
        raise Invalid(sentence, {"nomor_registrasi": [sentence]})
    return baku


def pastikan_berlaku(asesor: AsesorKompetensi, pada: date) -> None:
    """Raise Invalid unless the registration counts on that day."""
    keadaan = asesor.keadaan(pada)
    if keadaan != Keberlakuan.BERLAKU:
        raise Invalid(f"Asesor {asesor} pada {long_date(pada)}: {keadaan.label.lower()}, jadi tidak dapat dijadwalkan.")


def pastikan_bekerja_untuk(asesor: AsesorKompetensi, lsp: Lsp) -> None:
    """Raise Invalid when the register says that the asesor works for another LSP. Nothing against one it ties to none."""
    if asesor.lsp_id is not None and asesor.lsp_id != lsp.pk:
        sentence = (
            f"Asesor {asesor.nomor_registrasi} tercatat di BNSP pada LSP lain. Bila sudah pindah, mintalah BNSP mengubah "
            "registernya lebih dahulu."
        )
        raise Invalid(sentence, {"asesor": [sentence]})


def pastikan_sama_orang(asesor: AsesorKompetensi, nama: str) -> None:
    """Raise Invalid when the number is said to be somebody else's. The register's own name is not told."""
    if not same_spelling(asesor.nama, nama):
        sentence = f"Nomor registrasi {asesor.nomor_registrasi} tercatat di BNSP atas nama lain daripada {nama}."
        raise Invalid(sentence, {"nama": [sentence]})
