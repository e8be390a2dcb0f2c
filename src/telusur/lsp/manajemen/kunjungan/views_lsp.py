"""The LSP's own page about the visits of BNSP's officers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.ui.components.lists import PAGE, Saringan
from telusur.kernel.ui.components.tables import Kolom
from telusur.kernel.ui.registers import Register, list_page, words_of
from telusur.lsp.manajemen.kunjungan import queries
from telusur.lsp.manajemen.kunjungan.catatan import baris_catatan
from telusur.lsp.manajemen.kunjungan.queries import Daftar
from telusur.lsp.roles import KOMISI_BNSP, NAMES

KOLOM = (Kolom("Tindakan"), Kolom("Petugas"), Kolom("Waktu"), Kolom("Hasil"))


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Who of BNSP opened what, and when (P508 12.1.3, 12.3.3, 12.4.3, 12.5.3)."""
    asked = Daftar("kunjungan BNSP", words_of(request), request.GET.get("komisi", ""), request.GET.get(PAGE, "1"))
    page = queries.lihat_kunjungan(context_of(request), daftar=asked)
    choices = [(str(role), NAMES[role].removeprefix("BNSP: ")) for role in KOMISI_BNSP]
    register = Register(
        title="Kunjungan BNSP",
        intro="Semua yang dibuka petugas BNSP di sistem ini, dari jejak yang tidak dapat diubah. Yang terbaru di atas.",
        columns=KOLOM,
        rows=baris_catatan(page),
        search="petugas atau perihal",
        unit="entri",
        icon="eye",
        empty="Belum ada petugas BNSP yang masuk ke sistem ini.",
        page=page,
        filters=[Saringan("komisi", "Komisi", choices)],
    )
    return list_page(request, register)
