"""Pages of applications: choosing a skema, the list for staff, the feasibility review, and the acts of Admin LSP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotFound, NotPermitted
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.forms.queries import record
from telusur.kernel.ui.acts import attempt, perform
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.administrasi.muk.queries import mapa_berlaku, perangkat_berlaku
from telusur.lsp.administrasi.skema import queries as skema_reads
from telusur.lsp.administrasi.skema.states import JenisPersyaratan
from telusur.lsp.administrasi.tuk.queries import tuk_layak
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.aplikasi import commands, formulir, queries
from telusur.lsp.sertifikasi.aplikasi.forms import KelayakanForm, KembalikanForm
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import TERBUKA, Kelayakan, StatusPermohonan, Tahap

PER_PAGE = 25
S = StatusPermohonan
TONES = {
    S.DRAF: "mute", S.DIAJUKAN: "wait", S.DIKEMBALIKAN: "wait", S.DITERIMA: "ok", S.DIKAJI_ULANG: "late",
    S.DITOLAK: "late", S.DIBATALKAN: "mute",
}  # fmt: skip
URUTAN = {"nama": "nama", "nomor": "nomor", "skema": "skema_nama", "status": "status", "masuk": "diajukan_pada"}


def _permohonan(pk: UUID) -> Permohonan:
    found = queries.dengan_id(pk)
    if found is None:
        raise NotFound("Permohonan itu tidak ada. Periksa kembali alamatnya.")
    return found


def _kasus(permohonan: Permohonan) -> str:
    return f"/kasus/{permohonan.pk}/"


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """All submitted applications: search by name, number or whole NIK, filters, order and page in the address."""
    ctx = context_of(request)
    if not ctx.actor.has(*STAFF):
        raise NotPermitted(
            "Daftar permohonan hanya untuk petugas LSP. Permohonan Anda sendiri ada di Sertifikasi saya."
        )
    wanted = {key: request.GET.get(key, "").replace("\0", "") for key in ("status", "tahap", "skema")}
    text = request.GET.get("q", "").replace("\0", "").strip()
    rows = queries.permohonan_terlihat(ctx, cari=text, **wanted).order_by(*_order(request))
    rows = rows.only(
        "nomor",
        "nama",
        "skema__id",
        "skema_nama",
        "skema_kode",
        "status",
        "tahap",
        "kelayakan",
        "diajukan_pada",
        "dibuat_pada",
    )
    page = Pages(rows, PER_PAGE).get_page(request.GET.get("hal"))
    content = {
        "page": page,
        "baris": [(row, TONES[S(row.status)]) for row in page],
        "disaring": any((text, *wanted.values())),
        "saringan": [
            Saringan("status", "Status", [one for one in S.choices if one[0] != S.DRAF]),
            Saringan("tahap", "Tahap", Tahap.choices),
            Saringan("skema", "Skema", [(one.kode, one.nama) for one in skema_reads.berlaku()]),
        ],
    }
    return render(request, "aplikasi/daftar.html", content)


def _order(request: HttpRequest) -> tuple[str, ...]:
    wanted = request.GET.get("urut", "")
    column = URUTAN.get(wanted.lstrip("-"))
    if column is None:
        return ("-diajukan_pada", "-dibuat_pada")
    return (f"-{column}" if wanted.startswith("-") else column, "pk")


@login_required
@require_GET
def pilih(request: HttpRequest) -> HttpResponse:
    """The skema that are open, each with how many requirements and what it costs, to choose from (P508 9.1.2)."""
    ctx = context_of(request)
    if why := why_not(commands.mulai, ctx):
        raise NotPermitted(why)
    buka, tutup = skema_reads.terbuka(skema_reads.berlaku().prefetch_related("persyaratan"), ctx.today)
    own = {
        row.skema_kode: row for row in queries.milik_saya(ctx).filter(status__in=TERBUKA).exclude(tahap=Tahap.SELESAI)
    }
    offers = [
        (
            one,
            len({row.grup or row.pk for row in one.persyaratan.all()}),
            skema_reads.biaya_permohonan(one)[1],
            own.get(one.kode),
        )
        for one in buka
    ]
    return render(request, "aplikasi/pilih.html", {"tawaran": offers, "tutup": tutup})


@login_required
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, slug: str) -> HttpResponse:
    """Requirements of one skema; the application begins only after they were read (P508 9.1.2)."""
    ctx = context_of(request)
    if request.method == "GET" and (why := why_not(commands.mulai, ctx)):
        raise NotPermitted(why)
    skema = skema_reads.dengan_slug(slug)
    if request.method == "POST":
        return perform(
            request,
            commands.mulai,
            skema=skema,
            success=f"Permohonan {skema.nama} dimulai. Isi FR.APL.01 lebih dulu; isian tersimpan sendiri.",
            next=_kasus,
        )
    fees, total = skema_reads.biaya_permohonan(skema)
    groups = [
        ("Persyaratan dasar", skema_reads.kelompok_persyaratan(skema, JenisPersyaratan.DASAR)),
        ("Persyaratan administratif", skema_reads.kelompok_persyaratan(skema, JenisPersyaratan.ADMINISTRATIF)),
    ]
    return render(request, "aplikasi/baru.html", {"skema": skema, "kelompok": groups, "biaya": fees, "total": total})


@login_required
@require_http_methods(["GET", "POST"])
def kelayakan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The feasibility review: its six inputs, each to be opened, and the verdict with a reason (SOP 1.3)."""
    ctx, permohonan = context_of(request), _permohonan(pk)
    form = KelayakanForm(request.POST or None, initial=_verdict(permohonan))
    if request.method == "POST" and (form.is_valid() or why_not_by_role(commands.kaji_kelayakan, ctx)):
        values = form.cleaned_data
        result = attempt(
            request,
            commands.kaji_kelayakan,
            permohonan=permohonan,
            layak=values.get("hasil") == Kelayakan.LAYAK,
            alasan=values.get("alasan", ""),
        )
        if result.ok:
            messages.success(request, f"Hasil kajian kelayakan {permohonan} disimpan.")
            return redirect(_kasus(permohonan))
        if result.error is not None and not form.is_valid():
            raise result.error
        result.put_into(form)
    queries.buka_kelayakan(ctx, permohonan=permohonan)
    content = {
        "permohonan": permohonan,
        "masukan": _six(ctx, permohonan),
        "form": form,
        "alasan": why_not(commands.kaji_kelayakan, ctx, permohonan),
    }
    return render(request, "aplikasi/kelayakan.html", content, status=422 if form.errors else 200)


