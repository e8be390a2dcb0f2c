"""What Komisi Pengendalian looks for across the LSP: any record, any document, what is overdue, the monitoring file."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Page
from django.db.models import Q

from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.audit.models import Outcome
from telusur.kernel.audit.record import record
from telusur.kernel.base.copied import sought
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.states import S as Ready
from telusur.kernel.exchange.bundle import Bundle
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.manajemen.kunjungan import pemantauan as berkas
from telusur.lsp.manajemen.kunjungan.pemantauan import Pemantauan, Periode
from telusur.lsp.manajemen.kunjungan.queries.dasar import PEMERIKSA, Daftar, halaman
from telusur.lsp.manajemen.kunjungan.rules import sambungan_dibuka


@query(
    code="kunjungan.rekaman",
    title="BNSP: membuka daftar rekaman",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 9.5.1",
)
def rekaman(ctx: Context, *, daftar: Daftar) -> Page[Rekaman]:
    """Every form that was submitted at least once, of cases and of the institution, latest first."""
    rows = Rekaman.objects.exclude(riwayat=[]).order_by("-created_at", "-id")
    return halaman(rows.filter(Q(label__icontains=daftar.cari) | Q(code__icontains=daftar.cari)), daftar)


@query(
    code="kunjungan.dokumen",
    title="BNSP: membuka daftar dokumen",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 9.5.1",
)
def dokumen(ctx: Context, *, daftar: Daftar) -> Page[Document]:
    """Every document that was issued: decrees, letters, minutes, certificates; latest first."""
    rows = Document.objects.filter(status=Ready.SIAP, draft=False).defer("data").order_by("-ready_at", "-id")
    words = Q(title__icontains=daftar.cari) | sought("number", daftar.cari) | Q(code__icontains=daftar.cari)
    return halaman(rows.filter(words), daftar)


@query(
    code="kunjungan.buka_dokumen",
    title="BNSP: membuka dokumen",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="dokumen",
    clause="P508 9.5.1",
)
def buka_dokumen(ctx: Context, *, dokumen: Document) -> bytes:
    """One document, as it was issued."""
    if dokumen.file is None:
        raise NotFound("Dokumen itu belum tersedia.")
    return read_bytes(dokumen.file)


@query(
    code="kunjungan.tenggat",
    title="BNSP: membuka yang lewat tenggat",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="daftar",
    clause="P508 12.4.1",
)
def tenggat(ctx: Context, *, daftar: Daftar) -> Page[WorkItem]:
    """What this LSP should have done by now and has not, reports among it; the longest overdue first."""
    rows = WorkItem.objects.filter(due_at__lt=ctx.at).order_by("due_at", "id")
    return halaman(rows.filter(Q(title__icontains=daftar.cari) | Q(detail__icontains=daftar.cari)), daftar)


@query(
    code="kunjungan.pemantauan",
    title="BNSP: membuka berkas pemantauan",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="periode",
    clause="P508 11.1.1",
)
def pemantauan(ctx: Context, *, periode: Periode) -> Pemantauan:
    """The monitoring file of the whole LSP for a period: what it holds."""
    return berkas.kumpulkan(ctx, periode)


@query(
    code="kunjungan.ekspor_pemantauan",
    title="BNSP: mengekspor berkas pemantauan LSP",
    roles=PEMERIKSA,
    permit=sambungan_dibuka,
    subject="periode",
    logged=False,
    clause="P508 11.1.1",
)
def ekspor_pemantauan(ctx: Context, *, periode: Periode) -> Bundle:
    """The same as a signed ZIP with its source documents; the trail keeps the digest of what was handed out."""
    made = berkas.susun(ctx, berkas.kumpulkan(ctx, periode))
    kept = {"sha256_daftar": made.digest, "berkas": made.count, "bita": len(made.content)}
    record(ctx, "kunjungan.ekspor_pemantauan", Outcome.READ, subject=periode, data=kept)
    return made


def dokumen_dengan_id(pk: UUID) -> Document:
    """An issued document; who may see it is decided by ``buka_dokumen``. Raises NotFound."""
    found: Document | None = Document.objects.filter(pk=pk, status=Ready.SIAP, draft=False).first()
    if found is None:
        raise NotFound("Dokumen itu tidak ada. Periksa kembali alamatnya.")
    return found


def rekaman_dengan_id(pk: UUID) -> Rekaman:
    """A form; who may see it is decided by ``buka_rekaman``. Raises NotFound."""
    found: Rekaman | None = Rekaman.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("Rekaman itu tidak ada. Periksa kembali alamatnya.")
    return found
