"""Telling BNSP; each telling commits with its message or not at all. Without BNSP among the partners nothing is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from telusur.contract import from_lsp
from telusur.contract.shapes import Agreed
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base import clock
from telusur.kernel.base.errors import WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.exchange.attachments import attach
from telusur.kernel.exchange.publish import publish, publish_many
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.administrasi.umum.models import CatatanTangan
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.manajemen.bnsp import isi, laporan
from telusur.lsp.manajemen.bnsp.mitra import bnsp
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.manajemen.pelaporan.states import StatusLaporan
from telusur.lsp.manajemen.pengendalian.models import PerkaraBnsp
from telusur.lsp.manajemen.pengendalian.queries import berkas_jawaban
from telusur.lsp.manajemen.pengendalian.states import JenisPerkara
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.queries import terbit


def _yang_akan_datang(ctx: Context) -> QuerySet[Jadwal]:
    rows = Jadwal.objects.filter(status=StatusJadwal.DITETAPKAN, tanggal__gt=clock.day_of(ctx.at))
    return rows.select_related("tuk", "asesor")


def _yang_terkirim(ctx: Context) -> QuerySet[Laporan]:
    """Those BNSP has not answered itself: also where its answer was written down by hand."""
    tangan = CatatanTangan.objects.filter(jenis=JenisTangan.LAPORAN).values("untuk_id")
    rows = Laporan.objects.filter(Q(status=StatusLaporan.TERKIRIM) | Q(pk__in=tangan))
    return rows.select_related("angkatan__komite__jadwal", "dokumen__file")


def _yang_dicatat_tangan(ctx: Context) -> QuerySet[CatatanTangan]:
    return CatatanTangan.objects.select_related("bukti")


IRISAN = 200
# What BNSP should know once it is connected: TUK, asesor, what it decided and people wrote down, schedules still to come,
# certificates issued, reports not answered. What has documents of its own is told one by one (subscribers.tersambung).
YANG_DIKETAHUI: dict[str, tuple[Agreed, Callable[[Context], QuerySet[Any]], Callable[[list[Any]], dict[str, Any]]]] = {
    "tuk": (from_lsp.TUK, lambda ctx: Tuk.objects.all(), isi.tuk),
    "asesor": (from_lsp.ASESOR, lambda ctx: Asesor.objects.select_related("orang"), isi.asesor),
    "catatan_tangan": (from_lsp.CATATAN_TANGAN, _yang_dicatat_tangan, isi.catatan_tangan),
    "jadwal": (from_lsp.JADWAL, _yang_akan_datang, isi.jadwal),
    "sertifikat": (from_lsp.SERTIFIKAT, lambda ctx: terbit().select_related("blanko"), isi.sertifikat),
    # The sheets before the reports they belong to.
    "lembar_laporan": (from_lsp.LEMBAR_LAPORAN, _yang_terkirim, laporan.lembar),
    "laporan": (from_lsp.LAPORAN, _yang_terkirim, laporan.laporan),
}


def _beritahu(
    ctx: Context, agreed: Agreed, facts: dict[str, dict[str, Any]], berkas: Iterable[StoredFile] = ()
) -> None:
    """Tell BNSP, and send the documents that these facts name after them."""
    mitra = bnsp()
    if mitra is None:
        return
    for key, content in facts.items():
        publish(ctx, to=mitra, kind=agreed.kind, key=key, content=content)
    attach(ctx, to=mitra, files=berkas)


@command(
    code="bnsp.kirim_jadwal",
    title="Mengirim jadwal ke BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="jadwal",
    clause="SOP 2.8",
)
def kirim_jadwal(ctx: Context, *, jadwal: Jadwal) -> None:
    """Announce a schedule, or that it was called off."""
    _beritahu(ctx, from_lsp.JADWAL, isi.jadwal([jadwal]))


@command(
    code="bnsp.kirim_permohonan_blanko",
    title="Mengirim permohonan blanko ke BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="permohonan_blanko",
    clause="SOP 4.4",
)
def kirim_permohonan_blanko(ctx: Context, *, permohonan_blanko: PermohonanBlanko) -> None:
    """Ask for blanks with SK, berita acara and the list of K and BK."""
    berkas = isi.berkas_permohonan(permohonan_blanko)
    fakta = {str(permohonan_blanko.pk): isi.permohonan_blanko(permohonan_blanko, berkas)}
    _beritahu(ctx, from_lsp.PERMOHONAN_BLANKO, fakta, [file for _, file in berkas])


@command(
    code="bnsp.kirim_blanko_rusak",
    title="Melaporkan blanko rusak ke BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="lembar",
    clause="SOP 4.4",
)
def kirim_blanko_rusak(ctx: Context, *, lembar: Blanko) -> None:
    """Report a spoiled blank."""
    berkas = isi.berkas_rusak(lembar)
    _beritahu(
        ctx, from_lsp.BLANKO_RUSAK, {lembar.nomor: isi.blanko_rusak(lembar, berkas)}, [file for _, file in berkas]
    )


@command(
    code="bnsp.kirim_sertifikat",
    title="Mengirim sertifikat ke register BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="sertifikat",
    clause="P508 9.4.7",
)
def kirim_sertifikat(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """A certificate was issued, or what it counts for has changed."""
    if not sertifikat.sudah_terbit:
        raise WrongState(f"Sertifikat {sertifikat.nomor} belum terbit.")
    _beritahu(ctx, from_lsp.SERTIFIKAT, isi.sertifikat([sertifikat]))


@command(
    code="bnsp.kirim_asesor",
    title="Mengirim data asesor ke BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="asesor",
    clause="P508 10.4.4.4",
)
def kirim_asesor(ctx: Context, *, asesor: Asesor) -> None:
    """Who assesses for this LSP."""
    _beritahu(ctx, from_lsp.ASESOR, isi.asesor([asesor]))


@command(
    code="bnsp.kirim_tuk",
    title="Mengirim data TUK ke BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="tuk",
    clause="PBNSP 206",
)
def kirim_tuk(ctx: Context, *, tuk: Tuk) -> None:
    """A place where this LSP assesses, once it is verified."""
    _beritahu(ctx, from_lsp.TUK, isi.tuk([tuk]))


@command(
    code="bnsp.kirim_laporan",
    title="Mengirim laporan ke BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="dikirim",
    clause="LAP 3.1, 3.2",
)
def kirim_laporan(ctx: Context, *, dikirim: Laporan) -> None:
    """A report that was sent: its rows first, then the report itself."""
    _beritahu(ctx, from_lsp.LEMBAR_LAPORAN, laporan.lembar([dikirim]))
    _beritahu(ctx, from_lsp.LAPORAN, laporan.laporan([dikirim]), laporan.berkas([dikirim]))


@command(
    code="bnsp.kirim_jawaban",
    title="Mengirim jawaban atas temuan atau kasus sanksi ke BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="perkara",
    clause="P508 9.5.2, 10.3.1 iv",
)
def kirim_jawaban(ctx: Context, *, perkara: PerkaraBnsp) -> None:
    """The LSP's last answer with its files."""
    berkas = [("bukti", file) for file in berkas_jawaban(perkara)]
    agreed = from_lsp.JAWABAN_TEMUAN if perkara.jenis == JenisPerkara.TEMUAN else from_lsp.TANGGAPAN_SANKSI
    _beritahu(ctx, agreed, {perkara.kunci: isi.jawaban(perkara, berkas)}, [file for _, file in berkas])


@command(
    code="bnsp.kirim_semua",
    title="Mengirim semua data yang belum ada di BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    clause="P508 10.3",
)
def kirim_semua(ctx: Context, *, jenis: str, sesudah: Any = None) -> Any:
    """Tell BNSP the next slice of one kind, after the row ``sesudah``; the last row told, None once there is no more."""
    mitra, (agreed, ada, sebagai) = bnsp(), YANG_DIKETAHUI[jenis]
    rows = ada(ctx).order_by("pk")
    irisan = list((rows.filter(pk__gt=sesudah) if sesudah else rows)[:IRISAN])
    if mitra is None or not irisan:
        return None
    baru = publish_many(ctx, to=mitra, kind=agreed.kind, facts=sebagai(irisan))
    if agreed is from_lsp.LAPORAN:
        attach(ctx, to=mitra, files=laporan.berkas(irisan))
    note(jenis=jenis, dilihat=len(irisan), baru=baru)
    return irisan[-1].pk
