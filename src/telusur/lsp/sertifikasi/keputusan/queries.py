"""Reads about decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from telusur.kernel.accounts.models import User
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.administrasi.umum.queries import pemegang_peran
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.aplikasi.queries import dicari
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.queries import jadwal_berisi, jadwal_dilaporkan
from telusur.lsp.sertifikasi.keputusan import rules
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Keputusan, Komite
from telusur.lsp.sertifikasi.keputusan.states import DITUNJUK, HIDUP, StatusKomite

# The module of certificates says here which decisions a certificate allows: (case, kind) -> why not.
SYARAT_CATAT: list[Callable[[UUID, str], str | None]] = []


def komite_terlihat(ctx: Context, *, status: str = "") -> QuerySet[Komite]:
    """Committees: staff all, a member theirs once the SK is signed."""
    rows = Komite.objects.select_related("jadwal__skema", "jadwal__tuk", "sk", "sk_keputusan").order_by("-dibuat_pada")
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(anggota__orang=ctx.actor.user, status__in=DITUNJUK) if ctx.actor.user else rows.none()
    return rows.filter(status=status) if status else rows


def menunggu_komite(ctx: Context) -> QuerySet[Jadwal]:
    """Reported schedules without a committee: the committee queue (SOP 3.4), for staff."""
    return jadwal_dilaporkan(ctx).exclude(pk__in=Komite.objects.filter(status__in=HIDUP).values("jadwal_id"))


@dataclass(frozen=True, slots=True)
class Calon:
    """Somebody with the role Komite Teknis, and why they cannot sit in this committee (None: they can)."""

    orang: User
    alasan: str | None


def calon_anggota(ctx: Context, jadwal: Jadwal) -> list[Calon]:
    """Every holder of the role with the reason why not (P508 9.4.4, 9.4.5), for staff."""
    if not ctx.actor.has(*STAFF):
        return []
    kasus = [row.permohonan for row in rules.kasus_jadwal(jadwal)]
    orang = list(pemegang_peran(Role.KOMITE_TEKNIS, ctx))
    terlibat = rules.keterlibatan(orang, kasus)
    rows = [Calon(row, rules.alasan_tidak_dapat_ditunjuk(ctx, row, jadwal, kasus, terlibat)) for row in orang]
    return sorted(rows, key=lambda row: (row.alasan is not None, row.orang.name))


def jadwal_untuk_komite(ctx: Context, jadwal_id: UUID) -> Jadwal:
    """A reported schedule that waits for a committee. Raises NotFound."""
    found = menunggu_komite(ctx).filter(pk=jadwal_id).first()
    if found is None:
        raise NotFound("Jadwal itu tidak menunggu komite teknis.")
    return found


@rule("Komite ini hanya dapat dibuka anggotanya dan staf LSP.")
def boleh_lihat(ctx: Context, komite: Komite) -> bool:
    """Staff see the committee's course; the files and votes only its members do."""
    return ctx.actor.has(*STAFF) or rules.anggota_komite.why_not(ctx, komite) is None


@query(
    code="keputusan.buka",
    title="Membuka komite teknis",
    roles=[Role.KOMITE_TEKNIS, *STAFF],
    permit=boleh_lihat,
    subject="komite",
    logged=False,
)
def buka(ctx: Context, *, komite: Komite) -> Komite:
    """A committee with its course. Raises NotPermitted."""
    return (
        Komite.objects.select_related(
            "jadwal__skema",
            "jadwal__tuk",
            "jadwal__asesor__orang",
            "sk__dokumen",
            "sk_keputusan__dokumen",
            "berita_acara",
        )
        .prefetch_related("anggota__orang", "anggota__verifikasi")
        .get(pk=komite.pk)
    )


def komite_dengan_id(komite_id: UUID) -> Komite:
    """The bare row, to be opened through ``buka`` or ``buka_layar``. Raises NotFound."""
    found = Komite.objects.select_related("jadwal__skema", "jadwal__tuk").filter(pk=komite_id).first()
    if found is None:
        raise NotFound("Komite teknis itu tidak ada.")
    return found


