"""Lists across all LSP: the skema of every scope, and the decisions that were sanctions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from telusur.bnsp.sertifikasi_lisensi.lisensi import queries
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import SANKSI, TONES_LINGKUP, JenisKeputusan, KeadaanLingkup
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import Register, list_page, page_of, words_of

KOLOM_LINGKUP = (Kolom("Skema"), Kolom("LSP"), Kolom("Sejak"), Kolom("Keadaan"))
KOLOM_SANKSI = (Kolom("LSP"), Kolom("Sanksi"), Kolom("SK"), Kolom("Alasan"))


@login_required
@require_safe
def lingkup(request: HttpRequest) -> HttpResponse:
    """Every skema that some LSP may certify, or might."""
    rows = queries.lingkup(context_of(request), cari=words_of(request), status=request.GET.get("status", ""))
    page, today = page_of(request, rows), context_of(request).today
    register = Register(
        title="Lingkup lisensi",
        intro="Skema yang boleh diujikan, menurut LSP. Skema ditambahkan dan dibekukan pada halaman LSP-nya.",
        columns=KOLOM_LINGKUP,
        rows=[
            [
                Sel(row.skema_nama, url=reverse("lisensi:lingkup", args=[row.pk]), kecil=row.skema_kode),
                Sel(row.lsp.nama),
                Sel(long_date(row.sejak)),
                Sel(row.keadaan(today).label, tone=TONES_LINGKUP[row.keadaan(today)]),
            ]
            for row in page
        ],
        search="skema atau LSP",
        unit="skema",
        icon="target",
        empty="Lingkup diisi pada halaman LSP.",
        page=page,
        filters=[Saringan("status", "Keadaan", KeadaanLingkup.choices)],
    )
    return list_page(request, register)


@login_required
@require_safe
def sanksi(request: HttpRequest) -> HttpResponse:
    """Decisions that froze, withdrew or reduced a licence (P508 9.5, 10.3.1 iv)."""
    rows = queries.sanksi(context_of(request), cari=words_of(request), jenis=request.GET.get("jenis", ""))
    page = page_of(request, rows)
    register = Register(
        title="Riwayat sanksi",
        intro="Pembekuan, pencabutan, dan pengurangan lingkup yang pernah diputuskan, dengan SK-nya.",
        columns=KOLOM_SANKSI,
        rows=[
            [
                Sel(row.lsp.nama, url=reverse("lisensi:rinci", args=[row.lsp_id])),
                Sel(row.get_jenis_display(), kecil=row.lingkup.skema_nama if row.lingkup else ""),
                Sel(row.nomor_sk, kecil=long_date(row.tanggal_sk)),
                Sel(row.alasan),
            ]
            for row in page
        ],
        search="LSP atau nomor SK",
        unit="sanksi",
        icon="gavel",
        empty="Belum ada sanksi.",
        page=page,
        filters=[Saringan("jenis", "Jenis", [(one.value, one.label) for one in JenisKeputusan if one in SANKSI])],
    )
    return list_page(request, register)
