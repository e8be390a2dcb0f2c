"""Pages of BNSP for everybody (P508 10.3.1 vii): LSP, certificates, guidelines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from telusur.bnsp.harmonisasi.pedoman import queries as pedoman
from telusur.bnsp.portal.kata import JENIS, LINGKUP, LISENSI, SEMUA_JENIS, SEMUA_KEADAAN
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup, Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import (
    TONES,
    TONES_LINGKUP,
    JenisLsp,
    KeadaanLingkup,
    StatusLisensi,
)
from telusur.kernel.accounts.context import context_of
from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.language import bilingual
from telusur.kernel.ui.registers import found, page_of, words_of
from telusur.kernel.verification.pages import nomor

PEDOMAN_DI_DEPAN = 5


@require_safe
@bilingual
def beranda(request: HttpRequest) -> HttpResponse:
    """The front page."""
    today = context_of(request).today
    page = {
        "jumlah_lsp": lisensi.direktori(today, status=StatusLisensi.AKTIF).count(),
        "jumlah_skema": lisensi.jumlah_skema(today),
        "pedoman": list(pedoman.berlaku()[:PEDOMAN_DI_DEPAN]),
    }
    return render(request, "portal_bnsp/beranda.html", page)


@require_safe
@bilingual
def direktori(request: HttpRequest) -> HttpResponse:
    """The directory of LSP."""
    today, get = context_of(request).today, request.GET
    rows = lisensi.direktori(today, cari=words_of(request), status=get.get("status", ""), jenis=get.get("jenis", ""))
    page = page_of(request, rows)
    context = {
        "page": page,
        "baris": [(row, *_keadaan(row, request)) for row in page],
        "cari": words_of(request),
        "saringan": [
            {"nama": nama, "label": label, "pilihan": kata.items(), "kini": get.get(nama, "")}
            for nama, label, kata in (
                ("status", SEMUA_KEADAAN, LISENSI),
                ("jenis", SEMUA_JENIS, JENIS),
            )
        ],
    }
    return render(request, "portal_bnsp/direktori.html", context)


def _keadaan(row: Lsp, request: HttpRequest) -> tuple[str, Any]:
    keadaan = row.keadaan(context_of(request).today)
    return TONES[keadaan], LISENSI[keadaan]


@require_safe
@bilingual
def lsp(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One LSP: licence, state, scope."""
    row = found(lisensi.dengan_id(pk), "LSP itu tidak ada di register BNSP.")
    tone, label = _keadaan(row, request)
    states = [(one, one.keadaan(context_of(request).today)) for one in lisensi.lingkup_dari(row)]
    boleh = [one for one in states if one[1] == KeadaanLingkup.AKTIF]
    page = {
        "lsp": row,
        "jenis": JENIS[JenisLsp(row.jenis)],
        "tone": tone,
        "label": label,
        "boleh": [_skema(*one) for one in boleh],
        "lainnya": [_skema(*one) for one in states if one not in boleh],
    }
    return render(request, "portal_bnsp/lsp.html", page)


def _skema(row: Lingkup, keadaan: KeadaanLingkup) -> tuple[Lingkup, str, Any]:
    return row, TONES_LINGKUP[keadaan], LINGKUP[keadaan]


@require_safe
@never_cache
@bilingual
def verifikasi(request: HttpRequest) -> HttpResponse:
    """Search a certificate by number (``?nomor=``) in the national register."""
    if asked := request.GET.get("nomor", "").strip():
        return nomor(request, asked)
    return render(request, "portal_bnsp/verifikasi.html")


@require_safe
@bilingual
def daftar_pedoman(request: HttpRequest) -> HttpResponse:
    """Guidelines in force, open to everybody (P508 10.1.1)."""
    page = page_of(request, pedoman.berlaku(words_of(request)))
    return render(request, "portal_bnsp/daftar_pedoman.html", {"page": page, "cari": words_of(request)})


@require_safe
@bilingual
def rinci_pedoman(request: HttpRequest, slug: str, versi: int | None = None) -> HttpResponse:
    """One guideline: the version in force, or the one named; the others can be chosen beside it."""
    row, semua = pedoman.terbit(slug, versi)
    return render(request, "portal_bnsp/pedoman.html", {"versi": row, "semua": semua})


@require_safe
def berkas_pedoman(request: HttpRequest, slug: str, versi: int) -> HttpResponse:
    """The signed PDF of a published version."""
    row, _ = pedoman.terbit(slug, versi)
    if row.berkas is None:
        raise NotFound("Versi ini tidak mempunyai berkas PDF.")
    response = HttpResponse(read_bytes(row.berkas), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{versi}.pdf"'
    return response


@require_safe
@bilingual
def kontak(request: HttpRequest) -> HttpResponse:
    """How to reach BNSP."""
    return render(request, "portal_bnsp/kontak.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the portal, not people's certificates."""
    closed = ("/akun/", "/api/", "/dokumen/", "/verifikasi/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Allow: /", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that ask without reading the page."""
    return redirect(staticfiles_storage.url("ui/telusur-mark.svg"))
