"""Cases with their forms, files and trail (P508 9.5.1, 11.1.1)."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Page

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.audit.models import Outcome
from telusur.kernel.audit.record import record
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.exchange.bundle import Bundle
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.prints import as_it_stands
from telusur.lsp.manajemen.beranda.jejak import TahapJejak, entri, langkah, linked_subjects, tahapan
from telusur.lsp.manajemen.kunjungan import ekspor
from telusur.lsp.manajemen.kunjungan.queries.dasar import PEMERIKSA, Daftar, halaman
from telusur.lsp.manajemen.kunjungan.rules import sambungan_dibuka
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import dicari
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan


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
    return halaman(rows.filter(dicari(daftar.cari)) if daftar.cari else rows, daftar)


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
