"""Pages of the assessment: sessions, one session, and what asesi said about it (SOP 3.2 to 3.4, P508 10.4.2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import shown_in
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.queries import for_subject, in_force
from telusur.kernel.forms.registry import definition
from telusur.kernel.ui.acts import perform
from telusur.kernel.ui.components.gates import Syarat
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.formulir.edisi_2018 import ak03
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.asesmen import commands, queries, rules, slot
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.states import StatusAsesmen
from telusur.lsp.sertifikasi.jadwal import queries as jadwal_queries
from telusur.lsp.sertifikasi.jadwal import rules as jadwal_rules
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import Kehadiran
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal as S

PER_PAGE = 25
TONES = {S.DITETAPKAN: "wait", S.TERDAFTAR: "info", S.BERLANGSUNG: "info", S.SELESAI: "ok", S.DIBATALKAN: "late"}
TONES_HADIR = {Kehadiran.BELUM: "mute", Kehadiran.HADIR: "ok", Kehadiran.TIDAK_HADIR: "wait"}
TONES_HASIL = {"K": "ok", "BK": "wait"}
SESI = (S.TERDAFTAR, S.BERLANGSUNG, S.SELESAI)


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Sessions: management and admin all, an asesor their own, with how far each is (P508 10.4.2.3)."""
    ctx = context_of(request)
    if not ctx.actor.has(*STAFF, Role.ASESOR):
        raise NotPermitted("Daftar ini untuk staf LSP dan asesor. Asesmen Anda ada di Kalender saya.")
    cari, status = request.GET.get("q", ""), request.GET.get("status", "")
    rows = jadwal_queries.jadwal_terlihat(ctx, status=status, cari=cari).filter(status__in=SESI)
    page = Pages(rows, PER_PAGE).get_page(request.GET.get("hal"))
    hitungan = queries.hitungan_sesi(ctx)
    page_context = {
        "page": page,
        "baris": [(row, TONES[S(row.status)], _kata(hitungan.get(row.pk, {}))) for row in page],
        "saringan": [Saringan("status", "Status", [(item.value, str(item.label)) for item in SESI])],
        "disaring": bool(cari or status),
        "staf": ctx.actor.has(*STAFF),
    }
    return render(request, "asesmen/daftar.html", page_context)


def _kata(jumlah: dict[str, int]) -> str:
    words = [f"{jumlah[item.value]} {str(item.label).lower()}" for item in StatusAsesmen if jumlah.get(item.value)]
    return ", ".join(words) or "belum dimulai"


@dataclass(frozen=True, slots=True)
class Baris:
    """One asesi on the session page."""

    peserta: Any
    asesmen: Asesmen | None
    tone: str
    tone_hasil: str
    rekaman: list[tuple[str, str, str, str, str]]
    kurang: list[str]
    tertutup: str
    kemajuan: list[slot.Kemajuan]
    alasan_absen: str | None


@login_required
@require_GET
def sesi(request: HttpRequest, jadwal_id: UUID) -> HttpResponse:
    """The session: opening it, attendance, the instruments of each validated plan, and the report."""
    ctx = context_of(request)
    jadwal = jadwal_queries.dengan_id(jadwal_id)
    jadwal_queries.buka(ctx, jadwal=jadwal)
    if not ctx.actor.has(*STAFF) and jadwal_rules.asesor_jadwal.why_not(ctx, jadwal):
        raise NotPermitted(
            "Halaman sesi hanya untuk asesor jadwal ini dan staf LSP. Asesmen Anda ada di Kalender saya."
        )
    rows = queries.asesmen_jadwal(jadwal)
    baris = _baris(ctx, jadwal, rows)
    laporan = next(iter(for_subject(jadwal, rules.AK05)), None)
    page = {
        "jadwal": jadwal,
        "tone": TONES[S(jadwal.status)],
        "baris": baris,
        "asesor": jadwal_rules.asesor_jadwal.why_not(ctx, jadwal) is None,
        "syarat_buka": _syarat_buka(jadwal) if jadwal.status in (S.DITETAPKAN, S.TERDAFTAR) else [],
        "alasan_buka": why_not(commands.buka_sesi, ctx, jadwal),
        "laporan": laporan,
        "syarat_laporan": _syarat_laporan(baris),
        "boleh_absen": not why_not_by_role(commands.tandai_tidak_hadir, ctx),
    }
    with shown_in(jadwal.tuk.zona_waktu):
        return render(request, "asesmen/sesi.html", page)


def _baris(ctx: Context, jadwal: Jadwal, rows: list[Asesmen]) -> list[Baris]:
    by_case = {row.permohonan_id: row for row in rows}
    peserta = jadwal_queries.peserta_jadwal(jadwal)
    seen = {row.permohonan_id for row in peserta}
    semua = [*peserta, *(row.peserta for row in rows if row.permohonan_id not in seen)]
    formulir = in_force(row.permohonan_id for row in semua)
    maju = slot.kemajuan(ctx, rows)
    return [
        _satu(
            jadwal,
            row,
            by_case.get(row.permohonan_id),
            formulir.get(row.permohonan_id, {}),
            maju.get(row.permohonan_id, []),
        )
        for row in semua
    ]


