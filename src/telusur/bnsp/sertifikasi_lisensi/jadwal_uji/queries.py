"""Reads of announced schedules."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.states import StatusJadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.base.copied import sought
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.base.spelling import letters_and_digits
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)
WAKTU = {"pekan": "7 hari ke depan", "mendatang": "Mendatang", "lampau": "Sudah lewat"}


@query(
    code="jadwal_uji.lihat_register",
    title="Melihat jadwal uji",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
)
def register(ctx: Context, *, cari: str, waktu: str = "", status: str = "") -> QuerySet[JadwalUji]:
    """The latest first. Raises NotPermitted."""
    rows = JadwalUji.objects.select_related("lsp", "tuk").defer("asesi").order_by("-mulai", "-id")
    if cari:
        rows = rows.filter(sought("nomor", cari) | Q(lsp__nama__icontains=cari) | Q(skema_nama__icontains=cari))
    if status:
        rows = rows.filter(status=status)
    if waktu == "pekan":
        return rows.filter(mulai__range=(ctx.today, ctx.today + timedelta(days=7)))
    if waktu == "mendatang":
        return rows.filter(mulai__gte=ctx.today)
    return rows.filter(mulai__lt=ctx.today) if waktu == "lampau" else rows


@query(
    code="jadwal_uji.buka",
    title="Membuka jadwal uji dengan daftar asesi",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="jadwal",
    clause="P508 10.2.6",
)
def buka(ctx: Context, *, jadwal: JadwalUji) -> JadwalUji:
    """One schedule with the names of the asesi, so the reading is recorded. Raises NotPermitted."""
    return JadwalUji.objects.select_related("lsp", "tuk").prefetch_related("asesor").get(pk=jadwal.pk)


def dengan_id(pk: UUID | str) -> JadwalUji | None:
    """The schedule of this row."""
    return JadwalUji.objects.filter(pk=pk).first()


def dengan_nomor_lsp(lsp: Lsp, nomor_lsp: str) -> JadwalUji | None:
    """What an LSP announced under its own number."""
    return JadwalUji.objects.filter(lsp=lsp, nomor_lsp=nomor_lsp.strip()).first()


def asesi_terjadwal(lsp: Lsp, skema_kode: Collection[str], sampai: date) -> set[tuple[str, str]]:
    """Skema and name, by letters and digits, of everybody whom the LSP announced for an assessment that began by that day."""
    rows = JadwalUji.objects.filter(
        lsp=lsp, skema_kode__in=skema_kode, mulai__lte=sampai, status=StatusJadwal.TERCATAT
    ).values_list("skema_kode", "asesi")
    return {(kode, letters_and_digits(one["nama"])) for kode, asesi in rows for one in asesi}


def tercatat(lsp: Lsp, nomor: str) -> bool:
    """Whether this number stands for a schedule of the LSP that was not called off."""
    return JadwalUji.objects.filter(lsp=lsp, nomor=nomor.strip(), status=StatusJadwal.TERCATAT).exists()


def per_tahun() -> list[tuple[int, int]]:
    """Year and how many assessments were announced and not called off, the oldest first."""
    rows = JadwalUji.objects.filter(status=StatusJadwal.TERCATAT).values("mulai__year")
    return list(rows.annotate(jumlah=Count("pk")).order_by("mulai__year").values_list("mulai__year", "jumlah"))
