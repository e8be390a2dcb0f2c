"""Decisions of BNSP about licence and scope, and which holders were told of them (P508 9.5.3)."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import date_and_time, short_date
from telusur.kernel.notices.states import MessageStatus
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import page_of
from telusur.lsp.sertifikasi.sertifikat import queries
from telusur.lsp.sertifikasi.sertifikat.models import KeputusanBnsp, PemberitahuanPemegang
from telusur.lsp.sertifikasi.sertifikat.states import KeadaanKeputusan

KOLOM = (Kolom("Keputusan"), Kolom("Tentang"), Kolom("Isi"), Kolom("Pemegang", kanan=True))
KOLOM_PENERIMA = (Kolom("Pemegang"), Kolom("Sertifikat"), Kolom("Pemberitahuan"), Kolom("Kapan"))
NADA = {
    KeadaanKeputusan.DIBEKUKAN: "wait",
    KeadaanKeputusan.DICABUT: "late",
    KeadaanKeputusan.DIKURANGI: "late",
}
KIRIMAN = {
    MessageStatus.TERKIRIM: ("ok", "Terkirim"),
    MessageStatus.LOKAL: ("ok", "Terkirim (surat keluar lokal)"),
    MessageStatus.MENUNGGU: ("wait", "Menunggu dikirim"),
    MessageStatus.GAGAL: ("late", "Gagal"),
}


def _tentang(row: KeputusanBnsp) -> str:
    return ", ".join(row.skema) if row.skema else "Seluruh lisensi"


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every decision that took force from licence or scope."""
    page = page_of(request, queries.keputusan_bnsp(context_of(request), daftar=queries.SEMUA_KEPUTUSAN))
    jumlah = queries.jumlah_pemegang(page)
    baris = [
        [
            Sel(row.nomor_sk, url=reverse("sertifikat:keputusan_bnsp_rinci", args=[row.pk]), kecil=short_date(row.tanggal_sk)),
            Sel(_tentang(row)),
            Sel(row.get_keadaan_display(), tone=NADA[KeadaanKeputusan(row.keadaan)]),
            Sel(jumlah.get(row.pk, 0)),
        ]
        for row in page
    ]  # fmt: skip
    return render(request, "sertifikat/keputusan_bnsp.html", {"page": page, "kolom": KOLOM, "baris": baris})


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is told of one decision: holder, certificate, whether the message has gone out, and when."""
    row = queries.keputusan_dengan_id(pk)
    page = page_of(request, queries.penerima_keputusan(context_of(request), keputusan=row))
    content = {
        "keputusan": row,
        "tentang": _tentang(row),
        "nada": NADA[KeadaanKeputusan(row.keadaan)],
        "page": page,
        "kolom": KOLOM_PENERIMA,
        "baris": [_penerima(one) for one in page],
    }
    return render(request, "sertifikat/keputusan_bnsp_rinci.html", content)


def _penerima(one: PemberitahuanPemegang) -> list[Sel]:
    pesan = one.pesan
    tone, label = KIRIMAN[MessageStatus(pesan.status)] if pesan else ("wait", "Menunggu ditulis")
    if one.kendala:
        tone, label = "late", "Surel gagal, tampil di aplikasi"
    return [
        Sel(one.sertifikat.nama, url=reverse("sertifikat:rinci", args=[one.sertifikat_id])),
        Sel(one.sertifikat.nomor, kode=True, kecil=one.sertifikat.skema_nama),
        Sel(label, tone=tone),
        Sel(date_and_time(pesan.sent_at) if pesan and pesan.sent_at else "-"),
    ]
