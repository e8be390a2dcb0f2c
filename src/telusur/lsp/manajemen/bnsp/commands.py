"""Telling BNSP; each telling commits with its message or not at all. Without BNSP among the partners nothing is told."""

from __future__ import annotations

from typing import Any

from telusur.contract import from_lsp
from telusur.contract.shapes import Agreed
from telusur.kernel.base import clock
from telusur.kernel.base.errors import WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.exchange.publish import publish
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.manajemen.bnsp import isi
from telusur.lsp.manajemen.bnsp.mitra import bnsp
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.queries import terbit


def _beritahu(ctx: Context, agreed: Agreed, key: str, content: dict[str, Any] | None) -> None:
    mitra = bnsp()
    if mitra is not None and content is not None:
        publish(ctx, to=mitra, kind=agreed.kind, key=key, content=content)


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
    _beritahu(ctx, from_lsp.JADWAL, str(jadwal.pk), isi.jadwal(jadwal))


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
    _beritahu(ctx, from_lsp.PERMOHONAN_BLANKO, str(permohonan_blanko.pk), isi.permohonan_blanko(permohonan_blanko))


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
    _beritahu(ctx, from_lsp.BLANKO_RUSAK, lembar.nomor, isi.blanko_rusak(lembar))


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
    _beritahu(ctx, from_lsp.SERTIFIKAT, sertifikat.kode, isi.sertifikat(sertifikat))


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
    _beritahu(ctx, from_lsp.ASESOR, asesor.no_reg.replace(" ", "_"), isi.asesor(asesor))


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
    _beritahu(ctx, from_lsp.TUK, tuk.kode, isi.tuk(tuk))


@command(
    code="bnsp.kirim_semua",
    title="Mengirim semua data yang belum ada di BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    clause="P508 10.3",
)
def kirim_semua(ctx: Context) -> None:
    """Tell BNSP, once connected, what it should know: TUK, asesor, schedules still to come, certificates issued."""
    places, people = list(Tuk.objects.order_by("kode")), list(Asesor.objects.select_related("orang").order_by("no_reg"))
    for place in places:
        kirim_tuk(ctx, tuk=place)
    for person in people:
        kirim_asesor(ctx, asesor=person)
    coming = Jadwal.objects.filter(status=StatusJadwal.DITETAPKAN, tanggal__gt=clock.day_of(ctx.at)).order_by("tanggal")
    for row in coming:
        kirim_jadwal(ctx, jadwal=row)
    issued = list(terbit())
    for certificate in issued:
        kirim_sertifikat(ctx, sertifikat=certificate)
    note(tuk=len(places), asesor=len(people), sertifikat=len(issued))
