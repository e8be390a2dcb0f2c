"""Complaints on the portal: anybody enters one and follows it with number and code (P508 10.3.1 vii)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.pengendalian.pengaduan import commands, queries
from telusur.bnsp.pengendalian.pengaduan.forms import LihatForm, PengaduanForm
from telusur.bnsp.pengendalian.pengaduan.states import TONES, StatusPengaduan
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.kernel.archive.intake import DOCUMENT
from telusur.kernel.base.body import REST, takes_up_to
from telusur.kernel.base.language import bilingual
from telusur.kernel.base.limits import Jatah
from telusur.kernel.ui.acts import attempt
from telusur.kernel.verification.limits import TEBAKAN
from telusur.kernel.verification.pages import terlalu_sering

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
KIRIMAN = Jatah("pengaduan", "PENGADUAN_PER_MENIT")
SEKALI = "pengaduan_diterima"  # in the session of whoever has just entered one


@takes_up_to(commands.LAMPIRAN_TERBANYAK * DOCUMENT.max_bytes + REST)
@GET_POST
@never_cache
@bilingual
def ajukan(request: HttpRequest) -> HttpResponse:
    """The form. Each complaint counts against the address it comes from, taken or not."""
    form = PengaduanForm(request.POST or None, request.FILES or None, initial=_awal(request))
    if request.method == "POST":
        if KIRIMAN.habis(request):
            return terlalu_sering(request)
        if form.is_valid():
            KIRIMAN.catat(request)
            result = attempt(request, commands.ajukan, **form.cleaned_data)
            if result.ok and result.value is not None:
                request.session[SEKALI] = {"nomor": result.value.nomor, "kode": result.value.kode}
                return redirect("portal:pengaduan_diterima")
            result.put_into(form)
    return render(request, "portal_bnsp/pengaduan.html", {"form": form}, status=422 if form.is_bound else 200)


def _awal(request: HttpRequest) -> dict[str, str]:
    """What the page before knows already: the LSP, or the number of a certificate."""
    lsp = lisensi.dengan_nomor(request.GET["lsp"]) if request.GET.get("lsp") else None
    return {"perihal": lsp.nama if lsp else "", "nomor_sertifikat": request.GET.get("nomor", "")[:80]}


@require_safe
@never_cache
@bilingual
def diterima(request: HttpRequest) -> HttpResponse:
    """The receipt: number and code, for as long as this browser is open."""
    if not (receipt := request.session.get(SEKALI)):
        return redirect("portal:lihat_pengaduan")
    return render(request, "portal_bnsp/pengaduan_diterima.html", {"tanda": receipt})


@GET_POST
@never_cache
@bilingual
def lihat(request: HttpRequest) -> HttpResponse:
    """What has become of a complaint, for whoever knows number and code; guessing ends soon."""
    form = LihatForm(request.POST or None)
    if request.method == "POST" and TEBAKAN.habis(request):
        return terlalu_sering(request)
    row = None
    if form.is_valid():
        row = queries.milik_pengadu(form.cleaned_data["nomor"], form.cleaned_data["kode"])
        if row is None:
            TEBAKAN.catat(request)
            form.add_error(None, _("Nomor dan kode itu tidak cocok. Periksa surel tanda terimanya."))
    page = {
        "form": form,
        "pengaduan": row,
        "tone": TONES[StatusPengaduan(row.status)] if row else "",
        "tindak_lanjut": [one for one in row.tindak_lanjut.all() if one.terbuka] if row else [],
    }
    status = 422 if form.is_bound and row is None else 200
    return render(request, "portal_bnsp/lihat_pengaduan.html", page, status=status)
