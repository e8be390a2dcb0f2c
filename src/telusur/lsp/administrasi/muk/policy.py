"""What the masters of FR.MAPA.01, FR.MAPA.02 and FR.IA.11 mean to this module: who may check, and what follows."""

from __future__ import annotations

from typing import Any

from telusur.kernel.commands.context import Context
from telusur.kernel.forms.policy import register_policy
from telusur.kernel.forms.states import Scope
from telusur.lsp.administrasi.muk import rules
from telusur.lsp.administrasi.muk.commands.mapa import MAPA01, MAPA02, mapa_berlanjut, mapa_kembali
from telusur.lsp.administrasi.muk.commands.perangkat import IA11, perangkat_ditinjau
from telusur.lsp.administrasi.muk.isi_mapa import form_of
from telusur.lsp.administrasi.muk.models import Mapa, PerangkatAsesmen
from telusur.lsp.administrasi.muk.states import StatusMapa
from telusur.lsp.roles import STAFF, Role


def _plan(rekaman: Any) -> Mapa | None:
    if rekaman.subject_type != Mapa._meta.label_lower:
        return None
    return Mapa.objects.select_related("skema").filter(pk=rekaman.subject_id).first()


def _set(rekaman: Any) -> PerangkatAsesmen | None:
    if rekaman.subject_type != PerangkatAsesmen._meta.label_lower:
        return None
    return PerangkatAsesmen.objects.select_related("skema").filter(pk=rekaman.subject_id).first()


def _gate_of_plan(ctx: Context, rekaman: Any) -> str | None:
    mapa = _plan(rekaman)
    if mapa is None or rekaman.tahap == 0:
        return None
    if mapa.status == StatusMapa.DRAF:
        return "FR.MAPA.01 dan FR.MAPA.02 divalidasi bersama. Tunggu sampai penyusun mengajukan keduanya."
    plan = form_of(mapa.mapa01)
    if rekaman.code == MAPA02 and not (plan and plan.selesai):
        return "Validasi FR.MAPA.01 lebih dulu; FR.MAPA.02 bersandar padanya."
    return rules.bukan_penyusun.why_not(ctx, mapa) or rules.why_not_asesor(ctx, mapa.skema)


def _gate_of_review(ctx: Context, rekaman: Any) -> str | None:
    perangkat = _set(rekaman)
    if perangkat is None:
        return None
    return rules.bukan_penyusun.why_not(ctx, perangkat) or rules.why_not_asesor(ctx, perangkat.skema)


def _plan_moves(ctx: Context, rekaman: Any, stage: Any) -> None:
    if (mapa := _plan(rekaman)) is not None:
        mapa_berlanjut(ctx, mapa=mapa)


def _plan_returns(ctx: Context, rekaman: Any, catatan: str) -> None:
    if (mapa := _plan(rekaman)) is not None:
        mapa_kembali(ctx, mapa=mapa, catatan=catatan)


def _review_done(ctx: Context, rekaman: Any, stage: Any) -> None:
    if (perangkat := _set(rekaman)) is not None and rekaman.selesai:
        perangkat_ditinjau(ctx, perangkat=perangkat, rekaman=rekaman)


def _may_read(ctx: Context, rekaman: Any) -> bool:
    return ctx.actor.has(*STAFF, Role.ASESOR, Role.KOMITE_TEKNIS)


def _url(rekaman: Any) -> str:
    kind = "mapa" if rekaman.subject_type == Mapa._meta.label_lower else "perangkat"
    return f"/muk/{kind}/{rekaman.subject_id}/"


def register() -> None:
    """Tell the form engine, once, when the app is ready."""
    for code in (MAPA01, MAPA02):
        register_policy(
            code,
            scope=Scope.SKEMA,
            gate=_gate_of_plan,
            on_stage=_plan_moves,
            on_return=_plan_returns,
            may_read=_may_read,
            url=_url,
        )
    register_policy(IA11, scope=Scope.SKEMA, gate=_gate_of_review, on_stage=_review_done, may_read=_may_read, url=_url)
