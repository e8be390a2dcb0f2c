"""Who may act on a verification."""

from __future__ import annotations

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.tuk.models import VerifikasiTuk


@rule("Hanya verifikator yang ditugaskan dalam SPT yang dapat mengisi ceklis ini.")
def verifikator_ditugaskan(ctx: Context, verifikasi: VerifikasiTuk) -> bool:
    """The person named in the SPT."""
    return str(verifikasi.verifikator_id) == ctx.actor.id


@rule("Penetapan TUK tidak dapat ditandatangani oleh verifikatornya sendiri.")
def bukan_verifikator(ctx: Context, verifikasi: VerifikasiTuk) -> bool:
    """Who verified does not decide."""
    return str(verifikasi.verifikator_id) != ctx.actor.id
