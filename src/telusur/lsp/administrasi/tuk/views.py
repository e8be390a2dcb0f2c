"""Pages of TUK: register, verification, establishment (SOP 1.4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.contract.from_lsp import TUK
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.exchange.queries import standing
from telusur.kernel.ui.acts import attempt, perform, require
from telusur.kernel.ui.components.fields import Opsi
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.administrasi.skema import queries as skema_queries
from telusur.lsp.administrasi.tuk import commands, queries
from telusur.lsp.administrasi.tuk.forms import PenetapanForm, TukForm, VerifikasiForm
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import JenisTuk, StatusVerifikasi
from telusur.lsp.administrasi.umum.queries import pemegang_peran
from telusur.lsp.roles import STAFF, Role

PER_PAGE = 25
TONES = {
    StatusVerifikasi.MENUNGGU_SPT: "wait",
    StatusVerifikasi.DITUGASKAN: "info",
    StatusVerifikasi.SESUAI: "wait",
    StatusVerifikasi.TIDAK_SESUAI: "late",
    StatusVerifikasi.DITETAPKAN: "ok",
}
JAWABAN = {True: "ya", False: "tidak"}
OPSI = (Opsi("ya", "Sesuai", "ok", "check"), Opsi("tidak", "Tidak sesuai", "wait", "x"))
PUTUSAN = (Opsi("sesuai", "Sesuai, dapat ditetapkan", "ok", "check"), Opsi("tidak", "Tidak sesuai", "wait", "x"))


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """The register, and for a verifikator the verifications that are theirs."""
    ctx = context_of(request)
    cari, jenis = request.GET.get("q", ""), request.GET.get("jenis", "")
    page = Pages(queries.register_tuk(ctx, cari=cari, jenis=jenis), PER_PAGE).get_page(request.GET.get("hal"))
    return render(
        request,
        "tuk/daftar.html",
        {
            "page": page,
            "baris": [(row, _skema_berlaku(row, ctx.today)) for row in page],
            "verifikasi": [(row, TONES[StatusVerifikasi(row.status)]) for row in queries.verifikasi_berjalan(ctx)],
            "saringan": [Saringan("jenis", "Jenis", JenisTuk.choices)],
            "disaring": bool(cari or jenis),
            "boleh_tambah": not why_not_by_role(commands.daftarkan, ctx),
        },
    )


def _skema_berlaku(tuk: Tuk, hari: Any) -> list[str]:
    return sorted(
        row.skema_kode
        for row in tuk.verifikasi.all()
        if row.status == StatusVerifikasi.DITETAPKAN and row.berlaku_dari <= hari <= row.berlaku_sampai
    )


@login_required
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Register a TUK."""
    require(request, commands.daftarkan)
    form = TukForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.daftarkan, **form.cleaned_data)
        if result.value is not None:
            messages.success(request, f"{result.value.nama} terdaftar. Tugaskan verifikator agar dapat dipakai.")
            return redirect("tuk:rinci", pk=result.value.pk)
        result.put_into(form)
    return render(request, "tuk/baru.html", {"form": form}, status=422 if form.is_bound else 200)


def _tuk(pk: UUID) -> Tuk:
    row = Tuk.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@login_required
@require_GET
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One TUK with its verifications, and planning a new one."""
    ctx = context_of(request)
    return _halaman_tuk(request, ctx, queries.buka_tuk(ctx, tuk=_tuk(pk)))


def _halaman_tuk(request: HttpRequest, ctx: Context, tuk: Tuk, form: VerifikasiForm | None = None) -> HttpResponse:
    boleh = not why_not_by_role(commands.rencanakan_verifikasi, ctx)
    page = {
        "tuk": tuk,
        "verifikasi": [(row, TONES[StatusVerifikasi(row.status)]) for row in queries.riwayat_verifikasi(tuk)],
        "form": form or (_form_verifikasi(request) if boleh and tuk.aktif else None),
        "boleh_ubah": not why_not_by_role(commands.ubah_keaktifan, ctx),
        "kiriman": standing(to=settings.BNSP_CODE, kind=TUK.kind, key=tuk.kode) if ctx.actor.has(*STAFF) else None,
        "pembuka_verifikasi": ctx.actor.has(*STAFF),
        "saya": ctx.actor.id,
    }
    return render(request, "tuk/rinci.html", page, status=422 if form else 200)


@login_required
@require_POST
def keaktifan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a TUK out of use or back into it."""
    return perform(
        request,
        commands.ubah_keaktifan,
        success="Keaktifan TUK diubah dan alasannya dicatat.",
        next=reverse("tuk:rinci", args=[pk]),
        tuk=_tuk(pk),
        aktif=request.POST.get("aktif") == "ya",
        alasan=request.POST.get("alasan", ""),
    )


