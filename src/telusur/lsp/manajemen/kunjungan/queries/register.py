"""The registers of the LSP, from institution to certificates, and their figures (P508 11.2, 11.3, 11.5)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Count, Q

from telusur.kernel.accounts.models import RoleAssignment
from telusur.kernel.base.copied import sought
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.flows.models import WorkItem
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.states import StatusAsesor
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.states import StatusSkema
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.umum.models import LingkupLisensi, Lisensi, ProfilLsp
from telusur.lsp.administrasi.umum.queries import profil
from telusur.lsp.manajemen.kunjungan.queries.dasar import LEMBAGA, PENGAWAS, Daftar, halaman
from telusur.lsp.manajemen.kunjungan.rules import sambungan_dibuka
from telusur.lsp.roles import KOMISI_BNSP, NAMES, STAFF, Role
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.keputusan.models import Keputusan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.queries import dicari as sertifikat_dicari

PEJABAT = (*STAFF, Role.KOMITE_TEKNIS)


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """Figures of the whole LSP; nobody is named in them (P508 12.5.1)."""

    tahap: list[tuple[str, int]]
    sertifikat: list[tuple[str, int, int]]
    hasil: list[tuple[str, int]]
    asesor: int
    tuk: int
    skema: int
    terlambat: int


@query(
    code="kunjungan.ringkasan",
    title="BNSP: membuka ringkasan LSP",
    roles=KOMISI_BNSP,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.5.1",
)
def ringkasan(ctx: Context, *, daftar: Daftar) -> Ringkasan:
    """The figures of this moment."""
    stages = dict(
        Permohonan.objects.exclude(status=StatusPermohonan.DRAF)
        .order_by()
        .values_list("tahap")
        .annotate(jumlah=Count("pk"))
    )
    issued = Sertifikat.objects.filter(ditandatangani_pada__isnull=False).order_by("skema_nama")
    still = Count("pk", filter=Q(keabsahan="berlaku", berlaku_sampai__gte=ctx.today))
    results = Keputusan.objects.exclude(hasil="").order_by("hasil").values_list("hasil").annotate(jumlah=Count("pk"))
    return Ringkasan(
        tahap=[(str(Tahap(code).label), stages.get(code, 0)) for code in Tahap.values],
        sertifikat=list(issued.values_list("skema_nama").annotate(semua=Count("pk"), berlaku=still)),
        hasil=list(results),
        asesor=Asesor.objects.filter(status=StatusAsesor.AKTIF, berlaku_sampai__gte=ctx.today).count(),
        tuk=Tuk.objects.filter(aktif=True).count(),
        skema=Skema.objects.filter(status=StatusSkema.BERLAKU).count(),
        terlambat=WorkItem.objects.filter(due_at__lt=ctx.at).count(),
    )


@dataclass(frozen=True, slots=True)
class Lembaga:
    """The institution: who it is, its licences (newest first), its scope, and who holds which office there."""

    profil: ProfilLsp
    lisensi: list[Lisensi]
    lingkup: list[LingkupLisensi]
    pejabat: list[tuple[str, str]]


@query(
    code="kunjungan.lisensi",
    title="BNSP: membuka profil, lisensi, dan lingkup",
    roles=LEMBAGA,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.1.1",
)
def lisensi(ctx: Context, *, daftar: Daftar) -> Lembaga:
    """The institution as it stands now."""
    held = RoleAssignment.objects.filter(RoleAssignment.valid_on(ctx.today), role__in=PEJABAT, user__is_active=True)
    return Lembaga(
        profil(),
        list(Lisensi.objects.order_by("-berlaku_dari")),
        list(LingkupLisensi.objects.order_by("skema_kode")),
        [(one.user.name, NAMES[Role(one.role)]) for one in held.select_related("user").order_by("role", "user__name")],
    )


@query(
    code="kunjungan.skema",
    title="BNSP: membuka daftar skema",
    roles=LEMBAGA,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.1.1",
)
def skema(ctx: Context, *, daftar: Daftar) -> Page[Skema]:
    """Skema with the standard each rests on; drafts are the LSP's own business."""
    rows = Skema.objects.exclude(status=StatusSkema.DRAF).order_by("nama_id", "-versi")
    return halaman(rows.filter(Q(nama_id__icontains=daftar.cari) | Q(kode__icontains=daftar.cari)), daftar)


