"""Reads about invoices."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.base.copied import sought
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.administrasi.keuangan.models import Tagihan
from telusur.lsp.administrasi.keuangan.states import TERBAYAR, StatusTagihan
from telusur.lsp.roles import STAFF, Role


def tagihan_terlihat(ctx: Context, *, status: str = "", cari: str = "") -> QuerySet[Tagihan]:
    """Invoices this actor may see: staff all, a payer their own."""
    rows = Tagihan.objects.select_related("pembayar").order_by("-terbit_pada")
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(pembayar=ctx.actor.user) if ctx.actor.user else rows.none()
    if status:
        rows = rows.filter(status=status)
    if cari:
        rows = rows.filter(sought("nomor", cari) | Q(perkara__icontains=cari) | Q(pembayar__name__icontains=cari))
    return rows


def tagihan_perkara(perkara_id: UUID) -> Tagihan | None:
    """The invoice of a case that counts, the cancelled ones left out."""
    return (
        Tagihan.objects.filter(perkara_id=perkara_id)
        .exclude(status=StatusTagihan.DIBATALKAN)
        .select_related("dokumen")
        .first()
    )


def lunas(perkara_id: UUID) -> bool:
    """Whether the case is paid, or exempted by a recorded decision (SOP 2.2)."""
    return Tagihan.objects.filter(perkara_id=perkara_id, status__in=TERBAYAR).exists()


def lunas_semua(perkara: list[UUID]) -> set[UUID]:
    """Which of these cases are paid or exempted."""
    rows = Tagihan.objects.filter(perkara_id__in=perkara, status__in=TERBAYAR)
    return set(rows.values_list("perkara_id", flat=True))


@rule("Tagihan ini hanya dapat dibuka pembayarnya dan staf LSP.")
def boleh_lihat(ctx: Context, tagihan: Tagihan) -> bool:
    """The payer and staff."""
    return ctx.actor.has(*STAFF) or str(tagihan.pembayar_id) == ctx.actor.id


@query(
    code="keuangan.buka_tagihan",
    title="Membuka tagihan",
    roles=[Role.ASESI, *STAFF],
    permit=boleh_lihat,
    subject="tagihan",
    logged=False,
)
def buka_tagihan(ctx: Context, *, tagihan: Tagihan) -> Tagihan:
    """The invoice with its proofs. Raises NotPermitted."""
    return Tagihan.objects.select_related("pembayar", "dokumen").prefetch_related("bukti__berkas").get(pk=tagihan.pk)