def _verdict(permohonan: Permohonan) -> dict[str, str]:
    return {"hasil": permohonan.kelayakan, "alasan": permohonan.kelayakan_alasan}


def _six(ctx: Context, permohonan: Permohonan) -> list[dict[str, Any]]:
    """The six inputs of SOP 1.3: what each says, and where it is opened."""
    skema = permohonan.skema
    page = f"/kelola/skema/{skema.slug}/{skema.versi}/"
    places = list(tuk_layak(skema.kode, ctx.today)[:4])
    technical = skema.persyaratan_tuk.count()
    named = ", ".join(one.nama for one in places) or "Belum ada TUK dengan verifikasi yang berlaku hari ini"
    return [
        _form_input(permohonan, formulir.APL01, "Permohonan sertifikasi"),
        _form_input(permohonan, formulir.APL02, "Asesmen mandiri"),
        _instruments(permohonan),
        {"judul": "SKKNI yang diacu", "isi": skema.acuan, "ada": True, "buka": [("Buka acuan pada skema", page)]},
        {
            "judul": "Skema sertifikasi",
            "isi": f"{skema.nama}, versi {skema.versi}",
            "ada": True,
            "buka": [("Buka skema", page)],
        },
        {
            "judul": "Persyaratan teknis TUK",
            "isi": f"{technical} butir menurut skema. TUK yang memenuhi: {named}.",
            "ada": bool(places),
            "buka": [("Buka persyaratan TUK pada skema", page), ("Buka daftar TUK", "/tuk/")],
        },
    ]


