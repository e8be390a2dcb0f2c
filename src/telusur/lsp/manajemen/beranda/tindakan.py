"""The next act of a case with its conditions and cures, taken from the rules of the modules that own the acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.ui.components.gates import Syarat
from telusur.lsp.administrasi.keuangan.states import TERBAYAR
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import bertanda
from telusur.lsp.manajemen.beranda.kasus import IsiKasus
from telusur.lsp.sertifikasi.aplikasi import commands as aplikasi
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, APL02
from telusur.lsp.sertifikasi.aplikasi.states import Kelayakan, StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.jadwal import commands as jadwal
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.rules import SYARAT_FORMULIR, alasan_belum_tercatat, syarat_penetapan
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana
from telusur.lsp.sertifikasi.sertifikat import commands as sertifikat
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import StatusSertifikat

S = StatusPermohonan


@dataclass(frozen=True, slots=True)
class Gerbang:
    """The act a case is heading for: where it is done, what it needs, why this actor cannot do it."""

    judul: str
    url: str
    syarat: tuple[Syarat, ...]
    alasan: str | None = None


@dataclass(frozen=True, slots=True)
class Lain:
    """Another act of Admin LSP on the application: a page to open, or a button that asks for a reason."""

    label: str
    url: str
    ikon: str
    tautan: bool = False
    tanya: str = ""
    minta_alasan: str = ""
    dampak: tuple[str, ...] = ()


def gerbang(ctx: Context, kasus: IsiKasus) -> Gerbang | None:
    """The gate of the stage the case stands in; None when the case is closed or nobody has to decide anything."""
    row = kasus.permohonan
    if row.status == S.DIAJUKAN:
        return _terima(ctx, kasus)
    if row.status != S.DITERIMA:
        return None
    if row.tahap in (Tahap.PEMBAYARAN, Tahap.PRAASESMEN, Tahap.JADWAL) and kasus.peserta is None:
        return _tetapkan(ctx, kasus)
    if row.tahap in (Tahap.JADWAL, Tahap.ASESMEN):
        session = kasus.peserta.jadwal if kasus.peserta is not None else None
        opens = session is not None and session.status in (StatusJadwal.DITETAPKAN, StatusJadwal.TERDAFTAR)
        return _buka_sesi(session) if session is not None and opens else None
    if row.tahap in (Tahap.PENERBITAN, Tahap.SERAH_TERIMA):
        held = kasus.sertifikat
        return _serahkan(ctx, held) if held is not None and held.status == StatusSertifikat.DICETAK else None
    return None


def _terima(ctx: Context, kasus: IsiKasus) -> Gerbang:
    row, apl01, apl02 = kasus.permohonan, kasus.satu(APL01), kasus.satu(APL02)
    layak = row.kelayakan == Kelayakan.LAYAK
    facts = (
        Syarat(
            layak,
            "Kelayakan asesmen: layak" if layak else f"Kelayakan asesmen: {row.get_kelayakan_display().lower()}.",
            "SOP 1.3",
            "" if layak else "Kaji kelayakan",
            "" if layak else f"/permohonan/{row.pk}/kelayakan/",
            "clipboard-check",
        ),
        Syarat(apl01 is not None and apl01.tahap > 0, "FR.APL.01 diajukan pemohon", "SOP 1.2"),
        Syarat(apl02 is not None and apl02.tahap > 0, "FR.APL.02 diajukan pemohon", "SOP 1.2"),
    )
    why = why_not_by_role(aplikasi.kembalikan, ctx)
    reason = (
        "Menerima permohonan: hanya untuk Admin LSP, dengan memeriksa setiap persyaratan pada FR.APL.01."
        if why
        else None
    )
    return Gerbang("Periksa persyaratan dan terima permohonan", apl01.url if apl01 else "", facts, reason)


def _tetapkan(ctx: Context, kasus: IsiKasus) -> Gerbang:
    plan = kasus.rencana
    url = f"/rencana/{plan.pk}/" if plan else "/rencana/"
    facts = tuple(_syarat_jadwal(kasus))
    why = jadwal.tetapkan if plan else None
    reason = why_not(why, ctx, plan) if why and why_not_by_role(why, ctx) else None
    return Gerbang("Tetapkan jadwal asesmen", url, facts, reason)


def _syarat_jadwal(kasus: IsiKasus) -> Iterator[Syarat]:
    """The case's own conditions from what the page has read; those of the plan once the case itself is complete."""
    bill, plan = kasus.tagihan, kasus.rencana
    paid = bill is not None and bill.status in TERBAYAR
    url = f"/tagihan/{bill.pk}/" if bill and not paid else ""
    words = (
        "Tagihan lunas"
        if paid
        else f"Tagihan {bill.get_status_display().lower()}."
        if bill
        else "Tagihan belum terbit."
    )
    yield Syarat(paid, words, "SOP 2.2", "Buka tagihan" if url else "", url, "file-invoice")
    if plan is None:
        rule = "Asesor, TUK, dan hari (SOP 1.5)"
        yield Syarat(False, "Belum ada pada rencana asesmen.", rule, "Susun rencana", "/rencana/", "route")
        return
    yield Syarat(True, f"Rencana: {plan.asesor.orang.name}, {plan.tuk.nama}", "")
    for code, lacking in SYARAT_FORMULIR.items():
        row = kasus.satu(code)
        ready = code in kasus.selesai
        url = row.url if row and not ready else ""
        fact = f"{row.code} {row.judul} selesai" if ready and row else f"{lacking[0].upper()}{lacking[1:]}."
        yield Syarat(ready, fact, "", f"Buka {code}" if url else "", url, "file-text")
    if plan.status == StatusRencana.BERJALAN and paid and set(SYARAT_FORMULIR) <= kasus.selesai:
        for one in syarat_penetapan(plan):
            if one.case_id != str(kasus.permohonan.pk):
                yield Syarat(one.terpenuhi, one.kalimat)
    elif plan.status != StatusRencana.BERJALAN:
        words = f"Rencana: {plan.get_status_display().lower()}."
        yield Syarat(False, words, "SOP 1.5", "Buka rencana", f"/rencana/{plan.pk}/", "route")


