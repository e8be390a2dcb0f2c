"""Guidelines of BNSP for everybody, without signing in (P508 10.1.1)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from telusur.kernel.base.paging import Pages
from telusur.lsp.administrasi.mutu.queries import susun
from telusur.lsp.administrasi.pengetahuan import queries
from telusur.lsp.administrasi.pengetahuan.documents import cetakan
from telusur.lsp.administrasi.pengetahuan.states import TONES, StatusVersi

PER_PAGE = 30


@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """What is in force, searched by code, title, number or words of the text."""
    cari = " ".join(request.GET.get("cari", "").replace("\x00", "").split())[:80]
    page = Pages(queries.berlaku(cari), PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "pengetahuan/daftar.html", {"rangka_dasar": _shell(request), "page": page, "cari": cari})


@require_safe
def baca(request: HttpRequest, slug: str, versi: int | None = None) -> HttpResponse:
    """The version in force or, with ``versi``, an earlier one, marked as replaced."""
    row = queries.terbit(slug, versi)
    page = {
        "rangka_dasar": _shell(request),
        "versi": row,
        "berlaku": row.status == StatusVersi.BERLAKU,
        "tone": TONES[StatusVersi(row.status)],
        "blok": susun(row.isi),
        "riwayat": [(one, TONES[StatusVersi(one.status)]) for one in queries.riwayat(row)],
    }
    return render(request, "pengetahuan/baca.html", page)


@require_safe
def cetak(request: HttpRequest, slug: str, versi: int) -> HttpResponse:
    """The PDF of one version."""
    row = queries.terbit(slug, versi)
    answer = HttpResponse(cetakan(row), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{row.pedoman.slug}-versi-{row.versi}.pdf"'
    return answer


def _shell(request: HttpRequest) -> str:
    return "ui/page.html" if request.user.is_authenticated else "ui/public.html"
