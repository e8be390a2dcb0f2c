"""Acts on what the LSP knows of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telusur.kernel.accounts.models import User
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import command
from telusur.lsp.administrasi.sdm.models import KompetensiKomite, Pelatihan, PesertaPelatihan
from telusur.lsp.roles import Role

PENCATAT = [Role.ADMIN_LSP, Role.MANAJER_ADMINISTRASI, Role.MANAJER_SERTIFIKASI]


@command(
    code="sdm.catat_pelatihan", title="Mencatat pelatihan", roles=PENCATAT, permit=by_role_alone, clause="P508 9.4.4"
)
def catat_pelatihan(
    ctx: Context,
    *,
    judul: str,
    pelatih: User,
    peserta: Sequence[User],
    mulai: date,
    selesai: date,
    penyelenggara: str = "",
) -> Pelatihan:
    """Record who trained whom; from then on the trainer can neither assess nor decide on them. Raises Invalid."""
    if selesai < mulai:
        raise Invalid("Tanggal pelatihan terbalik.", {"selesai": ["Isi tanggal sesudah tanggal mulai."]})
    if not peserta:
        raise Invalid("Pilih sedikitnya satu peserta.", {"peserta": ["Pilih sedikitnya satu peserta."]})
    if pelatih in peserta:
        raise Invalid("Pelatih tidak dapat menjadi peserta pelatihannya sendiri.")
    row = Pelatihan(judul=judul, pelatih=pelatih, mulai=mulai, selesai=selesai, penyelenggara=penyelenggara)
    row.save()
    for orang in peserta:
        PesertaPelatihan(pelatihan=row, orang=orang).save()
    return row


@command(
    code="sdm.catat_kompetensi_komite",
    title="Mencatat kompetensi anggota komite",
    roles=PENCATAT,
    permit=by_role_alone,
    clause="P508 9.4.5",
)
def catat_kompetensi_komite(
    ctx: Context, *, orang: User, skema_kode: str, dasar: str, berlaku_dari: date, berlaku_sampai: date
) -> KompetensiKomite:
    """Record that a person may decide on a skema. Raises Invalid when the period is turned round."""
    if berlaku_sampai < berlaku_dari:
        raise Invalid("Masa berlaku terbalik.", {"berlaku_sampai": ["Isi tanggal sesudah tanggal mulai."]})
    row = KompetensiKomite(
        orang=orang, skema_kode=skema_kode, dasar=dasar, berlaku_dari=berlaku_dari, berlaku_sampai=berlaku_sampai
    )
    row.save()
    return row
