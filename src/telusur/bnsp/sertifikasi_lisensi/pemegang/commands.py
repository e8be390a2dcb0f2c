"""Acts on the register of certificates (P508 9.4.7, 9.5): by the LSP through its system, or by an operator."""

from __future__ import annotations

import re
from datetime import date

from django.db import IntegrityError, transaction

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.blanko.models import cetak
from telusur.bnsp.sertifikasi_lisensi.blanko.queries import milik
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import (
    data_sendiri,
    lsp_sendiri_yang_berkata,
    pastikan_bukan_kata_lsp,
    pastikan_data_sendiri,
    pastikan_lingkup,
)
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import RekapSertifikat, SertifikatTerdaftar
from telusur.bnsp.sertifikasi_lisensi.pemegang.rules import pastikan_masa, pastikan_peruntukan
from telusur.bnsp.sertifikasi_lisensi.pemegang.states import StatusSertifikat
from telusur.kernel.base.contact import person_name, settled
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.ids import READABLE
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

PENCATAT = (Role.OPERATOR, Role.LSP)
PEMUTUS = (Role.KETUA, Role.WAKIL_KETUA, Role.KOMISI_PENGENDALIAN, Role.LSP)
KODE = re.compile(rf"[{READABLE}]{{4}}(-[{READABLE}]{{4}}){{2}}")


@command(
    code="pemegang.catat",
    title="Mencatat sertifikat terbit",
    roles=PENCATAT,
    permit=by_role_alone,
    clause="P508 9.4.7",
)
def catat(
    ctx: Context,
    *,
    lsp: Lsp,
    nomor: str,
    nomor_registrasi: str,
    nomor_blanko: int,
    kode: str,
    nama: str,
    skema_kode: str,
    tanggal_terbit: date,
    berlaku_sampai: date,
    peraga: bool = False,
) -> SertifikatTerdaftar:
    """Enter a certificate that an LSP issued.

    Raises NotPermitted for another LSP's; Invalid: licence or skema not in force on the day of issue, a blank the LSP does
    not hold or was given for a list of K without this person, a longer validity than the skema has, dates turned round or
    still to come, or a number, registration, code or blank that is known already.
    """
    pastikan_data_sendiri(ctx, lsp)
    pastikan_bukan_kata_lsp(ctx, lsp)
    lingkup = pastikan_lingkup(lsp, skema_kode, tanggal_terbit)
    if tanggal_terbit > ctx.today or berlaku_sampai <= tanggal_terbit:
        raise Invalid(
            "Tanggal sertifikat keliru.", {"tanggal_terbit": ["Terbit paling lambat hari ini, berakhir sesudahnya."]}
        )
    if not milik(lsp, nomor_blanko):
        sentence = f"Blanko {cetak(nomor_blanko)} tidak dialokasikan untuk {lsp.nama}, atau dilaporkan rusak."
        raise Invalid(sentence, {"nomor_blanko": [sentence]})
    pastikan_masa(lingkup, tanggal_terbit, berlaku_sampai)
    if not KODE.fullmatch(kode.strip().upper()):
        raise Invalid("Kode verifikasi tidak dikenal bentuknya.", {"kode": ["Tulis seperti 7K4M-92QF-XW3A."]})
    if not (nomor.strip() and nomor_registrasi.strip() and nama.strip()):
        raise Invalid("Nomor, nomor registrasi, dan nama harus terisi.", {"nomor": ["Lengkapi ketiganya."]})
    bersih = settled("Sertifikat belum dapat dicatat.", {"nama": (person_name, nama)})["nama"]
    row = SertifikatTerdaftar(
        lsp=lsp,
        nomor=" ".join(nomor.split()),
        nomor_registrasi=" ".join(nomor_registrasi.split()),
        nomor_blanko=nomor_blanko,
        kode=kode.strip().upper(),
        nama=bersih,
        nama_cari=bersih.lower(),
        skema_kode=skema_kode,
        skema_nama=lingkup.skema_nama,
        tanggal_terbit=tanggal_terbit,
        berlaku_sampai=berlaku_sampai,
        dicatat_pada=ctx.at,
        peraga=peraga,
    )
    pastikan_peruntukan(nomor_blanko, bersih, skema_kode, tanggal_terbit)
    _simpan(row)
    _hitung(lsp, skema_kode, tanggal_terbit.year)
    return row


