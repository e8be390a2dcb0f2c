"""What FR.MAPA.01 and FR.MAPA.02 mean to this module: who may validate, and what follows."""

from __future__ import annotations

from typing import Any

from telusur.kernel.commands.context import Context
from telusur.kernel.forms.policy import register_policy
from telusur.lsp.administrasi.muk import rules
from telusur.lsp.administrasi.muk.commands.mapa import MAPA01, MAPA02, mapa_berlanjut, mapa_kembali
from telusur.lsp.administrasi.muk.models import Mapa
from telusur.lsp.administrasi.muk.states import StatusMapa
from telusur.lsp.roles import STAFF, Role


def _plan(rekaman: Any) -> Mapa | None:
    if rekaman.subject_type != Mapa._meta.label_lower:
        return None
    return Mapa.objects.select_related("skema").filter(pk=rekaman.subject_id).first()


def _gate(ctx: Context, rekaman: Any) -> str | None:
    mapa = _plan(rekaman)
    if mapa is None or rekaman.tahap == 0:
        return None
    if mapa.status == StatusMapa.DRAF:
        return "FR.MAPA.01 dan FR.MAPA.02 divalidasi bersama. Tunggu sampai penyusun mengajukan keduanya."
    return rules.bukan_penyusun.why_not(ctx, mapa) or rules.why_not_asesor(ctx, mapa.skema)


def _on_stage(ctx: Context, rekaman: Any, stage: Any) -> None:
    if (mapa := _plan(rekaman)) is not None:
        mapa_berlanjut(ctx, mapa=mapa)


def _on_return(ctx: Context, rekaman: Any, catatan: str) -> None:
    if (mapa := _plan(rekaman)) is not None:
        mapa_kembali(ctx, mapa=mapa, catatan=catatan)


def _may_read(ctx: Context, rekaman: Any) -> bool:
    return _plan(rekaman) is not None and ctx.actor.has(*STAFF, Role.ASESOR, Role.KOMITE_TEKNIS)


def _url(rekaman: Any) -> str:
    mapa = _plan(rekaman)
    return f"/muk/mapa/{mapa.pk}/" if mapa is not None else ""


def register() -> None:
    """Tell the form engine, once, when the app is ready."""
    for code in (MAPA01, MAPA02):
        register_policy(
            code, scope="skema", gate=_gate, on_stage=_on_stage, on_return=_on_return, may_read=_may_read, url=_url
        )
