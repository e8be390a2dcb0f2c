"""What an announcement must satisfy before it gets a number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings

from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.queries import dengan_nomor
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.rules import pastikan_bekerja_untuk, pastikan_berlaku
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.spelling import letters_and_digits


def pastikan_tepat_waktu(mulai: date, selesai: date, today: date) -> None:
    """Raise Invalid unless the assessment begins at least the set number of days after it is announced."""
    if selesai < mulai:
        raise Invalid("Tanggal uji terbalik.", {"selesai": ["Isi tanggal sesudah hari pertama."]})
    paling_awal = today + timedelta(days=settings.JADWAL_HARI_SEBELUM)
    if mulai < paling_awal:
        raise Invalid(
            f"Jadwal harus tercatat di BNSP paling lambat {settings.JADWAL_HARI_SEBELUM} hari sebelum uji.",
            {"mulai": [f"Paling awal {long_date(paling_awal)}."]},
        )


def asesor_sah(lsp: Lsp, nomor: Sequence[str], mulai: date, selesai: date) -> list[AsesorKompetensi]:
    """The asesor of these registration numbers. Raises Invalid: none, unknown, another LSP's, not in force on those days."""
    found = []
    for satu in {letters_and_digits(one): one for one in nomor}.values():
        asesor = dengan_nomor(satu)
        if asesor is None:
            sentence = f"{satu} tidak ada di register asesor BNSP."
            raise Invalid(sentence, {"asesor": [sentence]})
        pastikan_bekerja_untuk(asesor, lsp)
        pastikan_berlaku(asesor, mulai)
        pastikan_berlaku(asesor, selesai)
        found.append(asesor)
    if not found:
        raise Invalid("Jadwal tanpa asesor.", {"asesor": ["Isi sedikitnya satu nomor registrasi asesor."]})
    return found