def _sebut_yang_kembar(row: SertifikatTerdaftar) -> None:
    """Raise Invalid for a number, registration, blank or code that is entered already."""
    for name in ("nomor", "nomor_registrasi", "nomor_blanko", "kode"):
        if SertifikatTerdaftar.objects.filter(**{name: getattr(row, name)}).exists():
            label = str(SertifikatTerdaftar._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            sentence = f"{label.capitalize()} itu sudah terdaftar."
            raise Invalid(sentence, {name: [sentence]})


def _simpan(row: SertifikatTerdaftar) -> None:
    """The unique indexes decide, so that two messages at once cannot enter one number twice."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        _sebut_yang_kembar(row)
        raise


def _hitung(lsp: Lsp, skema_kode: str, tahun: int) -> None:
    named = {"lsp": lsp, "skema_kode": skema_kode, "tahun": tahun}
    rekap = RekapSertifikat.objects.select_for_update().filter(**named).first() or RekapSertifikat(**named)
    rekap.jumlah += 1
    rekap.save()


def _ubah(sertifikat: SertifikatTerdaftar, status: str, dasar: str) -> None:
    if not dasar.strip():
        raise Invalid("Sebutkan keputusan yang menjadi dasarnya.", {"dasar": ["Isi nomor keputusan dan alasannya."]})
    sertifikat.status, sertifikat.dasar_status = status, dasar.strip()
    sertifikat.save()
    note(dasar=dasar.strip())


@command(
    code="pemegang.bekukan",
    title="Membekukan sertifikat",
    roles=PEMUTUS,
    permit=data_sendiri,
    subject="sertifikat",
    sources={StatusSertifikat.TERBIT},
    clause="P508 9.5",
)
def bekukan(ctx: Context, *, sertifikat: SertifikatTerdaftar, dasar: str) -> None:
    """It proves nothing until it is restored. ``dasar``: the decision and why. Raises Invalid without it."""
    _ubah(sertifikat, StatusSertifikat.DIBEKUKAN, dasar)


@command(
    code="pemegang.pulihkan",
    title="Memulihkan sertifikat",
    roles=PEMUTUS,
    permit=data_sendiri,
    subject="sertifikat",
    sources={StatusSertifikat.DIBEKUKAN},
    clause="P508 9.5",
)
def pulihkan(ctx: Context, *, sertifikat: SertifikatTerdaftar, dasar: str) -> None:
    """It counts again to its last day. Raises Invalid without a basis."""
    _ubah(sertifikat, StatusSertifikat.TERBIT, dasar)


@command(
    code="pemegang.cabut",
    title="Mencabut sertifikat",
    roles=PEMUTUS,
    permit=data_sendiri,
    subject="sertifikat",
    sources={StatusSertifikat.TERBIT, StatusSertifikat.DIBEKUKAN},
    clause="P508 9.5",
)
def cabut(ctx: Context, *, sertifikat: SertifikatTerdaftar, dasar: str) -> None:
    """Withdraw it for good. Raises Invalid without a basis."""
    _ubah(sertifikat, StatusSertifikat.DICABUT, dasar)


@command(
    code="pemegang.ganti_blanko",
    title="Mengganti blanko sertifikat",
    roles=PENCATAT,
    permit=data_sendiri & lsp_sendiri_yang_berkata,
    subject="sertifikat",
    sources={StatusSertifikat.TERBIT},
    clause="SOP 4.4",
)
def ganti_blanko(ctx: Context, *, sertifikat: SertifikatTerdaftar, nomor_blanko: int) -> None:
    """Printed anew on another blank after the first was reported spoiled. Raises Invalid when it was not, or is not held."""
    if milik(sertifikat.lsp, sertifikat.nomor_blanko):
        raise Invalid(
            f"Blanko {cetak(sertifikat.nomor_blanko)} belum dilaporkan rusak. Laporkan dahulu dengan berita acara."
        )
    dipakai = SertifikatTerdaftar.objects.filter(nomor_blanko=nomor_blanko).exists()
    if dipakai or not milik(sertifikat.lsp, nomor_blanko):
        raise Invalid(
            "Blanko pengganti tidak dapat dipakai.", {"nomor_blanko": ["Sudah dipakai atau bukan milik LSP ini."]}
        )
    orang = (sertifikat.nama, sertifikat.skema_kode, sertifikat.tanggal_terbit)
    pastikan_peruntukan(nomor_blanko, *orang, kecuali=sertifikat)
    note(sebelum=cetak(sertifikat.nomor_blanko), sesudah=cetak(nomor_blanko))
    sertifikat.nomor_blanko = nomor_blanko
    sertifikat.save()
