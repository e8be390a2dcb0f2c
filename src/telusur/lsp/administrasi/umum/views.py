"""Pages of the LSP's profile, its settings, and the letters and decrees it has issued."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import date_and_time, short_date
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.ui.acts import attempt, require
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import Register, list_page, page_of, words_of
from telusur.lsp.administrasi.umum import commands, queries, tangan
from telusur.lsp.administrasi.umum.forms import LisensiForm, ProfilForm, SetelanForm
from telusur.lsp.administrasi.umum.models import LingkupLisensi, Naskah
from telusur.lsp.administrasi.umum.setelan import DAFTAR
from telusur.lsp.administrasi.umum.states import (
    NADA_LINGKUP,
    JenisNaskah,
    JenisTangan,
    KeadaanTangan,
    StatusLingkup,
    StatusNaskah,
)
from telusur.lsp.roles import STAFF

PER_PAGE = 25
TONES = {StatusNaskah.DRAF: "wait", StatusNaskah.DITANDATANGANI: "ok", StatusNaskah.DIBATALKAN: "mute"}


@login_required
@require_http_methods(["GET", "POST"])
def profil(request: HttpRequest) -> HttpResponse:
    """Edit the profile; the licence stands beside it with its state today."""
    ctx = require(request, commands.isi_profil)
    form = ProfilForm(request.POST or None, initial=queries.isi_profil())
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.isi_profil, **form.cleaned_data)
        if result.ok:
            messages.success(request, "Profil LSP tersimpan. Portal dan surat berikutnya memakainya.")
            return redirect("umum:profil")
        result.put_into(form)
    page = {
        "form": form,
        "lisensi": (kini := queries.lisensi()),
        "tangan": tangan.tangan(JenisTangan.LISENSI, kini.pk, kini.sebagai_nilai) if kini else None,
        "boleh_lisensi": why_not(commands.catat_lisensi, ctx),
        "keadaan": queries.keadaan_lisensi(ctx.today),
        "lingkup": _lingkup(ctx),
        "staf": ctx.actor.has(*STAFF),
    }
    return render(request, "umum/profil.html", page, status=422 if form.is_bound else 200)


def _lingkup(ctx: Context) -> list[tuple[LingkupLisensi, str, str]]:
    """The scope with the colour of each skema and, by the rule of every gate, why it takes no new assessment."""
    kini = queries.wewenang()
    return [
        (row, NADA_LINGKUP[StatusLingkup(row.status)], kini.alasan(row.skema_kode, ctx.today) or "")
        for row in queries.lingkup()
    ]


@login_required
@require_http_methods(["GET", "POST"])
def lisensi(request: HttpRequest) -> HttpResponse:
    """Record a licence, or the new state of the one there is."""
    require(request, commands.catat_lisensi)
    form = LisensiForm(request.POST or None, request.FILES or None, initial=queries.isi_lisensi())
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.catat_lisensi, **form.cleaned_data)
        if result.ok:
            messages.success(request, "Lisensi tersimpan dan tampil di portal.")
            return redirect("umum:profil")
        result.put_into(form)
    return render(request, "umum/lisensi.html", {"form": form}, status=422 if form.is_bound else 200)


KOLOM_TANGAN = (Kolom("Dicatat"), Kolom("Untuk"), Kolom("Alasan dan bukti"), Kolom("Oleh"), Kolom("Menurut BNSP"))


@login_required
@require_GET
def catatan_tangan(request: HttpRequest) -> HttpResponse:
    """Everything of BNSP's that was written down by hand, with reason, evidence, and what BNSP says of it."""
    wanted = {name: request.GET.get(name, "") for name in ("jenis", "keadaan")}
    rows = tangan.catatan_tangan(context_of(request), daftar=tangan.SEMUA_CATATAN, cari=words_of(request), **wanted)
    page = page_of(request, rows)
    register = Register(
        title="Catatan dengan tangan",
        intro="Yang diputuskan BNSP tetapi dicatat di sini sewaktu sistemnya belum tersambung. Jawaban BNSP selalu menang.",
        columns=KOLOM_TANGAN,
        rows=[
            [
                Sel(row.nilai, kecil=row.get_jenis_display()),
                Sel(row.perihal, kecil=f"tanggal menurut bukti {short_date(row.tanggal)}"),
                Sel(row.bukti.name, url=reverse("archive:berkas", args=[row.bukti_id]), kecil=row.alasan),
                Sel(row.dicatat_oleh, kecil=date_and_time(row.dicatat_pada)),
                Sel(row.get_keadaan_display(), tone=row.tone, kecil=row.jawaban),
            ]
            for row in page
        ],
        search="nilai, nomor, atau nama",
        unit="catatan",
        icon="pencil",
        empty="Belum ada yang dicatat dengan tangan.",
        page=page,
        filters=[
            Saringan("jenis", "Jenis", JenisTangan.choices),
            Saringan("keadaan", "Menurut BNSP", KeadaanTangan.choices),
        ],
    )
    return list_page(request, register)


