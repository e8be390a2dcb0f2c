"""Reads about people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from telusur.kernel.commands.context import Context
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


def daftar_pelatihan(ctx: Context) -> QuerySet[Pelatihan]:
    """Trainings, for staff; others see none."""
    rows = Pelatihan.objects.select_related("pelatih").prefetch_related("peserta__orang").order_by("-selesai")
    return rows if ctx.actor.has(*STAFF) else rows.none()


def daftar_kompetensi(ctx: Context) -> QuerySet[KompetensiKomite]:
    """Committee competences, for staff."""
    rows = KompetensiKomite.objects.select_related("orang").order_by("orang__name", "skema_kode")
    return rows if ctx.actor.has(*STAFF) else rows.none()
