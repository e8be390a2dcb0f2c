"""What officers of BNSP may read at this LSP, one query per kind of thing (P508 11.2 to 11.5).

Every reading is in the trail. Which commission may issue which query is data: the defaults stand here, the LSP's pengelola
sistem changes them on the page Kewenangan.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.audit.record import record
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.exchange.bundle import Bundle
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.prints import as_it_stands
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.states import StatusAsesor
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.states import StatusSkema
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.umum.models import LingkupLisensi, Lisensi
from telusur.lsp.manajemen.beranda.jejak import TahapJejak, entri, langkah, linked_subjects, tahapan
from telusur.lsp.manajemen.kunjungan import ekspor
from telusur.lsp.manajemen.kunjungan.models import Petugas, Sambungan
from telusur.lsp.manajemen.kunjungan.rules import sambungan_dibuka
from telusur.lsp.roles import KOMISI_BNSP, Role
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.keputusan.models import Keputusan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat

PER_PAGE = 25
LEMBAGA = (Role.BNSP_HARMONISASI, Role.BNSP_SERTIFIKASI, Role.BNSP_PENGENDALIAN)
PENGAWAS = (Role.BNSP_SERTIFIKASI, Role.BNSP_PENGENDALIAN)
# Cases hold what people said of themselves, their NIK and their papers: by default for the one commission that examines.
PEMERIKSA = (Role.BNSP_PENGENDALIAN,)
PENGURUS = (Role.DIREKTUR, Role.MANAJER_SERTIFIKASI, Role.MANAJER_ADMINISTRASI, SYSTEM_KEEPER)


@dataclass(frozen=True, slots=True)
class Daftar:
    """Which list is read, and how it was narrowed; the trail shows it as the subject."""

    nama: str
    cari: str = ""
    saringan: str = ""
    halaman: str = "1"

    def __str__(self) -> str:
        return ", ".join(part for part in (self.nama, self.cari and f"“{self.cari}”", self.saringan) if part)


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


@query(
    code="kunjungan.lisensi",
    title="BNSP: membuka lisensi dan lingkup",
    roles=LEMBAGA,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.1.1",
)
def lisensi(ctx: Context, *, daftar: Daftar) -> tuple[list[Lisensi], list[LingkupLisensi]]:
    """Licences, newest first, and what the scope holds."""
    return list(Lisensi.objects.order_by("-berlaku_dari")), list(LingkupLisensi.objects.order_by("skema_kode"))


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
    return _page(rows.filter(Q(nama_id__icontains=daftar.cari) | Q(kode__icontains=daftar.cari)), daftar)


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
    return _page(rows.filter(Q(orang__name__icontains=daftar.cari) | Q(no_reg__icontains=daftar.cari)), daftar)


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
    return _page(rows.filter(Q(nama__icontains=daftar.cari) | Q(kota__icontains=daftar.cari)), daftar)


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
    return _page(rows.filter(Q(nomor__icontains=daftar.cari) | Q(tuk__nama__icontains=daftar.cari)), daftar)


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
    words = (
        Q(nama__icontains=daftar.cari) | Q(nomor__icontains=daftar.cari) | Q(nomor_registrasi__icontains=daftar.cari)
    )
    return _page(rows.filter(words).defer("isi"), daftar)


@query(
    code="kunjungan.kasus",
    title="BNSP: membuka daftar kasus",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.4.1",
)
def kasus(ctx: Context, *, daftar: Daftar) -> Page[Permohonan]:
    """Applications that were submitted, latest first."""
    rows = Permohonan.objects.exclude(status=StatusPermohonan.DRAF).order_by("-diajukan_pada", "-dibuat_pada")
    if daftar.saringan:
        rows = rows.filter(tahap=daftar.saringan)
    return _page(rows.filter(Q(nama__icontains=daftar.cari) | Q(nomor__icontains=daftar.cari)), daftar)


@query(
    code="kunjungan.buka_kasus",
    title="BNSP: membuka kasus",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="permohonan",
    clause="P508 9.5.1",
)
def buka_kasus(ctx: Context, *, permohonan: Permohonan) -> list[StoredFile]:
    """One case with every file that belongs to it, oldest first."""
    return berkas_dari(permohonan)


@query(
    code="kunjungan.buka_jejak",
    title="BNSP: membuka jejak kasus",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="permohonan",
    clause="P508 11.1.1",
)
def buka_jejak(ctx: Context, *, permohonan: Permohonan) -> list[TahapJejak]:
    """The whole course of one case, refusals among it."""
    return tahapan(permohonan, langkah(entri(permohonan)))


@query(
    code="kunjungan.buka_rekaman",
    title="BNSP: membuka formulir",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="rekaman",
    clause="P508 9.5.1",
)
def buka_rekaman(ctx: Context, *, rekaman: Rekaman) -> bytes:
    """A form of a case as PDF: the sealed print, or what has been submitted so far. Raises NotFound before that."""
    if not rekaman.riwayat:
        raise NotFound(f"{rekaman} belum diajukan siapa pun.")
    return as_it_stands(rekaman, ctx.at)


@query(
    code="kunjungan.buka_berkas",
    title="BNSP: membuka berkas kasus",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="file",
    clause="P508 9.5.1",
)
def buka_berkas(ctx: Context, *, file: StoredFile) -> bytes:
    """One file of a case, as it was stored."""
    return read_bytes(file)


@query(
    code="kunjungan.ekspor",
    title="BNSP: mengekspor berkas pemantauan",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="permohonan",
    logged=False,
    clause="P508 11.1.1",
)
def ekspor_kasus(ctx: Context, *, permohonan: Permohonan) -> Bundle:
    """The monitoring file of a case as a signed ZIP; the trail keeps the digest of what was handed out."""
    made = ekspor.susun(ctx, permohonan, berkas_dari(permohonan))
    record(
        ctx,
        "kunjungan.ekspor",
        Outcome.READ,
        subject=permohonan,
        data={"sha256_daftar": made.digest, "berkas": made.count, "bita": len(made.content)},
    )
    return made


@query(
    code="kunjungan.kunjungan_saya",
    title="BNSP: membuka catatan kunjungan sendiri",
    roles=KOMISI_BNSP,
    permit=sambungan_dibuka,
    subject="daftar",
    logged=False,
    clause="P508 12.1.3",
)
def kunjungan_saya(ctx: Context, *, daftar: Daftar) -> Page[Entry]:
    """What the actor opened here, latest first."""
    return _page(Entry.objects.filter(actor_id=ctx.actor.id).order_by("-id"), daftar)


@query(
    code="kunjungan.lihat_kunjungan",
    title="Melihat kunjungan BNSP",
    roles=PENGURUS,
    permit=by_role_alone,
    subject="daftar",
    logged=False,
    clause="P508 12.1.3",
)
def lihat_kunjungan(ctx: Context, *, daftar: Daftar) -> Page[Entry]:
    """What every officer of BNSP opened, tried or took away here, latest first; ``daftar.saringan`` is a commission."""
    people = [str(one) for one in Petugas.objects.values_list("akun_id", flat=True)]
    rows = Entry.objects.filter(actor_id__in=people).order_by("-id")
    if daftar.cari:
        rows = rows.filter(Q(actor_name__icontains=daftar.cari) | Q(subject_label__icontains=daftar.cari))
    if daftar.saringan in {str(role) for role in KOMISI_BNSP}:
        rows = rows.filter(actor_roles__contains=daftar.saringan)
    return _page(rows, daftar)


def _page(rows: QuerySet, daftar: Daftar) -> Page:  # type: ignore[type-arg]
    return Paginator(rows, PER_PAGE).get_page(daftar.halaman)


def sambungan() -> Sambungan | None:
    """How the sign-in from BNSP is set up."""
    found: Sambungan | None = Sambungan.objects.first()
    return found


def kasus_dengan_id(pk: UUID) -> Permohonan:
    """A case that was submitted; who may see it is decided by ``buka_kasus``. Raises NotFound."""
    found = Permohonan.objects.defer("nik", "kebutuhan_khusus").filter(pk=pk).first()
    if found is None or found.status == StatusPermohonan.DRAF:
        raise NotFound("Kasus itu tidak ada. Periksa kembali alamatnya.")
    return found


def berkas_dari(permohonan: Permohonan) -> list[StoredFile]:
    """Every file that belongs to the case, oldest first."""
    ids = [pk for kind, pk in linked_subjects(permohonan) if kind == "archive.storedfile"]
    return list(StoredFile.objects.filter(pk__in=ids).order_by("created_at", "pk"))


def rekaman_dari(permohonan: Permohonan) -> list[Rekaman]:
    """Every form that belongs to the case and has been submitted at least once, in the order they were opened."""
    ids = [pk for kind, pk in linked_subjects(permohonan) if kind == "forms.rekaman"]
    return [row for row in Rekaman.objects.filter(pk__in=ids).order_by("created_at", "id") if row.riwayat]
