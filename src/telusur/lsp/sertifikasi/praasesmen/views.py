"""Pages of assessment plans: list, new plan, one plan, and the asesor's review of a case (SOP 1.5 to 2.7)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotFound, NotPermitted
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.forms.queries import in_force
from telusur.kernel.ui.acts import attempt, perform
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.administrasi.asesor.queries import asesor_terlihat
from telusur.lsp.administrasi.keuangan.queries import lunas_semua
from telusur.lsp.administrasi.muk import queries as muk
from telusur.lsp.administrasi.skema import queries as skema_queries
from telusur.lsp.administrasi.tuk.queries import tuk_terlihat
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.aplikasi import queries as aplikasi
from telusur.lsp.sertifikasi.praasesmen import commands, documents, pilihan, queries, rules, slot
from telusur.lsp.sertifikasi.praasesmen.forms import UbahForm, WaktuForm
from telusur.lsp.sertifikasi.praasesmen.formulir import instrumen_kasus
from telusur.lsp.sertifikasi.praasesmen.langkah import langkah_kasus
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.penggantian import halaman_ganti_asesor
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana as S

PER_PAGE = 25
TONES = {S.DISUSUN: "mute", S.MENUNGGU_SPT: "wait", S.BERJALAN: "info", S.DIJADWALKAN: "ok", S.DIBATALKAN: "late"}


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Plans the actor may see, newest day first."""
    ctx = context_of(request)
    if not ctx.actor.has(*STAFF, Role.ASESOR):
        raise NotPermitted("Rencana asesmen hanya untuk staf LSP dan asesor. Waktu asesmen Anda ada di Kalender saya.")
    cari, status = request.GET.get("q", ""), request.GET.get("status", "")
    page = Pages(queries.rencana_terlihat(ctx, status=status, cari=cari), PER_PAGE).get_page(request.GET.get("hal"))
    page_context = {
        "page": page,
        "baris": [(row, TONES[S(row.status)]) for row in page],
        "saringan": [Saringan("status", "Status", S.choices)],
        "disaring": bool(cari or status),
        "boleh_susun": not why_not_by_role(commands.susun, ctx),
    }
    return render(request, "praasesmen/daftar.html", page_context)


@login_required
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """First what and when, then who and where: every asesor and TUK is offered, each with the reason if it cannot be used."""
    ctx = context_of(request)
    if why := why_not(commands.susun, ctx):
        raise NotPermitted(why)
    skema = {row.kode: row for row in skema_queries.berlaku()}
    sent = request.POST or (request.GET if "tanggal" in request.GET else None)
    form = WaktuForm(sent, skema=[(kode, row.nama) for kode, row in skema.items()])
    asesor, tuk, salah = [], [], ""
    if form.is_valid():
        isi = form.cleaned_data
        waktu = (isi["tanggal"], isi["jam_mulai"], isi["jam_selesai"])
        if request.method == "POST":
            done = _susun(request, ctx, skema[isi["skema"]], waktu)
            if isinstance(done, HttpResponse):
                return done
            salah = done
        asesor = pilihan.pilihan_asesor(isi["skema"], *waktu)
        tuk = pilihan.pilihan_tuk(ctx, isi["skema"], *waktu)
    page = {"form": form, "asesor": asesor, "tuk": tuk, "salah": salah, "dipilih": request.POST}
    return render(request, "praasesmen/baru.html", page, status=422 if salah else 200)


def _susun(request: HttpRequest, ctx: Context, skema: Any, waktu: tuple[Any, Any, Any]) -> HttpResponse | str:
    asesor = _satu(asesor_terlihat(ctx), request.POST.get("asesor"))
    tuk = _satu(tuk_terlihat(ctx), request.POST.get("tuk"))
    if asesor is None or tuk is None:
        return "Pilih satu asesor dan satu TUK."
    tanggal, mulai, selesai = waktu
    result = attempt(
        request,
        commands.susun,
        skema=skema,
        asesor=asesor,
        tuk=tuk,
        tanggal=tanggal,
        jam_mulai=mulai,
        jam_selesai=selesai,
    )
    if result.value is None:
        return result.error.sentence if result.error else ""
    messages.success(request, "Rencana dibuat. Tambahkan asesi, lalu ajukan SPT.")
    return redirect("praasesmen:rinci", rencana_id=result.value.pk)


def _satu(rows: Any, pk: str | None) -> Any:
    try:
        return rows.filter(pk=UUID(str(pk))).first()
    except ValueError:
        return None


