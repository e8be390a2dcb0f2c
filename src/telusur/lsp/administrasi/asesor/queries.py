"""Reads about asesor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.rules import alasan_tidak_layak
from telusur.lsp.roles import STAFF

__all__ = ["alasan_tidak_layak", "asesor_dari", "asesor_terlihat", "calon", "profil_asesor"]


@dataclass(frozen=True, slots=True)
class Calon:
    """An asesor offered for an assignment; ``alasan`` says why not, None if eligible."""

    asesor: Asesor
    alasan: str | None


def asesor_terlihat(ctx: Context, *, cari: str = "", status: str = "") -> QuerySet[Asesor]:
    """The asesor register: staff see all, an asesor sees their own row."""
    rows = Asesor.objects.select_related("orang").prefetch_related("lingkup").order_by("orang__name")
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(orang=ctx.actor.user) if ctx.actor.user else rows.none()
    if status:
        rows = rows.filter(status=status)
    if cari:
        rows = rows.filter(Q(orang__name__icontains=cari) | Q(no_reg__icontains=cari))
    return rows


def asesor_dari(orang_id: UUID | str) -> Asesor | None:
    """The registration of a person, if they are an asesor."""
    return Asesor.objects.select_related("orang").prefetch_related("lingkup").filter(orang_id=orang_id).first()


def calon(skema_kode: str, pada: date) -> list[Calon]:
    """Every asesor with the reason why they cannot be used for the skema on that day; the usable ones first."""
    rows = Asesor.objects.select_related("orang").prefetch_related("lingkup").order_by("orang__name")
    found = [Calon(row, alasan_tidak_layak(row, skema_kode, pada)) for row in rows]
    return sorted(found, key=lambda item: item.alasan is not None)


def profil_asesor(ctx: Context, asesor_id: UUID) -> Asesor | None:
    """One asesor as this actor may see them, None if they may not (SOP 1.5: SK with number and date)."""
    return asesor_terlihat(ctx).filter(pk=asesor_id).first()