def _satu(
    jadwal: Jadwal, peserta: Any, asesmen: Asesmen | None, formulir: dict[str, Rekaman], maju: list[slot.Kemajuan]
) -> Baris:
    selesai = {code for code, rekaman in formulir.items() if rekaman.selesai}
    absen = peserta.kehadiran == Kehadiran.TIDAK_HADIR
    codes = [] if asesmen is None or absen else [*asesmen.instrumen, rules.AK02, rules.AK03]
    tertutup = ""
    if asesmen and not absen and jadwal.status == S.BERLANGSUNG and peserta.kehadiran != Kehadiran.HADIR:
        tertutup = "Instrumen terbuka setelah asesi menandatangani daftar hadir di akunnya."
    kurang = rules.rekaman_kurang(asesmen, selesai) if asesmen and not absen else []
    return Baris(
        peserta,
        asesmen,
        TONES_HADIR[Kehadiran(peserta.kehadiran)],
        TONES_HASIL.get(asesmen.rekomendasi, "mute") if asesmen else "mute",
        [_rekaman(peserta.permohonan.edisi, code, formulir.get(code)) for code in codes],
        kurang,
        tertutup,
        maju,
        "Sudah menandatangani daftar hadir." if peserta.kehadiran == Kehadiran.HADIR else None,
    )


def _rekaman(edisi: str, code: str, rekaman: Rekaman | None) -> tuple[str, str, str, str, str]:
    """Code, title, address, tone, words."""
    title = definition(edisi, code).title
    if rekaman is None:
        return code, title, "", "mute", "Belum dibuka"
    if rekaman.selesai:
        return code, title, rekaman.get_absolute_url(), "ok", "Selesai"
    stage = rekaman.stage
    return code, title, rekaman.get_absolute_url(), "wait", f"Giliran {stage.party}" if stage else "Dibuka"


def _syarat_buka(jadwal: Jadwal) -> list[Syarat]:
    rows = [
        Syarat(not masalah and kode in jadwal.kesiapan, kalimat, masalah or "")
        for kode, kalimat, masalah in jadwal_rules.butir_kesiapan(jadwal)
    ]
    belum = jadwal_rules.alasan_belum_tercatat(jadwal)
    bnsp = Syarat(belum is None, "Jadwal tercatat di BNSP", belum or "SOP 2.8")
    return [bnsp, *rows]


def _syarat_laporan(baris: list[Baris]) -> list[Syarat]:
    """Per asesi: complete, absent, or which records are missing (SOP 3.4)."""
    found = []
    for row in baris:
        nama = row.peserta.permohonan.nama
        if row.peserta.kehadiran == Kehadiran.TIDAK_HADIR:
            found.append(Syarat(True, f"{nama} tidak hadir", "dilaporkan sebagai tidak hadir"))
        elif row.kurang:
            found.append(Syarat(False, f"{nama}: belum ada {', '.join(row.kurang)}"))
        else:
            found.append(Syarat(row.asesmen is not None, f"{nama}: rekaman lengkap"))
    return found


@login_required
@require_POST
def buka(request: HttpRequest, jadwal_id: UUID) -> HttpResponse:
    """The asesor opens the session with a signature."""
    jadwal = jadwal_queries.dengan_id(jadwal_id)
    return perform(
        request,
        commands.buka_sesi,
        jadwal=jadwal,
        success="Sesi dibuka. Minta setiap asesi menandatangani daftar hadir di akunnya.",
        next=reverse("asesmen:sesi", args=[jadwal.pk]),
    )


@login_required
@require_POST
def absen(request: HttpRequest, peserta_id: UUID) -> HttpResponse:
    """An asesi did not come."""
    peserta = jadwal_queries.peserta_dengan_id(peserta_id)
    return perform(
        request,
        commands.tandai_tidak_hadir,
        peserta=peserta,
        success=f"{peserta.permohonan.nama} ditandai tidak hadir.",
        next=reverse("asesmen:sesi", args=[peserta.jadwal_id]),
    )


@login_required
@require_POST
def lapor(request: HttpRequest, jadwal_id: UUID) -> HttpResponse:
    """Open FR.AK.05; the asesor goes on in the form."""
    jadwal = jadwal_queries.dengan_id(jadwal_id)
    return perform(
        request,
        commands.susun_laporan,
        jadwal=jadwal,
        success="FR.AK.05 dibuka. Hasil setiap asesi disalin dari FR.AK.02.",
        next=lambda _: for_subject(jadwal, rules.AK05)[0].get_absolute_url(),
    )


@login_required
@require_GET
def umpan_balik(request: HttpRequest) -> HttpResponse:
    """How often each statement of FR.AK.03 was answered Ya, and the latest remarks (SOP 3.3)."""
    ctx = context_of(request)
    if not ctx.actor.has(*STAFF):
        raise NotPermitted("Ringkasan umpan balik hanya untuk staf LSP.")
    jumlah = queries.ringkasan_umpan_balik(ctx)
    rows = []
    for nomor, (key, words) in enumerate(_pernyataan(), start=1):
        answers: dict[str, int] = jumlah.get(key, {})
        ya = sum(n for value, n in answers.items() if value.lower() == "ya")
        rows.append((nomor, words, ya, sum(answers.values())))
    page = {
        "baris": rows,
        "banyak": max((row[3] for row in rows), default=0),
        "catatan": queries.catatan_umpan_balik(ctx),
    }
    return render(request, "asesmen/umpan_balik.html", page)


def _pernyataan() -> list[tuple[str, str]]:
    """Key and wording of the ten statements."""
    return list(ak03.KOMPONEN)