def _buka_sesi(row: Jadwal) -> Gerbang:
    url, belum = f"/jadwal/{row.pk}/", alasan_belum_tercatat(row)
    facts = (
        _langkah(
            belum is None,
            f"Tercatat di BNSP: {bertanda(JenisTangan.JADWAL, {row.pk: row.bnsp_nomor})[row.pk]}",
            belum or "",
            "SOP 2.8",
            url,
        ),
        _langkah(bool(row.undangan_asesor), "Undangan terkirim", "Undangan belum dikirim.", "SOP 3.2", url),
        _langkah(bool(row.kesiapan), "Kesiapan diperiksa asesor", "Kesiapan belum diperiksa asesor.", "SOP 3.1", url),
    )
    return Gerbang("Buka sesi asesmen", url, facts)


def _serahkan(ctx: Context, row: Sertifikat) -> Gerbang:
    url = f"/sertifikat/{row.pk}/"
    signed = row.pernyataan_pada is not None
    facts = (
        _langkah(
            signed, "Pernyataan pemegang ditandatangani", "Pernyataan pemegang belum ditandatangani.", "SOP 4.5", ""
        ),
    )
    lacking = why_not_by_role(sertifikat.serahkan, ctx)
    return Gerbang("Serahkan sertifikat", url, facts, why_not(sertifikat.serahkan, ctx, row) if lacking else None)


def _langkah(holds: bool, good: str, bad: str, rule: str, url: str) -> Syarat:
    cure = url if not holds else ""
    return Syarat(holds, good if holds else bad, rule, "Buka jadwal" if cure else "", cure, "arrow-right")


def lain(ctx: Context, kasus: IsiKasus) -> list[Lain]:
    """What else this actor may do with the application now."""
    row, found = kasus.permohonan, []
    base = f"/permohonan/{row.pk}/"
    if row.kelayakan and why_not(aplikasi.kaji_kelayakan, ctx, row) is None:
        found.append(Lain("Kajian kelayakan", f"{base}kelayakan/", "clipboard-check", tautan=True))
    if why_not(aplikasi.kembalikan, ctx, row) is None:
        found.append(Lain("Kembalikan ke pemohon", f"{base}kembalikan/", "corner-up-left", tautan=True))
    if why_not(aplikasi.tolak, ctx, row) is None:
        effects = ("Permohonan ditutup untuk seterusnya.", "Pemohon membaca alasan Anda lewat surel.")
        found.append(
            Lain("Tidak menerima", f"{base}tolak/", "x", False, "Tidak menerima permohonan ini?", "Alasan", effects)
        )
    if (
        row.tahap in (Tahap.PERMOHONAN, Tahap.PEMBAYARAN, Tahap.PRAASESMEN)
        and why_not(aplikasi.batalkan, ctx, row) is None
    ):
        effects = ("Formulir yang belum selesai ditutup.", "Tagihan yang belum dibayar dibatalkan.")
        found.append(
            Lain("Batalkan permohonan", f"{base}batalkan/", "ban", False, "Batalkan permohonan ini?", "Alasan", effects)
        )
    return found
