"""Pages of Komisi Perencanaan dan Pengembangan: plans, targets, trends."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.perencanaan.program import commands, queries
from telusur.bnsp.perencanaan.program.forms import RealisasiForm, RencanaForm, TargetForm
from telusur.bnsp.perencanaan.program.models import RencanaKerja
from telusur.bnsp.perencanaan.program.states import TONES, StatusRencana
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
from telusur.kernel.commands.registry import ROLE_NAMES
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import (
    Detail,
    Register,
    act,
    act_page,
    detail_page,
    found,
    list_page,
    page_of,
    words_of,
)

KOLOM = (Kolom("Kegiatan"), Kolom("Tahun"), Kolom("Penanggung jawab"), Kolom("Waktu"), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
RENCANA, TARGET = "Rencana kerja", "Target"


def _rencana(pk: UUID) -> RencanaKerja:
    return found(queries.dengan_id(pk), "Rencana itu tidak ada.")


def alamat(row: RencanaKerja) -> str:
    """Where one activity is shown."""
    return reverse("program:rinci", args=[row.pk])


@login_required
@require_safe
def rencana(request: HttpRequest) -> HttpResponse:
    """The plan."""
    ctx, get = context_of(request), request.GET
    rows = queries.rencana(ctx, cari=words_of(request), tahun=get.get("tahun", ""), status=get.get("status", ""))
    page = page_of(request, rows)
    register = Register(
        title=RENCANA,
        intro="Kegiatan BNSP tiap tahun, sasaran, dan realisasinya.",
        columns=KOLOM,
        rows=[
            [
                Sel(row.kegiatan, url=alamat(row)),
                Sel(row.tahun),
                Sel(ROLE_NAMES.get(row.penanggung_jawab, row.penanggung_jawab)),
                Sel(long_date(row.mulai), kecil=f"sampai {long_date(row.selesai)}"),
                Sel(row.get_status_display(), tone=TONES[StatusRencana(row.status)]),
            ]
            for row in page
        ],
        search="kegiatan atau sasaran",
        unit="kegiatan",
        icon="clipboard-list",
        empty="Rencanakan kegiatan yang pertama.",
        page=page,
        filters=[
            Saringan("tahun", "Tahun", [(str(one), str(one)) for one in queries.tahun_rencana()]),
            Saringan("status", "Keadaan", StatusRencana.choices),
        ],
        acts=act(ctx, commands.rencanakan, "Rencanakan kegiatan", reverse("program:baru"), icon="plus", main=True),
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One activity."""
    ctx, row = context_of(request), _rencana(pk)
    queries.rencana(ctx, cari="")
    detail = Detail(
        title=row.kegiatan,
        intro=str(row.tahun),
        tone=TONES[StatusRencana(row.status)],
        badge=row.get_status_display(),
        back=(RENCANA, reverse("program:rencana")),
        facts=[
            ("Sasaran", row.sasaran),
            ("Penanggung jawab", ROLE_NAMES.get(row.penanggung_jawab, row.penanggung_jawab)),
            ("Waktu", f"{long_date(row.mulai)} sampai {long_date(row.selesai)}"),
            ("Realisasi", row.realisasi),
        ],
        acts=act(ctx, commands.perbarui, "Catat realisasi", reverse("program:perbarui", args=[row.pk]), row, main=True),
    )
    return detail_page(request, detail)


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Plan an activity."""
    return act_page(
        request,
        commands.rencanakan,
        RencanaForm(request.POST or None, initial={"tahun": context_of(request).today.year}),
        title="Rencanakan kegiatan",
        button="Rencanakan",
        success="Kegiatan masuk rencana.",
        back=(RENCANA, reverse("program:rencana")),
        next=alamat,
    )


@login_required
@GET_POST
def perbarui(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how far an activity is."""
    row = _rencana(pk)
    return act_page(
        request,
        commands.perbarui,
        RealisasiForm(request.POST or None, initial={"status": row.status, "realisasi": row.realisasi}),
        title="Catat realisasi",
        button="Simpan realisasi",
        success="Realisasi tercatat.",
        back=(row.kegiatan, alamat(row)),
        next=alamat(row),
        intro=f"{row.kegiatan}, {row.tahun}",
        rencana=row,
    )


@login_required
@require_safe
def target(request: HttpRequest) -> HttpResponse:
    """Targets and what has been reached."""
    ctx = context_of(request)
    page = {
        "capaian": queries.target(ctx, lingkup="nasional"),
        "tindakan": act(ctx, commands.tetapkan_target, "Tetapkan target", reverse("program:target_baru")),
    }
    return render(request, "program/target.html", page)


@login_required
@GET_POST
def target_baru(request: HttpRequest) -> HttpResponse:
    """Set a target."""
    return act_page(
        request,
        commands.tetapkan_target,
        TargetForm(request.POST or None, initial={"tahun": context_of(request).today.year}),
        title="Tetapkan target",
        button="Tetapkan target",
        success="Target ditetapkan.",
        back=(TARGET, reverse("program:target")),
        next=reverse("program:target"),
        intro="Target yang sudah ada untuk tahun dan indikator itu digantikan; yang lama tetap ada di jejak.",
    )


@login_required
@require_safe
def tren(request: HttpRequest) -> HttpResponse:
    """How the registers have developed."""
    return render(request, "program/tren.html", {"deret": queries.tren(context_of(request), lingkup="nasional")})
