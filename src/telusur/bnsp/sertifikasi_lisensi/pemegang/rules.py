"""What a certificate must satisfy before it is entered: whose blank it is on, and how long its skema lets it count."""

from __future__ import annotations

from datetime import date

from telusur.bnsp.sertifikasi_lisensi.blanko.models import PermohonanBlanko, cetak
from telusur.bnsp.sertifikasi_lisensi.blanko.queries import nomor_untuk, peruntukan_terkunci
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.kernel.base.clock import long_date, months_later
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.spelling import letters_and_digits


def pastikan_masa(lingkup: Lingkup, tanggal_terbit: date, berlaku_sampai: date) -> None:
    """Raise Invalid for a certificate that would count longer than its skema allows."""
    paling_lama = months_later(tanggal_terbit, lingkup.masa_berlaku_bulan)
    if berlaku_sampai > paling_lama:
        sentence = (
            f"Sertifikat skema {lingkup.skema_kode} berlaku paling lama {lingkup.masa_berlaku_bulan} bulan, jadi sampai "
            f"{long_date(paling_lama)}; tertulis sampai {long_date(berlaku_sampai)}."
        )
        raise Invalid(sentence, {"berlaku_sampai": [sentence]})


def pastikan_peruntukan(
    nomor_blanko: int, nama: str, skema_kode: str, tanggal_terbit: date, *, kecuali: SertifikatTerdaftar | None = None
) -> None:
    """Raise Invalid unless the blank was given for a list of K on which this person stands, and is not served already.

    ``kecuali``: the certificate that moves to this blank and so does not count. The request stays locked until the command
    ends, so that two certificates at once are not entered for one line of the list.
    """
    permohonan = peruntukan_terkunci(nomor_blanko)
    disebut = _berapa_kali(permohonan, nama, skema_kode) if permohonan else 0
    if permohonan is None or not disebut:
        sentence = (
            f"{nama} tidak ada dalam daftar K skema {skema_kode} yang menjadi dasar blanko {cetak(nomor_blanko)}."
        )
        raise Invalid(sentence, {"nama": [sentence]})
    if tanggal_terbit < permohonan.tanggal_sk:
        sentence = f"Sertifikat terbit sebelum SK {permohonan.nomor_sk} tanggal {long_date(permohonan.tanggal_sk)}."
        raise Invalid(sentence, {"tanggal_terbit": [sentence]})
    ada = SertifikatTerdaftar.objects.filter(nomor_blanko__in=nomor_untuk(permohonan), skema_kode=skema_kode)
    if kecuali is not None:
        ada = ada.exclude(pk=kecuali.pk)
    orang = letters_and_digits(nama)
    if sum(letters_and_digits(one) == orang for one in ada.values_list("nama", flat=True)) >= disebut:
        sentence = f"Sertifikat {nama} atas daftar K permohonan {permohonan.nomor_surat} sudah terdaftar."
        raise Invalid(sentence, {"nama": [sentence]})


def _berapa_kali(permohonan: PermohonanBlanko, nama: str, skema_kode: str) -> int:
    """How often a person stands as K on the list; two people may have one name."""
    wanted = (letters_and_digits(nama), skema_kode, "K")
    return sum((letters_and_digits(one["nama"]), one["skema_kode"], one["hasil"]) == wanted for one in permohonan.hasil)
