"""Reads about applications."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.base.copied import key_of
from telusur.kernel.base.crypto import blind_index
from telusur.kernel.base.rules import by_role_alone, rule
from telusur.kernel.base.text_index import holding
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan, Tahap

NIK = re.compile(r"[0-9]{16}")
# Modules that stand later in the process say here which people besides applicant and staff belong to a case.
PIHAK_KASUS: list[Any] = []


def permohonan_terlihat(
    ctx: Context, *, status: str = "", tahap: str = "", skema: str = "", cari: str = ""
) -> QuerySet[Permohonan]:
    """Applications this actor may see: staff all submitted ones, an applicant their own (P508 10.4.2.2)."""
    rows = Permohonan.objects.select_related("skema").order_by("-dibuat_pada")
    if ctx.actor.has(*STAFF):
        rows = rows.exclude(status=StatusPermohonan.DRAF, diajukan_pada__isnull=True)
    else:
        rows = rows.filter(pemohon=ctx.actor.user) if ctx.actor.user else rows.none()
    if status:
        rows = rows.filter(status=status)
    if tahap:
        rows = rows.filter(tahap=tahap)
    if skema:
        rows = rows.filter(skema_kode=skema)
    if cari:
        rows = rows.filter(dicari(cari))
    return rows


def dicari(cari: str, lewat: str = "") -> Q:
    """Applications by what was typed: an identity number by its blind index alone, else by name or number.

    ``lewat`` is the way to the application from the rows that are asked: ``permohonan``.
    """
    kunci = key_of(cari)
    if NIK.fullmatch(kunci):
        return Q(**{f"{lewat}__nik_indeks" if lewat else "nik_indeks": indeks_nik(kunci)})
    return holding(Permohonan, {"nama": cari, "nomor_kunci": kunci}, through=lewat)


def milik_saya(ctx: Context) -> QuerySet[Permohonan]:
    """The actor's own applications, newest first."""
    rows = Permohonan.objects.select_related("skema").order_by("-dibuat_pada")
    return rows.filter(pemohon=ctx.actor.user) if ctx.actor.user else rows.none()


def indeks_nik(nik: str) -> str:
    """Blind index of an identity number."""
    return blind_index(key_of(nik), "nik")


def riwayat_orang(permohonan: Permohonan) -> list[Permohonan]:
    """Earlier cases of the same identity number, newest first (P508 9.1.6)."""
    if not permohonan.nik_indeks:
        return []
    rows = Permohonan.objects.filter(nik_indeks=permohonan.nik_indeks).exclude(pk=permohonan.pk)
    return list(rows.select_related("skema").order_by("-dibuat_pada"))


@dataclass(frozen=True, slots=True)
class TahapKasus:
    """One stage for the stepper: ``keadaan`` is lewat, kini or nanti; ``sejak`` when it was entered."""

    kode: str
    nama: str
    keadaan: str
    sejak: datetime | None


def tahapan(permohonan: Permohonan) -> list[TahapKasus]:
    """The eight stages of a case with where it stands."""
    urutan: list[Tahap] = [tahap for tahap in Tahap if tahap is not Tahap.SELESAI]
    kini = len(urutan) if permohonan.tahap == Tahap.SELESAI else urutan.index(Tahap(permohonan.tahap))
    masuk = {kode: datetime.fromisoformat(saat) for kode, saat in permohonan.tahap_riwayat.items()}
    return [
        TahapKasus(
            tahap.value,
            str(tahap.label),
            "lewat" if nomor < kini else "kini" if nomor == kini else "nanti",
            masuk.get(tahap.value),
        )
        for nomor, tahap in enumerate(urutan)
    ]


@rule("Kasus ini hanya dapat dibuka pemohonnya, staf LSP, dan orang yang ditugaskan pada kasus ini.")
def boleh_lihat(ctx: Context, permohonan: Permohonan) -> bool:
    """Applicant, staff, and whoever a later stage appointed (P508 9.2.8)."""
    if ctx.actor.has(*STAFF) or str(permohonan.pemohon_id) == ctx.actor.id:
        return True
    return any(pihak(ctx, permohonan.pk) for pihak in PIHAK_KASUS)


@query(
    code="aplikasi.buka",
    title="Membuka kasus",
    roles=[Role.ASESI, Role.ASESOR, Role.KOMITE_TEKNIS, Role.VERIFIKATOR_TUK, *STAFF],
    permit=boleh_lihat,
    subject="permohonan",
    clause="P508 9.2.8",
)
def buka(ctx: Context, *, permohonan: Permohonan) -> Permohonan:
    """A case, for the people who belong to it. Raises NotPermitted; both reading and refusal go into the trail."""
    return permohonan


def dengan_id(permohonan_id: UUID) -> Permohonan | None:
    """The application row for code that has already been allowed to see it."""
    return Permohonan.objects.select_related("skema", "pemohon").filter(pk=permohonan_id).first()


def dengan_banyak_id(permohonan_id: Iterable[UUID | str]) -> dict[str, Permohonan]:
    """Application rows by id as text, with skema, applicant and photo, for code that has already been allowed to see them."""
    rows = Permohonan.objects.select_related("skema", "pemohon", "foto").filter(pk__in=list(permohonan_id))
    return {str(row.pk): row for row in rows}


@query(
    code="aplikasi.buka_kelayakan",
    title="Membuka kajian kelayakan",
    roles=[*STAFF],
    permit=by_role_alone,
    subject="permohonan",
    clause="SOP 1.3",
)
def buka_kelayakan(ctx: Context, *, permohonan: Permohonan) -> Permohonan:
    """The application with what its feasibility is judged by; for staff. Raises NotPermitted; reading is recorded."""
    return permohonan


def diterima(skema_kode: str) -> QuerySet[Permohonan]:
    """Admitted applications for a skema, the longest waiting first."""
    rows = Permohonan.objects.filter(skema_kode=skema_kode, status=StatusPermohonan.DITERIMA)
    return rows.select_related("pemohon").order_by("diputuskan_pada")
