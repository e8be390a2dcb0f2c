"""Reading and publishing documents of the quality system."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.ui.acts import attempt
from telusur.lsp.administrasi.mutu import commands, queries
from telusur.lsp.administrasi.mutu.documents import cetakan
from telusur.lsp.administrasi.mutu.forms import TerbitkanForm
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.mutu.susunan import susun


@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """What is in force; public."""
    return render(
        request,
        "mutu/daftar.html",
        {
            "rangka_dasar": _shell(request),
            "dokumen": list(queries.daftar()),
            "boleh_terbit": not why_not_by_role(commands.terbitkan, context_of(request)),
        },
    )


@require_GET
def baca(request: HttpRequest, kode: str) -> HttpResponse:
    """The revision in force; public."""
    return _page(request, queries.berlaku(kode))


@require_GET
def baca_revisi(request: HttpRequest, kode: str, nomor: int) -> HttpResponse:
    """One revision, as somebody agreed to it then; public."""
    return _page(request, queries.revisi(kode, nomor))


@require_GET
def cetak(request: HttpRequest, kode: str, nomor: int | None = None) -> HttpResponse:
    """The print of the revision in force or, with ``nomor``, of an earlier one; public."""
    dokumen = queries.berlaku(kode) if nomor is None else queries.revisi(kode, nomor)
    answer = HttpResponse(cetakan(dokumen), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{dokumen.kode} revisi {dokumen.revisi}.pdf"'
    return answer


def _page(request: HttpRequest, dokumen: DokumenMutu) -> HttpResponse:
    page = {
        "rangka_dasar": _shell(request),
        "dokumen": dokumen,
        "blok": susun(dokumen.isi),
        "riwayat": queries.riwayat(dokumen.kode),
        "boleh_terbit": not why_not_by_role(commands.terbitkan, context_of(request)),
    }
    return render(request, "mutu/baca.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def terbitkan(request: HttpRequest, kode: str = "") -> HttpResponse:
    """Publish a new document or, with ``kode``, the next revision of one."""
    if why := why_not(commands.terbitkan, context_of(request)):
        raise NotPermitted(why)
    earlier = queries.berlaku(kode) if kode else None
    form = TerbitkanForm(request.POST or None, earlier=earlier)
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.terbitkan, **form.cleaned_data)
        if result.value is not None:
            return redirect(result.value)
        result.put_into(form)
    status = 422 if form.is_bound else 200
    return render(request, "mutu/terbitkan.html", {"form": form, "sebelumnya": earlier}, status=status)


def _shell(request: HttpRequest) -> str:
    return "ui/page.html" if request.user.is_authenticated else "ui/public.html"
