"""Acts on the register of TUK (PBNSP 206): by the LSP through its system, or by an operator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import (
    data_sendiri,
    lsp_sendiri_yang_berkata,
    pastikan_berlisensi,
    pastikan_bukan_kata_lsp,
    pastikan_data_sendiri,
)
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.models import TempatUji
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.rules import pastikan_skema_dalam_lingkup
from telusur.kernel.base.contact import clean_address, institution_name, settled
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

PENCATAT = (Role.KOORDINATOR_SERTIFIKASI, Role.OPERATOR, Role.LSP)


def _isi(
    ctx: Context,
    row: TempatUji,
    nama: str,
    jenis: str,
    alamat: str,
    kota: str,
    kapasitas: int,
    skema: Sequence[str],
    sampai: date | None,
) -> None:
    sudah = row.skema
    tempat = settled(
        "Data TUK belum dapat diterima.", {"nama": (institution_name, nama), "alamat": (clean_address, alamat)}
    )
    row.nama, row.jenis, row.alamat, row.kota = tempat["nama"], jenis, tempat["alamat"], kota.strip()
    row.kapasitas, row.skema, row.berlaku_sampai = (
        kapasitas,
        sorted({one.strip() for one in skema if one.strip()}),
        sampai,
    )
    if kapasitas < 1:
        raise Invalid("Kapasitas sedikitnya satu asesi.", {"kapasitas": ["Isi sedikitnya 1."]})
    if not row.skema:
        raise Invalid("Sebutkan skema yang diverifikasi.", {"skema": ["Isi sedikitnya satu nomor skema."]})
    pastikan_skema_dalam_lingkup(row.lsp, row.skema, sudah, ctx.today)
    try:
        row.clean_fields(exclude=["lsp"])
    except ValidationError as wrong:
        raise Invalid("Belum tersimpan. Perbaiki isian yang ditandai.", wrong.message_dict) from wrong


@command(
    code="tempat_uji.daftarkan", title="Mendaftarkan TUK", roles=PENCATAT, permit=by_role_alone, clause="PBNSP 206"
)
def daftarkan(
    ctx: Context,
    *,
    lsp: Lsp,
    kode: str,
    nama: str,
    jenis: str,
    alamat: str,
    kota: str,
    kapasitas: int,
    skema: Sequence[str],
    berlaku_sampai: date | None = None,
    peraga: bool = False,
) -> TempatUji:
    """Enter a TUK of an LSP. Raises NotPermitted for another LSP's, Invalid: known code, licence or skema not in force."""
    pastikan_data_sendiri(ctx, lsp)
    pastikan_bukan_kata_lsp(ctx, lsp)
    pastikan_berlisensi(lsp, ctx.today)
    kode = kode.strip()
    if TempatUji.objects.filter(lsp=lsp, kode=kode).exists():
        raise Invalid("Kode TUK itu sudah dipakai LSP ini.", {"kode": ["Kode ini sudah dipakai."]})
    row = TempatUji(lsp=lsp, kode=kode, peraga=peraga)
    _isi(ctx, row, nama, jenis, alamat, kota, kapasitas, skema, berlaku_sampai)
    row.save()
    return row


@command(
    code="tempat_uji.ubah",
    title="Mengubah data TUK",
    roles=PENCATAT,
    permit=data_sendiri & lsp_sendiri_yang_berkata,
    subject="tuk",
    clause="PBNSP 206",
)
def ubah(
    ctx: Context,
    *,
    tuk: TempatUji,
    nama: str,
    jenis: str,
    alamat: str,
    kota: str,
    kapasitas: int,
    skema: Sequence[str],
    berlaku_sampai: date | None = None,
) -> None:
    """Report what has changed: a new verification, another address. Raises Invalid."""
    _isi(ctx, tuk, nama, jenis, alamat, kota, kapasitas, skema, berlaku_sampai)
    tuk.save()


@command(
    code="tempat_uji.ubah_keaktifan", title="Mengubah keaktifan TUK", roles=PENCATAT, permit=data_sendiri, subject="tuk"
)
def ubah_keaktifan(ctx: Context, *, tuk: TempatUji, aktif: bool, alasan: str) -> None:
    """Take a TUK out of use or back. Raises Invalid without a reason or when it is so already."""
    if tuk.aktif == aktif:
        raise Invalid(f"{tuk} sudah {'aktif' if aktif else 'nonaktif'}.")
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis alasannya."]})
    tuk.aktif = aktif
    tuk.save()
    note(alasan=alasan.strip())
