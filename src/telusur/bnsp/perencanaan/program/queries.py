"""Plans, targets with what has been reached, and how the registers have grown (P508 10.3.1 v)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.bnsp.perencanaan.program.models import RencanaKerja, Target
from telusur.bnsp.perencanaan.program.states import Indikator
from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import queries as asesor
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import Keberlakuan
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji import queries as jadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import StatusLisensi
from telusur.bnsp.sertifikasi_lisensi.pemegang import queries as pemegang
from telusur.bnsp.sertifikasi_lisensi.tempat_uji import queries as tuk
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)


@query(
    code="program.lihat_rencana",
    title="Melihat rencana kerja",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 v",
)
def rencana(ctx: Context, *, cari: str, tahun: str = "", status: str = "") -> QuerySet[RencanaKerja]:
    """The latest year first, by beginning. Raises NotPermitted."""
    rows = RencanaKerja.objects.order_by("-tahun", "mulai", "id")
    if cari:
        rows = rows.filter(Q(kegiatan__icontains=cari) | Q(sasaran__icontains=cari))
    if tahun.isdecimal():
        rows = rows.filter(tahun=int(tahun[:4]))
    return rows.filter(status=status) if status else rows


def tahun_rencana() -> list[int]:
    """The years that have a plan, the latest first."""
    return list(RencanaKerja.objects.order_by("-tahun").values_list("tahun", flat=True).distinct())


def dengan_id(pk: UUID | str) -> RencanaKerja | None:
    """The activity of this row."""
    return RencanaKerja.objects.filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Capaian:
    """A target and how much of it there is."""

    target: Target
    nilai: int

    @property
    def tercapai(self) -> bool:
        """Whether the target is reached."""
        return self.nilai >= self.target.nilai


@query(
    code="program.lihat_target",
    title="Melihat target dan capaiannya",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="lingkup",
    logged=False,
    clause="P508 10.3.1 v",
)
def target(ctx: Context, *, lingkup: str = "nasional") -> list[Capaian]:
    """Every target, the latest year first; what the registers hold is asked once per indicator. Raises NotPermitted."""
    rows = list(Target.objects.order_by("-tahun", "indikator"))
    sertifikat = dict(pemegang.per_tahun())
    kini = {one: _hitung(ctx, one) for one in {row.indikator for row in rows} - {Indikator.SERTIFIKAT}}
    return [
        Capaian(row, sertifikat.get(row.tahun, 0) if row.indikator == Indikator.SERTIFIKAT else kini[row.indikator])
        for row in rows
    ]


def _hitung(ctx: Context, indikator: str) -> int:
    """What a register holds today."""
    hitung: dict[str, Callable[[], int]] = {
        Indikator.LSP: lambda: lisensi.register(ctx, cari="", status=StatusLisensi.AKTIF).count(),
        Indikator.SKEMA: lambda: lisensi.jumlah_skema(ctx.today),
        Indikator.ASESOR: lambda: asesor.register(ctx, cari="", keadaan=Keberlakuan.BERLAKU).count(),
        Indikator.TUK: lambda: tuk.register(ctx, cari="").count(),
    }
    return hitung[indikator]()


@dataclass(frozen=True, slots=True)
class Deret:
    """A figure by year, the oldest first; ``puncak`` is the largest."""

    judul: str
    satuan: str
    nilai: list[tuple[int, int]]

    @property
    def puncak(self) -> int:
        """The largest, for the length of the bars."""
        return max((jumlah for _, jumlah in self.nilai), default=0)


@query(
    code="program.lihat_tren",
    title="Melihat statistik tren",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="lingkup",
    logged=False,
    clause="P508 10.3.1 v",
)
def tren(ctx: Context, *, lingkup: str = "nasional") -> list[Deret]:
    """How certificates, licences and assessments have developed, by year. Raises NotPermitted."""
    return [
        Deret("Sertifikat menurut tahun terbit", "sertifikat", pemegang.per_tahun()),
        Deret("LSP menurut tahun lisensi", "LSP", lisensi.per_tahun()),
        Deret("Jadwal uji menurut tahun", "jadwal", jadwal.per_tahun()),
    ]