@login_required
@require_GET
def setelan(request: HttpRequest) -> HttpResponse:
    """Every setting with its value, unit and default, by subject."""
    ctx = context_of(request)
    page = {
        "kelompok": queries.lihat_setelan(ctx, daftar=queries.SEMUA_SETELAN),
        "boleh_ubah": not why_not_by_role(commands.ubah_setelan, ctx),
    }
    return render(request, "umum/setelan.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def ubah_setelan(request: HttpRequest, kode: str) -> HttpResponse:
    """Change one setting; holds at once."""
    require(request, commands.ubah_setelan)
    butir = DAFTAR.get(kode)
    if butir is None:
        raise Http404("Setelan itu tidak dikenal.")
    form = SetelanForm(butir, request.POST or None, initial={"nilai": _tertulis(queries.setelan(kode))})
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.ubah_setelan, kode=kode, nilai_baru=form.cleaned_data["nilai"])
        if result.ok:
            messages.success(request, f"Setelan “{butir.label}” berlaku mulai sekarang.")
            return redirect("umum:setelan")
        result.put_into(form)
    page = {"butir": butir, "form": form, "bawaan": queries.tampil(butir, butir.bawaan)}
    return render(request, "umum/ubah_setelan.html", page, status=422 if form.is_bound else 200)


def _tertulis(nilai: Any) -> Any:
    return {True: "ya", False: "tidak"}[nilai] if isinstance(nilai, bool) else nilai


@login_required
@require_GET
def naskah(request: HttpRequest) -> HttpResponse:
    """Letters and decrees by kind, state, number, subject or recipient; staff see all, others those addressed to them."""
    ctx = context_of(request)
    cari, jenis, status = (request.GET.get(name, "") for name in ("q", "jenis", "status"))
    rows = queries.naskah_terlihat(ctx, cari=cari, jenis=jenis, status=status)
    page = Pages(rows, PER_PAGE).get_page(request.GET.get("hal"))
    return render(
        request,
        "umum/naskah.html",
        {
            "page": page,
            "baris": [(row, TONES[StatusNaskah(row.status)]) for row in page],
            "saringan": [
                Saringan("jenis", "Jenis", JenisNaskah.choices),
                Saringan("status", "Status", StatusNaskah.choices),
            ],
            "disaring": bool(cari or jenis or status),
            "staf": ctx.actor.has(*STAFF),
        },
    )


@login_required
@require_GET
def rinci_naskah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One letter: what it says, who signed it, and its PDF (SE007 A.IV.5)."""
    found = Naskah.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    row = queries.buka_naskah(context_of(request), naskah=found)
    page = {"naskah": row, "tone": TONES[StatusNaskah(row.status)], "bagian": queries.bagian_naskah(row)}
    return render(request, "umum/rinci_naskah.html", page)
