"""Reads about people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.administrasi.sdm.models import KompetensiKomite, Pelatihan, PesertaPelatihan
from telusur.lsp.roles import STAFF


def pernah_melatih(pelatih_id: UUID, orang_id: UUID) -> Pelatihan | None:
    """The latest training this person gave to that one, if any."""
    row = (
        PesertaPelatihan.objects.filter(pelatihan__pelatih_id=pelatih_id, orang_id=orang_id)
        .select_related("pelatihan")
        .order_by("-pelatihan__selesai")
        .first()
    )
    return row.pelatihan if row else None


def pelatihan_antara(pelatih: Iterable[UUID], orang: Iterable[UUID]) -> dict[tuple[UUID, UUID], Pelatihan]:
    """All trainer-trainee pairs among these people, in one query."""
    rows = PesertaPelatihan.objects.filter(
        pelatihan__pelatih_id__in=list(pelatih), orang_id__in=list(orang)
    ).select_related("pelatihan")
    return {(row.pelatihan.pelatih_id, row.orang_id): row.pelatihan for row in rows}


def kompeten_memutuskan(orang_id: UUID, skema_kode: str, pada: date) -> bool:
    """Whether committee competence for the skema is recorded for that day (P508 9.4.5)."""
    return KompetensiKomite.objects.filter(
        orang_id=orang_id, skema_kode=skema_kode, berlaku_dari__lte=pada, berlaku_sampai__gte=pada
    ).exists()


@query(
    code="sdm.lihat_pelatihan",
    title="Melihat daftar pelatihan",
    roles=STAFF,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 9.4.4",
)
def daftar_pelatihan(ctx: Context, *, cari: str = "") -> QuerySet[Pelatihan]:
    """Trainings with trainer and participants, latest first; ``cari`` is part of a title or of a name. Staff only."""
    rows = Pelatihan.objects.select_related("pelatih").prefetch_related("peserta__orang").order_by("-selesai", "-id")
    if cari:
        peserta = PesertaPelatihan.objects.filter(orang__name__icontains=cari).values("pelatihan_id")
        rows = rows.filter(Q(judul__icontains=cari) | Q(pelatih__name__icontains=cari) | Q(pk__in=peserta))
    return rows


@query(
    code="sdm.lihat_kompetensi",
    title="Melihat kompetensi komite",
    roles=STAFF,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 9.4.5",
)
def daftar_kompetensi(ctx: Context, *, cari: str = "") -> QuerySet[KompetensiKomite]:
    """Committee competences by name; ``cari`` is part of a name or skema number. Staff only."""
    rows = KompetensiKomite.objects.select_related("orang").order_by("orang__name", "skema_kode", "berlaku_dari")
    if cari:
        rows = rows.filter(Q(orang__name__icontains=cari) | Q(skema_kode__icontains=cari))
    return rows
