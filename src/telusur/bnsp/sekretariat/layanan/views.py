"""Pages of service cases: the lists, one case with its flow, the first step, stopping, the archive."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.isian import AlasanForm
from telusur.bnsp.sekretariat.layanan import commands, queries
from telusur.bnsp.sekretariat.layanan.forms import LangkahForm
from telusur.bnsp.sekretariat.layanan.layar import jalan_alur, pemegang, riwayat
from telusur.bnsp.sekretariat.layanan.models import Perkara
from telusur.bnsp.sekretariat.layanan.slot import DAFTAR, TERKINI, Alur, Daftar
from telusur.bnsp.sekretariat.layanan.states import TONES, StatusPerkara
from telusur.kernel.accounts.context import context_of
from telusur.kernel.audit.record import record_refusal
from telusur.kernel.base.clock import day_of, long_date
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import role_list, why_not
from telusur.kernel.ui.acts import attempt
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.state import due_chip
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import Act, Register, act, act_page, found, list_page, page_of, words_of

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
KOLOM = (Kolom("Nomor"), Kolom("Perihal"), Kolom("Posisi"), Kolom("Umur"), Kolom("Tenggat"), Kolom("Keadaan"))
KOLOM_ARSIP = (Kolom("Nomor"), Kolom("Perihal"), Kolom("Kelas"), Kolom("Aktif sampai"), Kolom("Inaktif sampai"))


def _perkara(pk: UUID) -> Perkara:
    return found(queries.dengan_id(pk), "Perkara itu tidak ada.")


def alamat(row: Perkara) -> str:
    """Where one case is shown."""
    return reverse("layanan:rinci", args=[row.pk])


def _asal(row: Perkara) -> Daftar:
    return next(one for one in DAFTAR.values() if row.alur_kode in one.alur)


@login_required
@require_safe
def daftar(request: HttpRequest, nama: str) -> HttpResponse:
    """Cases of some flows: where each is now, with whom, how old, until when."""
    ctx, page_of_list = context_of(request), DAFTAR[nama]
    rows = queries.daftar(
        ctx,
        cari=words_of(request),
        alur=page_of_list.alur,
        status=request.GET.get("status", ""),
        terlambat=request.GET.get("waktu") == "terlambat",
    )
    page = page_of(request, rows)
    register = Register(
        title=page_of_list.judul,
        intro=page_of_list.penjelasan,
        columns=KOLOM,
        rows=[_baris(ctx, row) for row in page],
        search="nomor, perihal, atau pengirim",
        unit="perkara",
        icon=page_of_list.ikon,
        empty=page_of_list.kosong,
        page=page,
        filters=[
            Saringan("status", "Keadaan", StatusPerkara.choices),
            Saringan("waktu", "Waktu", [("terlambat", "Melewati tenggat")], semua="Semua waktu"),
        ],
        acts=[_buka(ctx, TERKINI[kode]) for kode in page_of_list.alur if _boleh_buka(ctx, TERKINI[kode])],
    )
    return list_page(request, register)


def _boleh_buka(ctx: Context, alur: Alur) -> bool:
    return ctx.actor.has(*alur.pertama.executors)


def _buka(ctx: Context, alur: Alur) -> Act:
    return Act(alur.pertama.title, reverse("layanan:buka", args=[alur.code]), icon="plus", main=True)


def _baris(ctx: Context, row: Perkara) -> list[Sel]:
    berjalan = row.status == StatusPerkara.BERJALAN
    return [
        Sel(row.nomor, url=alamat(row), kode=True, kecil=row.alur.title),
        _hal(ctx, row),
        Sel(row.kini.title if berjalan else "Selesai dikerjakan", kecil=pemegang(row) if berjalan else ""),
        Sel(f"{row.hari_kerja(ctx.at)} Hr", kecil=_mulai(row)),
        Sel(_tenggat(ctx, row)),
        Sel(row.get_status_display(), tone=TONES[StatusPerkara(row.status)]),
    ]


def _hal(ctx: Context, row: Perkara) -> Sel:
    """Subject and sender, or of a secret letter that it is one."""
    if queries.boleh_membaca.why_not(ctx, row):
        return Sel("Surat rahasia", kecil="Hanya terbuka bagi yang ada pada disposisinya")
    return Sel(row.perihal, kecil=row.pemohon)


def _mulai(row: Perkara) -> str:
    return f"dihitung mulai {long_date(day_of(row.mulai))}" if row.ditunda else ""


def _tenggat(ctx: Context, row: Perkara) -> Any:
    akhir = row.tenggat_akhir
    if row.ditutup_pada:
        return "" if akhir is None else "Tepat waktu" if row.tepat_waktu else "Terlambat"
    akhir = akhir or row.tenggat
    return due_chip(akhir, ctx.at) if akhir else ""


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case: who has it until when, what was done, and the way ahead."""
    return _halaman(request, _perkara(pk))