def _form_input(permohonan: Permohonan, code: str, name: str) -> dict[str, Any]:
    found = record(permohonan.pk, code)
    stage = found.stage if found else None
    turn = f", menunggu {stage.party}" if stage else ""
    state = f"{'Diajukan pemohon' if found.tahap else 'Sedang diisi pemohon'}{turn}" if found else "Belum dibuka"
    links = [(f"Buka {code}", found.get_absolute_url())] if found else []
    return {"judul": f"{code} {name}", "isi": state, "ada": found is not None and found.tahap > 0, "buka": links}


def _instruments(permohonan: Permohonan) -> dict[str, Any]:
    tools, plan = perangkat_berlaku(permohonan.skema), mapa_berlaku(permohonan.skema)
    links = []
    if tools is not None:
        links.append(("Buka perangkat asesmen", f"/muk/perangkat/{tools.pk}/"))
    if plan is not None:
        links.append(("Buka MAPA", f"/muk/mapa/{plan.pk}/"))
    words = (
        f"{', '.join(tools.instrumen)}, ditinjau dengan FR.IA.11" if tools else "belum ada perangkat yang diberlakukan"
    )
    return {
        "judul": "Instrumen asesmen tervalidasi",
        "isi": words,
        "ada": tools is not None and plan is not None,
        "buka": links,
    }


@login_required
@require_http_methods(["GET", "POST"])
def kembalikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send one or both forms back with what is missing."""
    ctx, permohonan = context_of(request), _permohonan(pk)
    form = KembalikanForm(request.POST or None, initial={"apl01": True, "catatan": _kekurangan(permohonan)})
    if request.method == "GET" and (why := why_not(commands.kembalikan, ctx, permohonan)):
        raise NotPermitted(why)
    if request.method == "POST":
        form.is_valid()
        values = {name: form.cleaned_data.get(name, "") for name in ("catatan", "apl01", "apl02")}
        if not values["catatan"] and not why_not(commands.kembalikan, ctx, permohonan):
            return render(request, "aplikasi/kembalikan.html", {"permohonan": permohonan, "form": form}, status=422)
        result = attempt(request, commands.kembalikan, permohonan=permohonan, **values)
        if result.ok:
            messages.success(request, f"{permohonan} dikembalikan. {permohonan.nama} diberi tahu lewat surel.")
            return redirect(_kasus(permohonan))
        if why_not(commands.kembalikan, ctx, permohonan) and result.error is not None:
            raise result.error
        result.put_into(form)
        return render(request, "aplikasi/kembalikan.html", {"permohonan": permohonan, "form": form}, status=422)
    return render(request, "aplikasi/kembalikan.html", {"permohonan": permohonan, "form": form})


def _kekurangan(permohonan: Permohonan) -> str:
    """What Admin has found unmet so far: the note to the applicant begins with it."""
    apl01 = record(permohonan.pk, formulir.APL01)
    return formulir.alasan_dengan_kekurangan(permohonan.skema, apl01) if apl01 is not None else ""


@login_required
@require_POST
def tolak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Refuse for good, with the reason the applicant reads."""
    permohonan = _permohonan(pk)
    return perform(
        request,
        commands.tolak,
        permohonan=permohonan,
        alasan=request.POST.get("alasan", ""),
        success=f"{permohonan} tidak diterima. Pemohon diberi tahu lewat surel.",
        next=_kasus(permohonan),
    )


@login_required
@require_POST
def batalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw, by the applicant or by Admin LSP."""
    ctx, permohonan = context_of(request), _permohonan(pk)
    return perform(
        request,
        commands.batalkan,
        permohonan=permohonan,
        alasan=request.POST.get("alasan", ""),
        success=f"{permohonan} dibatalkan.",
        next="/saya/" if not ctx.actor.has(*STAFF, Role.ASESOR) else _kasus(permohonan),
    )
