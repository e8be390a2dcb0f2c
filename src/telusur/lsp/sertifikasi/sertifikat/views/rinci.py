"""One certificate: for staff the way through check, signature, print and handover; for the holder their certificate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from telusur.contract.from_lsp import BLANKO_RUSAK, SERTIFIKAT
from telusur.kernel.accounts.context import context_of
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.grants import grants_read_once
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.documents.kinds import absolute, own_page
from telusur.kernel.documents.qr import svg
from telusur.kernel.exchange.queries import Standing, standing
from telusur.kernel.ui.acts import attempt, perform
from telusur.lsp.administrasi.mutu.queries import berlaku as dokumen_mutu
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import tangan
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.aplikasi.queries import dengan_id as permohonan_dengan_id
from telusur.lsp.sertifikasi.keputusan.commands import catat_keputusan
from telusur.lsp.sertifikasi.keputusan.queries import keputusan_kasus
from telusur.lsp.sertifikasi.sertifikat import commands, queries
from telusur.lsp.sertifikasi.sertifikat.forms import CeklisForm, KeputusanForm, RusakForm, SerahForm
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.rules import SEPULUH_BUTIR
from telusur.lsp.sertifikasi.sertifikat.states import StatusBlanko, StatusSertifikat
from telusur.lsp.sertifikasi.sertifikat.views.blanko import NADA_BLANKO
from telusur.lsp.sertifikasi.sertifikat.views.daftar import KEADAAN, NADA_STATUS

Form = type[forms.Form]
# What a button or form of the page does, what was typed for it, and what is said afterwards.
ACTS: dict[str, tuple[Callable[..., Any], Form | None, str]] = {
    "periksa": (
        commands.periksa_dummy,
        CeklisForm,
        "Sepuluh butir diperiksa. Sertifikat menunggu tanda tangan Direktur.",
    ),
    "tandatangani": (commands.tandatangani, None, "Sertifikat ditandatangani. PDF-nya sedang dibuat."),
    "cetak": (commands.cetak, None, "Pencetakan tercatat. Pemegang sudah diberi tahu."),
    "rusak": (commands.laporkan_rusak, RusakForm, "Berita acara kerusakan blanko dibuat. Pakai blanko pengganti."),
    "pernyataan": (commands.tandatangani_pernyataan, None, "Pernyataan Anda tersimpan bersama sertifikat."),
    "serahkan": (commands.serahkan, SerahForm, "Penyerahan tercatat. Pemegang menandatangani bukti serah terima."),
    "terima": (commands.terima, None, "Bukti serah terima ditandatangani. Simpan sertifikat Anda baik-baik."),
}
REASONED: dict[str, tuple[str, Callable[..., Any], str]] = {
    "perbaiki": ("alasan", commands.perbaiki_dummy, "Dummy dibuat ulang dari data terbaru."),
    "ganti": ("nomor", commands.ganti_blanko, "Blanko pengganti dipakai. Dummy yang baru sedang dibuat."),
}


@login_required
@require_GET
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page of one certificate."""
    ctx = context_of(request)
    return _draw(request, ctx, queries.buka(ctx, sertifikat=queries.dengan_id(pk)))


def _draw(request: HttpRequest, ctx: Context, row: Sertifikat, status: int = 200, **drawn: forms.Form) -> HttpResponse:
    tone, state = KEADAAN[row.keadaan(ctx.today)]
    milik_saya = str(row.pemegang_id) == ctx.actor.id
    alamat = absolute((own_page(row.dokumen) if row.dokumen else "") or f"/verifikasi/{row.kode}/")
    with grants_read_once():
        page_context: dict[str, Any] = {
            "sertifikat": row,
            "nada_keadaan": tone,
            "keadaan": state,
            "nada_status": NADA_STATUS[StatusSertifikat(row.status)],
            "staf": ctx.actor.has(*STAFF) and not milik_saya,
            "milik_saya": milik_saya,
            "butir": _points(row, drawn.get("periksa")),
            "blanko": [(one, NADA_BLANKO[StatusBlanko(one.status)]) for one in queries.blanko_sertifikat(row)],
            "tersedia": queries.blanko_tersedia(ctx)
            if row.blanko.status in (StatusBlanko.RUSAK, StatusBlanko.DITOLAK)
            else [],
            "tangan": tangan(JenisTangan.BLANKO, row.blanko_id, row.blanko.nomor),
            "keputusan": keputusan_kasus(row.permohonan_id),
            "kiriman": _kiriman(row) if ctx.actor.has(*STAFF) else None,
            "kiriman_rusak": _kiriman_rusak(row) if ctx.actor.has(*STAFF) else None,
            "boleh": _allowed(ctx, row),
            "peran": {name: not why_not_by_role(act, ctx) for name, act in _all_acts().items()},
            "form_rusak": drawn.get("rusak") or RusakForm(),
            "form_serah": drawn.get("serahkan") or SerahForm(),
            "form_keputusan": drawn.get("keputusan") or KeputusanForm(initial={"tanggal": ctx.today}),
            "boleh_memutus": not why_not_by_role(catat_keputusan, ctx) and row.sudah_terbit,
            "salah_ceklis": _general_error(drawn.get("periksa")),
            "berikutnya": queries.berikutnya(ctx, row) if row.status != StatusSertifikat.BERNOMOR else None,
            "alamat_verifikasi": alamat,
            "qr": SafeString(svg(alamat, scale=3)) if row.sudah_terbit else "",
            "pernyataan": dokumen_mutu("PERNYATAAN-PEMEGANG") if milik_saya and not row.pernyataan_pada else None,
        }
        return render(request, "sertifikat/rinci.html", page_context, status=status)


