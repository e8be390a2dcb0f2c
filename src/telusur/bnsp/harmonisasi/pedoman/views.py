"""Pages about guidelines for those who write them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.harmonisasi.pedoman import commands, queries
from telusur.bnsp.harmonisasi.pedoman.forms import PedomanForm, TerbitForm, VersiForm
from telusur.bnsp.harmonisasi.pedoman.models import Pedoman, VersiPedoman
from telusur.bnsp.harmonisasi.pedoman.states import TONES, StatusVersi
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import (
    Detail,
    Part,
    Register,
    Row,
    act,
    act_page,
    detail_page,
    found,
    list_page,
    page_of,
    words_of,
)

KOLOM = (Kolom("Pedoman"), Kolom("Judul"), Kolom("Versi", kanan=True), Kolom("Nomor peraturan"), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
PEDOMAN = "Pedoman"


def _pedoman(pk: UUID) -> Pedoman:
    return found(queries.dengan_id(pk), "Pedoman itu tidak ada.")


def alamat(row: Pedoman) -> str:
    """Where one guideline is shown."""
    return reverse("pedoman:rinci", args=[row.pk])


def _lencana(versi: VersiPedoman | None) -> tuple[str, str]:
    return (TONES[StatusVersi(versi.status)], versi.get_status_display()) if versi else ("mute", "Belum ditulis")


def _baris(row: Pedoman) -> list[Sel]:
    versi = next(iter(row.versi.all()), None)
    tone, label = _lencana(versi)
    return [
        Sel(row.kode, url=alamat(row)),
        Sel(row.judul),
        Sel(versi.versi if versi else "-"),
        Sel(versi.nomor if versi else "-"),
        Sel(label, tone=tone),
    ]


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The register."""
    ctx = context_of(request)
    page = page_of(request, queries.register(ctx, cari=words_of(request)))
    register = Register(
        title=PEDOMAN,
        intro="Panduan BNSP dengan versinya. Yang terbit dapat dibaca siapa pun di portal.",
        columns=KOLOM,
        rows=[_baris(row) for row in page],
        search="kode atau judul",
        unit="pedoman",
        icon="book",
        empty="Daftarkan pedoman, tulis naskahnya, lalu terbitkan.",
        page=page,
        acts=act(ctx, commands.daftarkan, "Daftarkan pedoman", reverse("pedoman:baru"), icon="plus", main=True),
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One guideline with its versions."""
    ctx, row = context_of(request), _pedoman(pk)
    versi = queries.buka(ctx, pedoman=row)
    terbaru = versi[0] if versi else None
    tone, label = _lencana(terbaru)
    draf = terbaru if terbaru and terbaru.status == StatusVersi.DRAF else None
    acts = act(
        ctx,
        commands.tulis_versi,
        "Ubah draf" if draf else "Tulis versi baru",
        reverse("pedoman:tulis", args=[pk]),
        row,
        icon="edit",
    )
    if draf:
        acts = [
            *act(
                ctx,
                commands.terbitkan,
                "Terbitkan",
                reverse("pedoman:terbitkan", args=[draf.pk]),
                draf,
                icon="send",
                main=True,
            ),
            *acts,
        ]
    detail = Detail(
        title=row.kode,
        intro=row.judul,
        tone=tone,
        badge=label,
        back=(PEDOMAN, reverse("pedoman:daftar")),
        facts=[("Kode", row.kode), ("Judul", row.judul)],
        parts=[Part("Versi", [_rekaman(one) for one in versi], "Naskahnya belum ditulis.")],
        acts=acts,
    )
    return detail_page(request, detail)


def _rekaman(one: VersiPedoman) -> Row:
    terbit = one.status != StatusVersi.DRAF
    return Row(
        f"Versi {one.versi}",
        f"{one.nomor} · {long_date(one.tanggal)}{f' · {one.perubahan}' if one.perubahan else ''}",
        TONES[StatusVersi(one.status)],
        one.get_status_display(),
        reverse("portal:pedoman_versi", args=[one.pedoman.slug, one.versi]) if terbit else "",
    )


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Enter a guideline."""
    return act_page(
        request,
        commands.daftarkan,
        PedomanForm(request.POST or None),
        title="Daftarkan pedoman",
        button="Daftarkan pedoman",
        success="Pedoman terdaftar. Tulis naskahnya.",
        back=(PEDOMAN, reverse("pedoman:daftar")),
        next=alamat,
    )


@login_required
@GET_POST
def tulis(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the draft; it begins with the latest text."""
    row = _pedoman(pk)
    versi = queries.buka(context_of(request), pedoman=row)
    awal: dict[str, Any] = {"isi": versi[0].isi} if versi else {}
    if versi and versi[0].status == StatusVersi.DRAF:
        awal |= {name: getattr(versi[0], name) for name in ("nomor", "tanggal", "perubahan")}
    return act_page(
        request,
        commands.tulis_versi,
        VersiForm(request.POST or None, request.FILES or None, initial=awal),
        title="Tulis versi pedoman",
        button="Simpan draf",
        success="Draf tersimpan. Terbitkan setelah diperiksa.",
        back=(row.kode, alamat(row)),
        next=alamat(row),
        pedoman=row,
    )


@login_required
@GET_POST
def terbitkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish a draft."""
    versi = found(queries.versi_dengan_id(pk), "Versi itu tidak ada.")
    return act_page(
        request,
        commands.terbitkan,
        TerbitForm(request.POST if request.method == "POST" else None),
        title="Terbitkan pedoman",
        button="Terbitkan",
        success="Pedoman terbit dan dapat dibaca siapa pun.",
        back=(versi.pedoman.kode, alamat(versi.pedoman)),
        next=alamat(versi.pedoman),
        intro=f"{versi.pedoman}, versi {versi.versi}. Versi yang berlaku sekarang ditandai digantikan.",
        versi=versi,
    )