def _form_verifikasi(request: HttpRequest) -> VerifikasiForm:
    form = VerifikasiForm(request.POST or None)
    orang = pemegang_peran(Role.VERIFIKATOR_TUK, context_of(request))
    form.fields["skema"].choices = [(str(row.pk), f"{row.nama_id} ({row.kode})") for row in skema_queries.berlaku()]  # type: ignore[attr-defined]
    form.fields["verifikator"].choices = [(str(row.pk), row.name) for row in orang]  # type: ignore[attr-defined]
    return form


@login_required
@require_POST
def rencanakan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Assign a verifikator; the SPT waits for the Direktur."""
    tuk = _tuk(pk)
    ctx, form = require(request, commands.rencanakan_verifikasi, tuk), _form_verifikasi(request)
    if form.is_valid():
        result = attempt(
            request,
            commands.rencanakan_verifikasi,
            tuk=tuk,
            skema=skema_queries.berlaku().get(pk=form.cleaned_data["skema"]),
            verifikator=pemegang_peran(Role.VERIFIKATOR_TUK, ctx).get(pk=form.cleaned_data["verifikator"]),
            tanggal=form.cleaned_data["tanggal"],
        )
        if result.value is not None:
            messages.success(request, "Verifikator ditugaskan. Draf SPT menunggu tanda tangan Direktur.")
            return redirect("tuk:verifikasi", pk=result.value.pk)
        result.put_into(form)
    return _halaman_tuk(request, ctx, tuk, form)


def _verifikasi(pk: UUID) -> VerifikasiTuk:
    row = VerifikasiTuk.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@login_required
@require_GET
def verifikasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One verification: SPT, checklist, minutes, SK, with the act of whoever is next."""
    return _halaman(request, pk)


def _halaman(request: HttpRequest, pk: UUID, *, ceklis: Any = None, form: Any = None, salah: str = "") -> HttpResponse:
    ctx = context_of(request)
    row = queries.buka_verifikasi(ctx, verifikasi=_verifikasi(pk))
    awal = {"berlaku_dari": ctx.today, "berlaku_sampai": queries.usul_berlaku_sampai(ctx.today)}
    page = {
        "verifikasi": row,
        "tone": TONES[StatusVerifikasi(row.status)],
        "ceklis": [(item, JAWABAN.get(item["sesuai"], "")) for item in ceklis or row.ceklis],
        "opsi": OPSI,
        "putusan": PUTUSAN,
        "keputusan": request.POST.get("keputusan", ""),
        "catatan": request.POST.get("catatan", row.catatan),
        "boleh_spt": why_not(commands.tandatangani_spt, ctx, row) is None,
        "boleh_ceklis": why_not(commands.verifikasi, ctx, row) is None,
        "boleh_tetapkan": why_not(commands.tetapkan, ctx, row) is None,
        "form": form or PenetapanForm(initial=awal),
        "salah": salah,
    }
    return render(request, "tuk/verifikasi.html", page, status=422 if salah or form else 200)


def _alamat(pk: UUID) -> str:
    return reverse("tuk:verifikasi", args=[pk])


@login_required
@require_POST
def tandatangani_spt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The Direktur signs."""
    return perform(
        request,
        commands.tandatangani_spt,
        success="SPT ditandatangani dan bernomor. Verifikator dapat bekerja.",
        next=_alamat(pk),
        verifikasi=_verifikasi(pk),
    )


@login_required
@require_POST
def isi_ceklis(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The verifikator fills the checklist and decides; a refusal keeps what was ticked."""
    row = _verifikasi(pk)
    jawaban = {kata: nilai for nilai, kata in JAWABAN.items()}
    ceklis = [
        {
            **item,
            "sesuai": jawaban.get(request.POST.get(f"sesuai-{nomor}", "")),
            "catatan": request.POST.get(f"catatan-{nomor}", "").strip()[:300],
        }
        for nomor, item in enumerate(row.ceklis)
    ]
    result = attempt(
        request,
        commands.verifikasi,
        verifikasi=row,
        ceklis=ceklis,
        sesuai=request.POST.get("keputusan") == "sesuai",
        catatan=request.POST.get("catatan", ""),
    )
    if result.ok:
        messages.success(request, "Hasil verifikasi tersimpan dan berita acara bernomor sudah dibuat.")
        return redirect("tuk:verifikasi", pk=pk)
    return _halaman(request, pk, ceklis=ceklis, salah=result.error.sentence if result.error else "")


@login_required
@require_POST
def tetapkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The Direktur establishes the TUK."""
    form = PenetapanForm(request.POST)
    if form.is_valid():
        result = attempt(request, commands.tetapkan, verifikasi=_verifikasi(pk), **form.cleaned_data)
        if result.ok:
            messages.success(request, "TUK ditetapkan dengan SK bernomor.")
            return redirect("tuk:verifikasi", pk=pk)
        result.put_into(form)
    return _halaman(request, pk, form=form)