def _kiriman(row: Sertifikat) -> Standing | None:
    return standing(to=settings.BNSP_CODE, kind=SERTIFIKAT.kind, key=row.kode) if row.sudah_terbit else None


def _kiriman_rusak(row: Sertifikat) -> Standing | None:
    lembar = row.blanko
    return standing(to=settings.BNSP_CODE, kind=BLANKO_RUSAK.kind, key=lembar.nomor) if lembar.nomor_ba else None


def _all_acts() -> dict[str, Callable[..., Any]]:
    return {
        **{name: act for name, (act, _, _) in ACTS.items()},
        **{name: act for name, (_, act, _) in REASONED.items()},
    }


def _allowed(ctx: Context, row: Sertifikat) -> dict[str, str | None]:
    """For each act of this actor: why not, None when possible."""
    return {name: why_not(act, ctx, row) for name, act in _all_acts().items() if not why_not_by_role(act, ctx)}


def _points(row: Sertifikat, form: forms.Form | None) -> list[tuple[str, str, str, bool]]:
    """Code, label, what the draft prints there, ticked."""
    isi = row.isi
    printed = {
        "nomor_blanko": isi.get("nomor_blanko", ""),
        "nomor_sertifikat": isi.get("nomor", ""),
        "nama": isi.get("nama", ""),
        "nomor_registrasi": isi.get("nomor_registrasi", ""),
        "area_kerja": f"{isi.get('area_kerja', '')} / {isi.get('area_kerja_en', '')}",
        "skema": f"{isi.get('skema', '')} / {isi.get('skema_en', '')}",
        "penandatangan": f"{isi.get('direktur', '')}, Direktur",
        "foto": "lihat foto di samping",
        "unit": f"{len(isi.get('unit', []))} unit kompetensi",
        "tanda_tangan_manajer": isi.get("manajer", ""),
    }
    ticked = set(form.data.getlist("butir")) if form is not None else set(row.ceklis)  # type: ignore[attr-defined]
    return [(code, label, printed[code], code in ticked) for code, label in SEPULUH_BUTIR.items()]


def _general_error(form: forms.Form | None) -> str:
    return " ".join(str(text) for texts in form.errors.values() for text in texts) if form is not None else ""


@login_required
@require_POST
def tindak(request: HttpRequest, pk: UUID, tindakan: str) -> HttpResponse:
    """One of the acts of ``ACTS`` or ``REASONED``; what was typed wrongly is drawn again beside its field."""
    row, url = queries.dengan_id(pk), reverse("sertifikat:rinci", kwargs={"pk": pk})
    if tindakan in REASONED:
        name, act, words = REASONED[tindakan]
        return perform(request, act, sertifikat=row, success=words, next=url, **{name: request.POST.get(name, "")})
    if tindakan not in ACTS:
        raise Http404
    act, shape, words = ACTS[tindakan]
    if shape is None:
        return perform(request, act, sertifikat=row, success=words, next=url)
    form = shape(request.POST)
    if form.is_valid():
        result = attempt(request, act, sertifikat=row, **form.cleaned_data)
        if result.ok:
            messages.success(request, words)
            return _onward(context_of(request), row, tindakan)
        result.put_into(form)
    ctx = context_of(request)
    return _draw(request, ctx, queries.buka(ctx, sertifikat=row), 422, **{tindakan: form})


def _onward(ctx: Context, row: Sertifikat, tindakan: str) -> HttpResponse:
    """After a check, the next draft of the batch; otherwise back to the certificate."""
    following = queries.berikutnya(ctx, row) if tindakan == "periksa" else None
    return redirect("sertifikat:rinci", pk=following.pk if following else row.pk)


@login_required
@require_POST
def putuskan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record one of the other six decisions on the certificate (P508 9.4.3)."""
    ctx = context_of(request)
    row = queries.dengan_id(pk)
    form, permohonan = KeputusanForm(request.POST), permohonan_dengan_id(row.permohonan_id)
    if form.is_valid() and permohonan is not None:
        result = attempt(request, catat_keputusan, permohonan=permohonan, sertifikat_id=row.pk, **form.cleaned_data)
        if result.ok:
            messages.success(request, "Keputusan tercatat dan pemegang diberi tahu.")
            return redirect("sertifikat:rinci", pk=pk)
        result.put_into(form)
    return _draw(request, ctx, queries.buka(ctx, sertifikat=row), 422, keputusan=form)
