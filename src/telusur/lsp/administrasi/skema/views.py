"""Pages of skema for the people of the LSP. The public pages belong to the portal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.ui.acts import attempt, perform
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.administrasi.skema import commands, queries
from telusur.lsp.administrasi.skema.forms import ImporForm
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.states import JenisPersyaratan, JenisSkema, StatusSkema
from telusur.lsp.administrasi.umum.queries import Wewenang, wewenang

PER_PAGE = 25
TONES = {StatusSkema.DRAF: "mute", StatusSkema.BERLAKU: "ok", StatusSkema.DITARIK: "wait"}


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """All versions, with search and filters in the address."""
    ctx = context_of(request)
    if not ctx.actor.has(*queries.READERS):
        raise NotPermitted("Daftar ini hanya untuk petugas dan asesor LSP. Skema yang berlaku dapat dilihat di portal.")
    wanted = {name: request.GET.get(key, "") for name, key in (("cari", "q"), ("status", "status"), ("jenis", "jenis"))}
    page = Pages(queries.daftar(ctx, **wanted), PER_PAGE).get_page(request.GET.get("hal"))
    kini = wewenang()
    page_context = {
        "page": page,
        "baris": [(skema, TONES[StatusSkema(skema.status)], _tutup(kini, skema, ctx)) for skema in page],
        "disaring": any(wanted.values()),
        "saringan": [
            Saringan("status", "Status", StatusSkema.choices),
            Saringan("jenis", "Jenis", JenisSkema.choices),
        ],
        "boleh_impor": not why_not_by_role(commands.impor, ctx),
    }
    return render(request, "skema/daftar.html", page_context)


def _tutup(kini: Wewenang, skema: Skema, ctx: Context) -> str:
    """Why a version in force takes no applications; empty for one that does, and for drafts and withdrawn ones."""
    return (kini.alasan(skema.kode, ctx.today) or "") if skema.status == StatusSkema.BERLAKU else ""


@login_required
@require_http_methods(["GET", "POST"])
def impor(request: HttpRequest) -> HttpResponse:
    """Upload a file; a wrong one is answered with every mistake and its line."""
    if why := why_not(commands.impor, context_of(request)):
        raise NotPermitted(why)
    form = ImporForm(request.POST or None, request.FILES or None)
    mistakes: list[str] = []
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["berkas"].name
        result = attempt(request, commands.impor, isi=form.isi(), nama_berkas=name)
        if result.value is not None:
            skema = result.value
            messages.success(
                request, f"{skema.nama} versi {skema.versi} dimuat sebagai draf. Periksa, lalu berlakukan."
            )
            return redirect("skema:rinci", slug=skema.slug, nomor=skema.versi)
        mistakes = _sentences(result.error)
    wrong = bool(mistakes) or form.is_bound
    return render(request, "skema/impor.html", {"form": form, "kesalahan": mistakes}, status=422 if wrong else 200)


def _sentences(error: Any) -> list[str]:
    told = error.fields.get("berkas") if isinstance(error, Invalid) else None
    return told or [error.sentence]


@login_required
@require_GET
def rinci(request: HttpRequest, slug: str, nomor: int) -> HttpResponse:
    """One version: units folded, requirements, fees, what is still to be checked, and the acts on it."""
    ctx = context_of(request)
    skema = queries.versi(ctx, slug, nomor)
    fees, total = queries.biaya_permohonan(skema)
    page_context = {
        "skema": skema,
        "tone": TONES[StatusSkema(skema.status)],
        "tutup": _tutup(wewenang(skema.kode), skema, ctx),
        "dasar": queries.kelompok_persyaratan(skema, JenisPersyaratan.DASAR),
        "administratif": queries.kelompok_persyaratan(skema, JenisPersyaratan.ADMINISTRATIF),
        "biaya_ditagih": {row.pk for row in fees},
        "total": total,
        "perlu_dicek": queries.perlu_dicek(skema),
        "versi_lain": queries.semua_versi(ctx, skema.kode).exclude(pk=skema.pk),
        "fakta": _facts(skema),
        "boleh_tindak": not why_not_by_role(commands.berlakukan, ctx),
        "alasan_berlakukan": why_not(commands.berlakukan, ctx, skema),
        "alasan_tarik": why_not(commands.tarik, ctx, skema),
    }
    return render(request, "skema/rinci.html", page_context)


def _facts(skema: Skema) -> list[tuple[Any, ...]]:
    return [
        ("Jenis", skema.get_jenis_display(), skema.jenjang),
        ("Acuan", skema.acuan, skema.acuan_judul),
        ("Sektor", skema.sektor_nama, skema.sektor_kode),
        ("KBLI", skema.kbli_nama, skema.kbli_kode),
        ("KBJI", skema.kbji_nama, skema.kbji_kode),
        ("Area kerja", skema.area_kerja_id, skema.area_kerja_en),
        ("Masa berlaku sertifikat", skema.masa_berlaku, ""),
        ("Formulir asesmen", f"edisi {skema.edisi}", ""),
        ("Cara uji", "tatap muka", _jarak_jauh(skema)),
        ("Ambang pilihan ganda", _threshold(skema), f"waktu {skema.waktu_pilihan_ganda_menit} menit"),
        ("Bukti untuk jawaban K", "wajib" if skema.bukti_wajib_untuk_k else "tidak wajib", ""),
    ]


def _jarak_jauh(skema: Skema) -> str:
    """What the file asks for is no approval: remote assessment is BNSP's to allow (SE007 A.IV.12)."""
    return "berkas skema menyebut cara lain, yang memerlukan persetujuan BNSP lebih dulu" if skema.jarak_jauh else ""


def _threshold(skema: Skema) -> str:
    if skema.ambang_pilihan_ganda is None:
        return "dinilai asesor"
    return f"{skema.ambang_pilihan_ganda} persen benar"


@login_required
@require_POST
def berlakukan(request: HttpRequest, slug: str, nomor: int) -> HttpResponse:
    """Open the version for application."""
    skema = queries.versi(context_of(request), slug, nomor)
    return perform(
        request,
        commands.berlakukan,
        skema=skema,
        success=lambda _: _diberlakukan(skema, context_of(request)),
        next=_page(skema),
    )


def _diberlakukan(skema: Skema, ctx: Context) -> str:
    why = wewenang(skema.kode).alasan(skema.kode, ctx.today)
    return f"{skema.nama} versi {skema.versi} berlaku" + (
        f", tetapi belum terbuka untuk permohonan. {why}" if why else " dan terbuka untuk permohonan."
    )


@login_required
@require_POST
def tarik(request: HttpRequest, slug: str, nomor: int) -> HttpResponse:
    """Withdraw the version."""
    skema = queries.versi(context_of(request), slug, nomor)
    return perform(
        request,
        commands.tarik,
        skema=skema,
        alasan=request.POST.get("alasan", ""),
        success=f"{skema.nama} versi {skema.versi} ditarik. Permohonan yang sedang berjalan tetap dilanjutkan.",
        next=_page(skema),
    )


def _page(skema: Skema) -> str:
    return reverse("skema:rinci", kwargs={"slug": skema.slug, "nomor": skema.versi})
