"""Whose turn it is in a service case (KEP1516: the columns of who acts)."""

from __future__ import annotations

from telusur.bnsp.sekretariat.layanan.models import Perkara
from telusur.kernel.base.readers import is_reader
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import role_list


@rule("Perkara ini milik pemohon lain.")
def pemohon_sendiri(ctx: Context, perkara: Perkara) -> bool:
    """Whoever is only an applicant touches only cases of their own."""
    pemohon = perkara.alur.pemohon
    others = perkara.alur.pelaku - {pemohon}
    return not pemohon or ctx.actor.has(*others) or str(perkara.pemilik_id) == ctx.actor.id


@rule("Surat ini rahasia: hanya terbuka bagi yang mencatatnya dan yang ada pada disposisinya.")
def pembacanya(ctx: Context, perkara: Perkara) -> bool:
    """A secret letter is read by whoever handled it, whose turn it is, and those whom the disposition names."""
    return is_reader(ctx, perkara.pembaca)


@rule("Langkah ini bukan giliran Anda.")
def pelaksana(ctx: Context, perkara: Perkara) -> bool | str:
    """The step that waits is for one of the actor's roles; the applicant's steps are the applicant's own."""
    roles = perkara.pelaksana
    if not ctx.actor.has(*roles):
        return f"Langkah {perkara.langkah}, {perkara.kini.title.lower()}: hanya untuk {role_list(roles)}."
    sendiri = perkara.alur.pemohon in roles and not ctx.actor.has(*set(roles) - {perkara.alur.pemohon})
    return not sendiri or str(perkara.pemilik_id) == ctx.actor.id


@rule("Naskah tidak diperiksa oleh penyusunnya sendiri.")
def bukan_penyusun(ctx: Context, perkara: Perkara) -> bool:
    """Where the step asks for a second pair of eyes."""
    return not perkara.kini.bukan_penyusun or perkara.pembuka_id != ctx.actor.id


@rule("Langkah ini adalah tanda tangan; pakai tombol tanda tangan.")
def bukan_tanda_tangan(ctx: Context, perkara: Perkara) -> bool:
    """A signature needs a fresh proof of identity."""
    return not perkara.kini.tanda_tangan


@rule("Langkah ini bukan tanda tangan.")
def tanda_tangan(ctx: Context, perkara: Perkara) -> bool:
    """Only steps that are signatures are signed."""
    return perkara.kini.tanda_tangan
