"""A committee: proposing it, its course, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.grants import grants_read_once
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.ui.acts import attempt, perform, require
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.jadwal.queries import dengan_id
from telusur.lsp.sertifikasi.keputusan import commands, queries, rules
from telusur.lsp.sertifikasi.keputusan.forms import PlenoForm
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Komite
from telusur.lsp.sertifikasi.keputusan.states import Suara
from telusur.lsp.sertifikasi.keputusan.views.daftar import NADA

ACTS: dict[str, tuple[Callable[..., Any], str]] = {
    "sk-komite": (commands.tandatangani_sk_komite, "SK Komite Teknis ditandatangani. Anggota sudah diberi tahu."),
    "batalkan": (commands.batalkan_komite, "Komite teknis dibatalkan. Usulkan komite yang baru."),
    "hadir": (commands.hadir_pleno, "Kehadiran Anda tercatat."),
    "berita-acara": (commands.susun_berita_acara, "Berita acara tersusun. Semua anggota menandatanganinya."),
    "tandatangani-berita-acara": (commands.tandatangani_berita_acara, "Anda sudah menandatangani berita acara."),
    "ulangi-pleno": (commands.ulangi_pleno, "Pleno dibuka kembali. Suara dapat diubah."),
    "sk": (commands.tandatangani_sk, "SK keputusan ditandatangani. Asesi sudah diberi tahu."),
    "kembalikan": (commands.kembalikan_ke_pleno, "Berita acara dikembalikan ke pleno."),
}
WITH_REASON = {"batalkan", "ulangi-pleno", "kembalikan"}


@login_required
@require_http_methods(["GET", "POST"])
def usul(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose the members; who cannot be chosen is shown with the reason (SOP 4.1, P508 9.4.4, 9.4.5)."""
    ctx = require(request, commands.usulkan_komite, dengan_id(pk))
    jadwal = queries.jadwal_untuk_komite(ctx, pk)
    calon = queries.calon_anggota(ctx, jadwal)
    dipilih, ketua, salah = set(request.POST.getlist("anggota")), request.POST.get("ketua", ""), ""
    if request.method == "POST":
        orang = {str(row.orang.pk): row.orang for row in calon}
        anggota = [orang[key] for key in dipilih if key in orang]
        if ketua not in orang:
            salah = "Pilih ketua komite."
        else:
            result = attempt(request, commands.usulkan_komite, jadwal=jadwal, ketua=orang[ketua], anggota=anggota)
            if result.value is not None:
                messages.success(request, "Komite teknis diusulkan. Draf SK menunggu tanda tangan Direktur.")
                return redirect("keputusan:komite", pk=result.value.pk)
            salah = result.error.sentence if result.error else ""
    page_context = {
        "jadwal": jadwal,
        "kasus": rules.kasus_jadwal(jadwal),
        "calon": [row for row in calon if not row.alasan],
        "ditolak": [row for row in calon if row.alasan],
        "minimal": rules.minimal_anggota(),
        "dipilih": dipilih,
        "ketua": ketua,
        "salah": salah,
    }
    return render(request, "keputusan/usul.html", page_context, status=422 if salah else 200)


@login_required
@require_GET
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The committee's course: members, cases, plenary, minutes, SK, and what this person can do now."""
    ctx = context_of(request)
    komite = queries.buka(ctx, komite=queries.komite_dengan_id(pk))
    return _draw(request, ctx, komite, PlenoForm(initial={"tanggal": ctx.today}))


def _draw(request: HttpRequest, ctx: Context, komite: Komite, form: PlenoForm, status: int = 200) -> HttpResponse:
    anggota = sorted(komite.anggota.all(), key=lambda row: (row.jabatan != "ketua", row.orang.name))
    saya = next((row for row in anggota if str(row.orang_id) == ctx.actor.id), None)
    cases = _cases(komite, anggota, saya)
    with grants_read_once():
        page_context = {
            "komite": komite,
            "nada": NADA[komite.status],  # type: ignore[index]
            "anggota": [(row, len(row.verifikasi.all())) for row in anggota],
            "saya": saya if komite.ditunjuk else None,
            "kasus": cases,
            "giliran_saya": next((row["asesmen"] for row in cases if saya and not row["suara_saya"]), None),
            "kurang": rules.suara_lengkap(komite) if komite.status in ("bertugas", "pleno") else [],
            "absen": [row for row in anggota if row.hadir_pada is None],
            "form": form,
            "staf": ctx.actor.has(*STAFF),
            "lampiran": _attachments(komite),
            "alasan": {
                key.replace("-", "_"): why_not(act, ctx, komite)
                for key, (act, _) in ACTS.items()
                if not why_not_by_role(act, ctx)
            },
            "peran": {key.replace("-", "_"): not why_not_by_role(act, ctx) for key, (act, _) in ACTS.items()},
        }
        return render(request, "keputusan/komite.html", page_context, status=status)


def _cases(komite: Komite, anggota: list[Anggota], saya: Anggota | None) -> list[dict[str, Any]]:
    """Every case with how many votes are in; the result only once the minutes hold it."""
    votes = [vote for row in anggota for vote in row.verifikasi.all()]
    decided = {row["permohonan"]: row["hasil"] for row in komite.hasil}
    mine = {vote.permohonan_id: vote for vote in votes if saya is not None and vote.anggota_id == saya.pk}
    return [
        {
            "asesmen": row,
            "suara": sum(vote.permohonan_id == row.permohonan_id for vote in votes),
            "kembali": any(v.permohonan_id == row.permohonan_id and v.suara == Suara.KEMBALI for v in votes),
            "suara_saya": mine.get(row.permohonan_id),
            "hasil": decided.get(str(row.permohonan_id), ""),
        }
        for row in rules.kasus_jadwal(komite.jadwal)
    ]


def _attachments(komite: Komite) -> dict[str, Any]:
    """What the SK that waits will say, for reading before signing."""
    naskah = {"draf": komite.sk, "menunggu_sk": komite.sk_keputusan}.get(komite.status)
    return dict(naskah.isi) if naskah else {}


@login_required
@require_POST
def buka_pleno(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the plenary; a mistake is shown beside its field."""
    ctx = context_of(request)
    komite = queries.buka(ctx, komite=queries.komite_dengan_id(pk))
    form = PlenoForm(request.POST)
    if form.is_valid():
        result = attempt(request, commands.buka_pleno, komite=komite, **form.cleaned_data)
        if result.ok:
            messages.success(request, "Pleno dibuka. Anggota lain menandatangani daftar hadir.")
            return redirect("keputusan:komite", pk=pk)
        result.put_into(form)
    return _draw(request, ctx, queries.buka(ctx, komite=komite), form, status=422)


@login_required
@require_POST
def tindak(request: HttpRequest, pk: UUID, tindakan: str) -> HttpResponse:
    """Any other act on the committee."""
    if tindakan not in ACTS:
        raise Http404
    act, words = ACTS[tindakan]
    given = {"alasan": request.POST.get("alasan", "")} if tindakan in WITH_REASON else {}
    komite = queries.komite_dengan_id(pk)
    url = reverse("keputusan:daftar") if tindakan == "batalkan" else komite.alamat
    return perform(request, act, komite=komite, success=words, next=url, **given)
