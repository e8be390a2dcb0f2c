"""When an asesor may be put on a schedule."""

from __future__ import annotations

import re
from datetime import date

from django.conf import settings

from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import Keberlakuan
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid


def nomor_baku(nomor: str) -> str:
    """``MET.000.012345 2024`` however it was written. Raises Invalid when it is no registration number."""
    bersih = " ".join(nomor.upper().replace(".", " ").split())
    bagian = bersih.split(" ")
    baku = f"{'.'.join(bagian[:-1])} {bagian[-1]}"
    if not re.fullmatch(settings.POLA_NOMOR_ASESOR, baku):
        sentence = "Nomor registrasi asesor tidak berbentuk MET.000.nnnnnn tahun."
        raise Invalid(sentence, {"nomor_registrasi": [sentence]})
    return baku


def pastikan_berlaku(asesor: AsesorKompetensi, pada: date) -> None:
    """Raise Invalid unless the registration counts on that day."""
    keadaan = asesor.keadaan(pada)
    if keadaan != Keberlakuan.BERLAKU:
        raise Invalid(f"Asesor {asesor} pada {long_date(pada)}: {keadaan.label.lower()}, jadi tidak dapat dijadwalkan.")
