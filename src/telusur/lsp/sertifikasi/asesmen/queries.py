"""Reads about assessments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from telusur.kernel.base.clock import day_of, long_date
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.queries import finished_records
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.aplikasi.queries import dicari
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.rules import rekaman_kurang, rekaman_wajib
from telusur.lsp.sertifikasi.asesmen.states import StatusAsesmen
from telusur.lsp.sertifikasi.jadwal.models import Jadwal

__all__ = [
    "asesmen_dilaporkan",
    "asesmen_jadwal",
    "asesmen_kasus",
    "asesmen_ringkas",
    "asesmen_terlihat",
    "asesor_dari",
    "catatan_umpan_balik",
    "hitungan_sesi",
    "pernah_mengases",
    "rekaman_kurang",
    "rekaman_wajib",
    "ringkasan_umpan_balik",
]


def asesmen_kasus(permohonan_id: UUID) -> Asesmen | None:
    """The current assessment of a case: the latest in which the asesi was not absent."""
    rows = _dari_kasus(permohonan_id)
    return rows.select_related("asesor__orang", "jadwal__tuk", "jadwal__skema").first()


def _dari_kasus(permohonan_id: UUID) -> QuerySet[Asesmen]:
    rows = Asesmen.objects.filter(permohonan_id=permohonan_id).exclude(status=StatusAsesmen.TIDAK_HADIR)
    return rows.order_by("-dibuka_pada")


def asesmen_ringkas(permohonan_id: UUID) -> Asesmen | None:
    """The same row with only what the page of a case shows: state, recommendation, instruments."""
    return _dari_kasus(permohonan_id).only("status", "rekomendasi", "instrumen").first()


def asesmen_jadwal(jadwal: Jadwal) -> list[Asesmen]:
    """All assessments of a session, by name."""
    rows = Asesmen.objects.filter(jadwal=jadwal).select_related("permohonan", "peserta")
    return list(rows.order_by("permohonan__nama"))


def asesmen_terlihat(ctx: Context, *, status: str = "", cari: str = "") -> QuerySet[Asesmen]:
    """Running and past assessments: staff all, asesor and asesi their own (P508 10.4.2.3)."""
    rows = Asesmen.objects.select_related("permohonan", "jadwal__skema", "jadwal__tuk", "asesor__orang").order_by(
        "-dibuka_pada"
    )
    if not ctx.actor.has(*STAFF):
        milik = Q(asesor__orang=ctx.actor.user) | Q(permohonan__pemohon=ctx.actor.user)
        rows = rows.filter(milik) if ctx.actor.user else rows.none()
    if status:
        rows = rows.filter(status=status)
    if cari:
        rows = rows.filter(dicari(cari, "permohonan"))
    return rows


def pernah_mengases(orang_id: UUID, pemohon_id: UUID) -> Asesmen | None:
    """The latest assessment of that person by this asesor, on any case (P508 9.4.4)."""
    rows = Asesmen.objects.filter(asesor__orang_id=orang_id, permohonan__pemohon_id=pemohon_id)
    return rows.exclude(status=StatusAsesmen.TIDAK_HADIR).select_related("jadwal").order_by("-dibuka_pada").first()


def ringkasan_umpan_balik(ctx: Context, skema_kode: str = "") -> dict[str, Counter[str]]:
    """Answers of all FR.AK.03 per statement (SOP 3.3), for staff; empty for others."""
    if not ctx.actor.has(*STAFF):
        return {}
    rows = finished_records("FR.AK.03")
    found: dict[str, Counter[str]] = {}
    for row in rows.iterator(chunk_size=200):
        if skema_kode and row.sumber.get("kepala", {}).get("skema_nomor") != skema_kode:
            continue
        for path, value in row.isi.items():
            section, _, rest = path.partition("/")
            if section == "umpan_balik" and rest.endswith("/hasil"):
                found.setdefault(rest.removesuffix("/hasil"), Counter())[str(value)] += 1
    return found


def asesmen_dilaporkan(jadwal: Jadwal) -> list[Asesmen]:
    """The reported assessments of a session with their applicants, by name: what a committee decides on (SOP 3.4)."""
    rows = Asesmen.objects.filter(jadwal=jadwal, status=StatusAsesmen.DILAPORKAN)
    return list(rows.select_related("permohonan__pemohon", "jadwal", "asesor__orang").order_by("permohonan__nama"))


def asesor_dari(asesor: Iterable[UUID], pemohon: Iterable[UUID]) -> dict[tuple[UUID, UUID], Asesmen]:
    """(person, applicant) -> latest assessment, for all who ever assessed any of them, in one query (P508 9.4.4)."""
    rows = (
        Asesmen.objects.filter(asesor__orang_id__in=list(asesor), permohonan__pemohon_id__in=list(pemohon))
        .exclude(status=StatusAsesmen.TIDAK_HADIR)
        .select_related("jadwal", "asesor", "permohonan")
        .order_by("dibuka_pada")
    )
    return {(row.asesor.orang_id, row.permohonan.pemohon_id): row for row in rows}


def berkas_kurang(asesmen: Asesmen) -> list[str]:
    """Codes of the records that a decision needs and that are not finished (SOP 3.4, P508 9.4.6)."""
    return rekaman_kurang(asesmen)


def berkas_wajib(asesmen: Asesmen) -> list[str]:
    """Codes of every record a decision rests on."""
    return rekaman_wajib(asesmen)


def hitungan_sesi(ctx: Context) -> dict[UUID, dict[str, int]]:
    """Jadwal id -> how many asesi are in which state, for the list of sessions."""
    found: dict[UUID, dict[str, int]] = {}
    rows = asesmen_terlihat(ctx).order_by().values("jadwal_id", "status").annotate(n=Count("pk"))
    for row in rows:
        found.setdefault(row["jadwal_id"], {})[row["status"]] = row["n"]
    return found


def catatan_umpan_balik(ctx: Context, banyak: int = 20) -> list[tuple[str, str, str]]:
    """The latest free remarks of FR.AK.03: skema, day, words; without the name of who wrote them. Staff only."""
    if not ctx.actor.has(*STAFF):
        return []
    found = []
    for row in finished_records("FR.AK.03").order_by("-finished_at")[: banyak * 3]:
        words = str(row.isi.get("catatan/komentar") or "").strip()
        if words and row.finished_at:
            found.append(
                (str(row.sumber.get("kepala", {}).get("skema", "")), long_date(day_of(row.finished_at)), words)
            )
    return found[:banyak]


def asesmen_sesi(jadwal_id: UUID | str) -> QuerySet[Asesmen]:
    """The assessments of an opened session, with case and skema."""
    return Asesmen.objects.filter(jadwal_id=jadwal_id).select_related("permohonan", "jadwal__skema")
