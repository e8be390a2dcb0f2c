"""What must hold before a sanction case goes on."""

from __future__ import annotations

from telusur.bnsp.pengendalian.sanksi.models import KasusSanksi
from telusur.bnsp.pengendalian.sanksi.states import Bentuk
from telusur.bnsp.roles import Role
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context


@rule("Kasus ini belum mempunyai bukti. Catat rekaman LSP yang menjadi dasarnya.")
def ada_bukti(ctx: Context, kasus: KasusSanksi) -> bool:
    """Nobody is sanctioned on nothing."""
    return bool(kasus.bukti.exists())


@rule("Penarikan lisensi diputuskan oleh Ketua.")
def penarikan_oleh_ketua(ctx: Context, kasus: KasusSanksi) -> bool:
    """As for a withdrawal without a case."""
    return kasus.bentuk != Bentuk.PENARIKAN or ctx.actor.has(Role.KETUA)