@query(
    code="keputusan.buka_layar",
    title="Membuka layar keputusan",
    roles=[Role.KOMITE_TEKNIS],
    permit=rules.anggota_komite,
    subject="komite",
    clause="P508 9.4.1, 9.4.2",
)
def buka_layar(ctx: Context, *, komite: Komite) -> Komite:
    """The decision screen of an asesi: only for members appointed by the signed SK; refusals and readings are recorded."""
    return buka(ctx, komite=komite)


def anggota_saya(ctx: Context, komite: Komite) -> Anggota:
    """The actor's seat. Raises NotFound for who has none."""
    found = Anggota.objects.select_related("orang").filter(komite=komite, orang=ctx.actor.user).first()
    if found is None:
        raise NotFound("Anda bukan anggota komite teknis ini.")
    return found


def anggota_kasus(ctx: Context, permohonan_id: UUID) -> bool:
    """Whether the actor is an appointed committee member for this case."""
    if not ctx.actor.user:
        return False
    return Anggota.objects.filter(
        orang=ctx.actor.user, komite__status__in=DITUNJUK, komite__jadwal__in=jadwal_berisi(permohonan_id)
    ).exists()


def komite_kasus(permohonan_id: UUID) -> Komite | None:
    """The committee that decides on a case, with only what the page of the case shows."""
    rows = Komite.objects.filter(jadwal__in=jadwal_berisi(permohonan_id), status__in=HIDUP).select_related("sk")
    return rows.only("jadwal_id", "status", "nomor_ba", "sk__nomor", "sk__jenis").order_by("pk").first()


def komite_diputuskan() -> QuerySet[Komite]:
    """Committees whose SK of the decision is signed, in that order, for code that has checked who asks."""
    rows = Komite.objects.filter(status=StatusKomite.SELESAI).select_related("jadwal__skema", "sk_keputusan")
    return rows.order_by("diputuskan_pada")


def keputusan_kasus(permohonan_id: UUID) -> list[Keputusan]:
    """Every decision on a case, oldest first (P508 9.4.3)."""
    rows = Keputusan.objects.filter(permohonan_id=permohonan_id).select_related("pembuat", "sk__dokumen")
    return list(rows.order_by("pada"))


def keputusan_terakhir(kasus: Iterable[UUID]) -> dict[UUID, Keputusan]:
    """The last decision on each of these cases, in one query."""
    rows = Keputusan.objects.filter(permohonan_id__in=kasus).order_by("pada", "pk")
    return {row.permohonan_id: row for row in rows}


def register_hasil(
    ctx: Context,
    *,
    skema: str = "",
    hasil: str = "",
    dari: date | None = None,
    sampai: date | None = None,
    cari: str = "",
) -> QuerySet[Keputusan]:
    """Persons with K and BK results per skema and period (P508 9.4.8), for staff; others see none."""
    rows = Keputusan.objects.filter(hasil__in=["K", "BK"]).select_related("permohonan", "sk__dokumen")
    rows = rows.order_by("-tanggal", "permohonan__nama")
    if not ctx.actor.has(*STAFF):
        return rows.none()
    wanted = {"skema_kode": skema, "hasil": hasil, "tanggal__gte": dari, "tanggal__lte": sampai}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.filter(dicari(cari, "permohonan")) if cari else rows


def skema_diputuskan(ctx: Context) -> list[tuple[str, str]]:
    """(code, name) of the skema that have results, for the filter of the register; staff only."""
    if not ctx.actor.has(*STAFF):
        return []
    rows = Keputusan.objects.exclude(hasil="").values_list("skema_kode", "permohonan__skema_nama").distinct()
    return sorted(set(rows), key=lambda row: row[1])


def jumlah_hasil(rows: QuerySet[Keputusan]) -> dict[str, int]:
    """How many K and BK a selection of the register holds, in one read."""
    return rows.aggregate(
        K=Count("pk", filter=Q(hasil="K")),
        BK=Count("pk", filter=Q(hasil="BK")),
    )


def komite_dari(jadwal: Iterable[UUID]) -> dict[UUID, UUID]:
    """Schedule -> the committee that decides on it, of many schedules in one query."""
    rows = Komite.objects.filter(jadwal_id__in=list(jadwal), status__in=HIDUP)
    return dict(rows.values_list("jadwal_id", "pk"))