def _halaman(request: HttpRequest, row: Perkara, form: LangkahForm | None = None) -> HttpResponse:
    ctx = context_of(request)
    rows = queries.buka(ctx, perkara=row)
    command = commands.tandatangani if row.kini.tanda_tangan else commands.kerjakan
    why = why_not(command, ctx, row)
    page = {
        "perkara": row,
        "asal": _asal(row),
        "nada": TONES[StatusPerkara(row.status)],
        "berjalan": row.status == StatusPerkara.BERJALAN,
        "pemegang": pemegang(row),
        "umur": row.hari_kerja(ctx.at),
        "riwayat": riwayat(row, rows),
        "jalan": jalan_alur(row, rows),
        "form": form or (None if why else LangkahForm(row.kini)),
        "sebab": why,
        "hentikan": act(ctx, commands.hentikan, "Hentikan perkara", reverse("layanan:hentikan", args=[row.pk]), row),
    }
    return render(request, "layanan/perkara.html", page, status=422 if form is not None else 200)


@login_required
@GET_POST
def langkah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do the step that waits."""
    row = _perkara(pk)
    if request.method != "POST":
        return redirect(alamat(row))
    command = commands.tandatangani if row.kini.tanda_tangan else commands.kerjakan
    form = LangkahForm(row.kini, request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        result = attempt(
            request,
            command,
            perkara=row,
            langkah=data["langkah"],
            jalan=data.get("jalan", ""),
            catatan=data["catatan"],
            isian=form.isian(),
            berkas=data.get("berkas") or None,
        )
        if result.ok:
            messages.success(request, "Langkah tercatat.")
            return redirect(alamat(row))
        if isinstance(result.error, NotPermitted):
            raise result.error
        result.put_into(form)
    return _halaman(request, row, form)


@login_required
@GET_POST
def buka(request: HttpRequest, alur: str) -> HttpResponse:
    """Open a case."""
    flow, ctx = found(TERKINI.get(alur), "Alur layanan itu tidak dikenal."), context_of(request)
    if not _boleh_buka(ctx, flow):
        why = f"{flow.pertama.title}: hanya untuk {role_list(flow.pertama.executors)}."
        raise record_refusal(ctx, "layanan.buka", NotPermitted(why))
    form = LangkahForm(flow.pertama, request.POST or None, request.FILES or None, pertama=True)
    if form.is_valid():
        data = form.cleaned_data
        result = attempt(
            request,
            commands.buka,
            alur=alur,
            perihal=data["perihal"],
            pemohon=data["pemohon"],
            isian=form.isian(),
            berkas=data.get("berkas") or None,
        )
        if result.ok and result.value is not None:
            messages.success(request, f"Perkara {result.value.nomor} dibuka.")
            return redirect(alamat(result.value))
        result.put_into(form)
    asal = next(one for one in DAFTAR.values() if alur in one.alur)
    page = {
        "form": form,
        "judul": flow.pertama.title,
        "kata": flow.pertama.title,
        "kembali": (asal.judul, reverse(f"layanan:{asal.nama}")),
        "penjelasan": f"{flow.title}, {flow.source}",
    }
    return render(request, "ui/isian.html", page, status=422 if form.is_bound else 200)


@login_required
@GET_POST
def hentikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop a case."""
    row = _perkara(pk)
    return act_page(
        request,
        commands.hentikan,
        AlasanForm(request.POST or None),
        title="Hentikan perkara",
        button="Hentikan perkara",
        success="Perkara dihentikan.",
        back=(row.nomor, alamat(row)),
        next=alamat(row),
        intro=f"{row.nomor}, {row.perihal}",
        danger=True,
        perkara=row,
    )


@login_required
@require_safe
def arsip(request: HttpRequest) -> HttpResponse:
    """What was filed, by class and until when it is kept."""
    ctx = context_of(request)
    page = page_of(request, queries.arsip(ctx, cari=words_of(request), kelas=request.GET.get("kelas", "")))
    kelas = {kode: label for kode, (label, _, _) in settings.KELAS_ARSIP.items()}
    register = Register(
        title="Arsip",
        intro="Surat dan perkara yang sudah selesai, menurut kelas arsip dan masa simpannya.",
        columns=KOLOM_ARSIP,
        rows=[
            [
                Sel(
                    row.nomor, url=alamat(row), kode=True, kecil=long_date(day_of(row.ditutup_pada or row.dibuka_pada))
                ),
                _hal(ctx, row),
                Sel(kelas.get(row.kelas_arsip, row.kelas_arsip)),
                Sel(long_date(row.aktif_sampai) if row.aktif_sampai else ""),
                Sel(long_date(row.inaktif_sampai) if row.inaktif_sampai else ""),
            ]
            for row in page
        ],
        search="nomor, perihal, atau pengirim",
        unit="berkas",
        icon="archive",
        empty="Perkara yang langkah terakhirnya selesai masuk ke sini.",
        page=page,
        filters=[Saringan("kelas", "Kelas", kelas.items())],
    )
    return list_page(request, register)
