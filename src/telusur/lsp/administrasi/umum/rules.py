"""When a fact that BNSP decides may be written down by hand."""

from __future__ import annotations

from django.conf import settings

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.exchange.models import Partner
from telusur.lsp.roles import Role


def bnsp_tersambung() -> bool:
    """Whether BNSP's system is among the partners, in use or suspended: then only it sets what it decides."""
    return Partner.objects.filter(code=settings.BNSP_CODE).exists()


@rule("BNSP terhubung dengan sistem ini. Jawabannya tercatat sendiri; yang diputuskan BNSP tidak diisi dengan tangan.")
def milik_bnsp(ctx: Context, subject: object) -> bool:
    """BNSP itself, through its system; or a person while that system is not connected (SOP 2.8)."""
    return ctx.actor.has(Role.BNSP) or not bnsp_tersambung()
