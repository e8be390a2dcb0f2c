"""Guidelines of BNSP arrive, and people are told (P508 10.1)."""

from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import lock, note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.commands import kirim
from telusur.kernel.notices.states import Channel
from telusur.lsp.administrasi.pengetahuan.models import Pedoman, VersiPedoman
from telusur.lsp.administrasi.pengetahuan.queries import pengguna_lsp
from telusur.lsp.administrasi.pengetahuan.states import StatusVersi
from telusur.lsp.roles import Role

S = StatusVersi


@command(
    code="pengetahuan.terima_pedoman",
    title="Menerima pedoman dari BNSP",
    roles=[Role.BNSP],
    permit=by_role_alone,
    clause="P508 10.1.2",
)
def terima_pedoman(
    ctx: Context, *, kode: str, judul: str, versi: int, nomor: str, tanggal: date, perubahan: str = "", isi: str = ""
) -> VersiPedoman:
    """Take over a version; the one before is marked replaced and stays readable. The same version again changes nothing.

    An older version than the one in force is kept as replaced. Raises Invalid for a code that cannot be an address and
    for a known version that says something else.
    """
    pedoman = _pedoman(kode, judul, versi)
    known = VersiPedoman.objects.filter(pedoman=pedoman, versi=versi).first()
    if known is not None:
        if (known.nomor, known.tanggal, known.isi) != (nomor, tanggal, _lines(isi)):
            raise Invalid(f"{known} sudah tercatat dengan naskah lain. Perubahan naskah terbit sebagai versi baru.")
        note(versi=versi, baru=False)
        return known
    berlaku = VersiPedoman.objects.filter(pedoman=pedoman, status=S.BERLAKU).first()
    terbaru = berlaku is None or versi > berlaku.versi
    if berlaku is not None and terbaru:
        lock(berlaku).status = S.DIGANTIKAN
        berlaku.save()
    row = VersiPedoman(
        pedoman=pedoman,
        versi=versi,
        nomor=nomor,
        tanggal=tanggal,
        perubahan=perubahan.strip(),
        isi=_lines(isi),
        status=S.BERLAKU if terbaru else S.DIGANTIKAN,
        diterima_pada=ctx.at,
    )
    row.save()
    note(pedoman=pedoman.kode, versi=versi, nomor=nomor, baru=terbaru)
    return row


def _pedoman(kode: str, judul: str, versi: int) -> Pedoman:
    """The row of the code, made when new; the newest version names it."""
    bersih, slug = " ".join(kode.split()), slugify(kode)
    if not slug:
        raise Invalid(f"Kode pedoman “{kode}” tidak memuat huruf atau angka.")
    row = Pedoman.objects.filter(slug=slug).first() or Pedoman(slug=slug)
    if row._state.adding or not VersiPedoman.objects.filter(pedoman=row, versi__gt=versi).exists():
        row.kode, row.judul = bersih, " ".join(judul.split())
        row.save()
    return row


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


@command(
    code="pengetahuan.kabarkan",
    title="Mengabarkan pedoman baru",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="versi",
    clause="P508 10.1.2",
)
def kabarkan(ctx: Context, *, versi: VersiPedoman) -> None:
    """Tell everybody who works for the LSP, once for each version, inside the application."""
    if versi.dikabarkan_pada is not None:
        return
    data = {
        "kode": versi.pedoman.kode,
        "judul": versi.pedoman.judul,
        "versi": versi.versi,
        "nomor": versi.nomor,
        "tanggal": long_date(versi.tanggal),
        "perubahan": versi.perubahan,
        "tautan": versi.get_absolute_url(),
    }
    orang = list(pengguna_lsp(ctx))
    for one in orang:
        kirim(ctx, to_user=one, template="pedoman_baru", data=data, channel=Channel.IN_APP)
    versi.dikabarkan_pada = ctx.at
    versi.save()
    note(penerima=len(orang))