def _buka(request: HttpRequest, rencana_id: UUID) -> tuple[Context, Rencana]:
    ctx = context_of(request)
    return ctx, queries.buka(ctx, rencana=queries.dengan_id(rencana_id))


@login_required
@require_GET
def rinci(request: HttpRequest, rencana_id: UUID) -> HttpResponse:
    """One plan: asesi with what each still lacks, the SPT, and the next act."""
    ctx, rencana = _buka(request, rencana_id)
    peserta = queries.peserta_aktif(rencana)
    cases = [row.permohonan_id for row in peserta]
    formulir, lunas = in_force(cases), lunas_semua(cases)
    penyusun = not why_not_by_role(commands.tambah_peserta, ctx)
    page = {
        "rencana": rencana,
        "tone": TONES[S(rencana.status)],
        "peserta": [
            (row, row.permohonan_id in lunas, langkah_kasus(formulir.get(row.permohonan_id, {}))) for row in peserta
        ],
        "calon": _calon(ctx, rencana) if penyusun and rencana.status == S.DISUSUN else [],
        "keluar": queries.tidak_terpilih(rencana),
        "penyusun": penyusun,
        "staf": ctx.actor.has(*STAFF),
        "sisa": rencana.tuk.kapasitas - len(peserta),
        "naskah": documents.isi_spt(rencana) if rencana.status in (S.DISUSUN, S.MENUNGGU_SPT) and peserta else None,
        "alasan_spt": why_not(commands.ajukan_spt, ctx, rencana)
        or (None if peserta else "Tambahkan sedikitnya satu asesi."),
        "alasan_ttd": why_not(commands.tandatangani_spt, ctx, rencana),
        "boleh_ttd": not why_not_by_role(commands.tandatangani_spt, ctx),
        "boleh_tarik": why_not(commands.tarik_spt, ctx, rencana) is None,
        "boleh_ubah": why_not(commands.ubah_waktu, ctx, rencana) is None,
        "boleh_ganti": why_not(commands.ganti_asesor, ctx, rencana) is None,
        "boleh_batal": why_not(commands.batalkan, ctx, rencana) is None,
        "boleh_keluar": why_not(commands.keluarkan_peserta, ctx, rencana) is None,
        "bagian": slot.bagian(ctx, rencana),
    }
    return render(request, "praasesmen/rinci.html", page)


def _calon(ctx: Context, rencana: Rencana) -> list[tuple[Any, str | None]]:
    """Admitted applicants for the skema, each with the reason why not this asesor or this time."""
    waktu = (rencana.tanggal, rencana.jam_mulai, rencana.jam_selesai, rencana.pk, rencana.tuk.zona_waktu)
    return [
        (row, rules.alasan_konflik(rencana.asesor, row) or rules.bentrok_asesi(row, *waktu))
        for row in queries.siap_direncanakan(ctx, rencana.skema_kode)[:100]
    ]


@login_required
@require_GET
def kasus(request: HttpRequest, permohonan_id: UUID) -> HttpResponse:
    """The asesor's desk for one case: its forms in order, and the MAPA of the skema beside them (SOP 2.1, 2.3)."""
    ctx = context_of(request)
    permohonan = aplikasi.dengan_id(permohonan_id)
    rencana = queries.rencana_kasus(permohonan_id)
    if permohonan is None or rencana is None:
        raise NotFound("Kasus ini tidak ada pada rencana asesmen mana pun.")
    queries.buka(ctx, rencana=rencana)
    records = in_force([permohonan_id]).get(permohonan_id, {})
    mapa = muk.mapa_berlaku(rencana.skema)
    mapa02 = records.get("FR.MAPA.02")
    page = {
        "permohonan": permohonan,
        "rencana": rencana,
        "langkah": langkah_kasus(records),
        "lunas": permohonan_id in lunas_semua([permohonan_id]),
        "mapa": mapa,
        "rencana_unit": muk.rencana_per_unit(rencana.skema) if mapa else [],
        "perangkat": mapa02.sumber.get("perangkat") if mapa02 else None,
        "instrumen": instrumen_kasus(permohonan),
        "mapa_kasus": mapa02,
        "isi_apl02": _isi_apl02(records.get("FR.APL.02")),
    }
    return render(request, "praasesmen/kasus.html", page)