@query(
    code="kunjungan.asesor",
    title="BNSP: membuka register asesor",
    roles=LEMBAGA,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.3.1",
)
def asesor(ctx: Context, *, daftar: Daftar) -> Page[Asesor]:
    """Assessors with scope and validity."""
    rows = Asesor.objects.select_related("orang").prefetch_related("lingkup").order_by("orang__name")
    return halaman(rows.filter(Q(orang__name__icontains=daftar.cari) | sought("no_reg", daftar.cari)), daftar)


@query(
    code="kunjungan.tuk",
    title="BNSP: membuka register TUK",
    roles=LEMBAGA,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.1.1",
)
def tuk(ctx: Context, *, daftar: Daftar) -> Page[Tuk]:
    """Places of assessment."""
    rows = Tuk.objects.order_by("nama")
    return halaman(rows.filter(Q(nama__icontains=daftar.cari) | Q(kota__icontains=daftar.cari)), daftar)


@query(
    code="kunjungan.buka_tuk",
    title="BNSP: membuka TUK",
    roles=LEMBAGA,
    permit=sambungan_dibuka,
    subject="tempat",
    clause="P508 12.1.1",
)
def buka_tuk(ctx: Context, *, tempat: Tuk) -> list[VerifikasiTuk]:
    """The verifications of one place, newest first."""
    return list(VerifikasiTuk.objects.filter(tuk=tempat).select_related("skema", "verifikator").order_by("-tanggal"))


@query(
    code="kunjungan.jadwal",
    title="BNSP: membuka jadwal asesmen",
    roles=PENGAWAS,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.3.1",
)
def jadwal(ctx: Context, *, daftar: Daftar) -> Page[Jadwal]:
    """Schedules, latest first."""
    rows = Jadwal.objects.select_related("asesor__orang", "tuk", "skema").order_by("-tanggal", "-jam_mulai")
    return halaman(rows.filter(sought("nomor", daftar.cari) | Q(tuk__nama__icontains=daftar.cari)), daftar)


@query(
    code="kunjungan.buka_jadwal",
    title="BNSP: membuka jadwal",
    roles=PENGAWAS,
    permit=sambungan_dibuka,
    subject="sesi",
    clause="P508 12.3.1",
)
def buka_jadwal(ctx: Context, *, sesi: Jadwal) -> list[Peserta]:
    """Who is on one schedule."""
    return list(Peserta.objects.filter(jadwal=sesi).select_related("permohonan").order_by("permohonan__nama"))


@query(
    code="kunjungan.sertifikat",
    title="BNSP: membuka register sertifikat",
    roles=PENGAWAS,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.3.1",
)
def sertifikat(ctx: Context, *, daftar: Daftar) -> Page[Sertifikat]:
    """Certificates that were issued, latest first."""
    rows = Sertifikat.objects.filter(ditandatangani_pada__isnull=False).order_by("-ditandatangani_pada")
    rows = rows.filter(sertifikat_dicari(daftar.cari)) if daftar.cari else rows
    return halaman(rows.defer("isi"), daftar)


def tuk_dengan_id(pk: UUID) -> Tuk | None:
    """The place of this row."""
    return Tuk.objects.filter(pk=pk).first()


def jadwal_dengan_id(pk: UUID) -> Jadwal | None:
    """The schedule of this row."""
    return Jadwal.objects.select_related("asesor__orang", "tuk", "skema").filter(pk=pk).first()