def _isi_apl02(rekaman: Any) -> list[tuple[Any, str, int]]:
    """Elemen, the applicant's own answer, and how many files prove it."""
    if rekaman is None:
        return []
    isi = rekaman.isi
    return [
        (row, str(isi.get(f"elemen/{row.key}/jawaban") or ""), len(isi.get(f"elemen/{row.key}/bukti") or []))
        for row in rekaman.content().rows("elemen")
    ]


@login_required
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, rencana_id: UUID) -> HttpResponse:
    """Another time or place; says beforehand what lapses."""
    ctx, rencana = _buka(request, rencana_id)
    if why := why_not(commands.ubah_waktu, ctx, rencana):
        raise NotPermitted(why)
    waktu = {"tanggal": rencana.tanggal, "jam_mulai": rencana.jam_mulai, "jam_selesai": rencana.jam_selesai}
    tuk = {str(row.pk): row for row in tuk_terlihat(ctx)}
    form = UbahForm(
        request.POST or None,
        initial={**waktu, "tuk": str(rencana.tuk_id)},
        tuk=[(pk, row.nama) for pk, row in tuk.items()],
    )
    if request.method == "POST" and form.is_valid():
        isi = {**form.cleaned_data, "tuk": tuk[form.cleaned_data["tuk"]]}
        result = attempt(request, commands.ubah_waktu, rencana=rencana, **isi)
        if result.ok:
            messages.success(request, "Rencana diubah. Ajukan SPT baru kepada Direktur.")
            return redirect("praasesmen:rinci", rencana_id=rencana.pk)
        result.put_into(form)
    page = {"rencana": rencana, "form": form, "berjalan": rencana.status == S.BERJALAN}
    return render(request, "praasesmen/ubah.html", page, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def ganti_asesor(request: HttpRequest, rencana_id: UUID) -> HttpResponse:
    """Another asesor for the plan."""
    _, rencana = _buka(request, rencana_id)
    kembali = reverse("praasesmen:rinci", args=[rencana.pk])
    return halaman_ganti_asesor(request, commands.ganti_asesor, rencana, kembali=kembali, rencana=rencana)


@login_required
@require_POST
def tambah(request: HttpRequest, rencana_id: UUID) -> HttpResponse:
    """Put one applicant on the plan."""
    _, rencana = _buka(request, rencana_id)
    permohonan = _permohonan(request)
    return _tindak(request, commands.tambah_peserta, rencana, f"{permohonan.nama} ditambahkan.", permohonan=permohonan)


@login_required
@require_POST
def keluarkan(request: HttpRequest, rencana_id: UUID) -> HttpResponse:
    """Take one asesi off, with a reason."""
    _, rencana = _buka(request, rencana_id)
    isian = {"permohonan": _permohonan(request), "alasan": request.POST.get("alasan", "")}
    return _tindak(request, commands.keluarkan_peserta, rencana, "Asesi dikeluarkan dari rencana.", **isian)


def _permohonan(request: HttpRequest) -> Any:
    try:
        found = aplikasi.dengan_id(UUID(request.POST.get("permohonan", "")))
    except ValueError:
        found = None
    if found is None:
        raise NotFound("Permohonan itu tidak ada.")
    return found


@login_required
@require_POST
def tindak(request: HttpRequest, rencana_id: UUID, act: str) -> HttpResponse:
    """The acts on the plan that need nothing but a reason."""
    _, rencana = _buka(request, rencana_id)
    if act not in ACTS:
        raise NotFound("Tindakan itu tidak ada.")
    command, success, needs_reason = ACTS[act]
    return _tindak(
        request, command, rencana, success, **({"alasan": request.POST.get("alasan", "")} if needs_reason else {})
    )


ACTS: dict[str, tuple[Any, str, bool]] = {
    "ajukan-spt": (commands.ajukan_spt, "Draf SPT diajukan kepada Direktur.", False),
    "tarik-spt": (commands.tarik_spt, "Draf SPT ditarik. Rencana dapat diubah lagi.", True),
    "tandatangani": (commands.tandatangani_spt, "SPT ditandatangani dan diberi nomor. Asesor diberi tahu.", False),
    "batalkan": (commands.batalkan, "Rencana dibatalkan. Asesinya dapat direncanakan lagi.", True),
}


def _tindak(request: HttpRequest, command: Any, rencana: Rencana, success: str, **isian: Any) -> HttpResponse:
    alamat = reverse("praasesmen:rinci", args=[rencana.pk])
    return perform(request, command, rencana=rencana, success=success, next=alamat, **isian)
