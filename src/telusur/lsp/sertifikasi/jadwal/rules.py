"""When a schedule can be final, and when its session can open (SOP 2.8, 3.1 to 3.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from telusur.kernel.base.clock import date_and_time, day_of, long_date, shown_in
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.queries import in_force
from telusur.lsp.administrasi.asesor.queries import alasan_tidak_layak as alasan_asesor
from telusur.lsp.administrasi.keuangan.queries import lunas_semua
from telusur.lsp.administrasi.muk.queries import alasan_belum_siap
from telusur.lsp.administrasi.tuk.queries import alasan_tidak_layak as alasan_tuk
from telusur.lsp.administrasi.umum.queries import alasan_di_luar_lingkup, setelan
from telusur.lsp.administrasi.umum.states import JenisTangan, StatusNaskah
from telusur.lsp.administrasi.umum.tangan import alasan_belum_sah
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, APL02
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.praasesmen.formulir import AK01, KONSULTASI, MAPA01, MAPA02
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import peserta_aktif

SYARAT_FORMULIR = {
    APL01: "FR.APL.01 belum divalidasi asesor",
    APL02: "FR.APL.02 belum dikaji asesor",
    MAPA01: "FR.MAPA.01 belum ditinjau asesor",
    MAPA02: "FR.MAPA.02 belum ditinjau asesor",
    KONSULTASI: "konsultasi pra-asesmen belum selesai",
    AK01: "FR.AK.01 belum ditandatangani kedua pihak",
}


@dataclass(frozen=True, slots=True)
class Syarat:
    """One condition of the gate: ``terpenuhi``, the sentence, and for an asesi the case it is about."""

    terpenuhi: bool
    kalimat: str
    case_id: str = ""


def syarat_penetapan(rencana: Rencana) -> list[Syarat]:
    """Every condition for making the plan final, met or not, each with the sentence shown beside it (SOP 2.2, 2.8)."""
    spt = rencana.spt
    berlaku = spt is not None and spt.status == StatusNaskah.DITANDATANGANI
    umum = [
        (None if berlaku else "SPT asesor belum ditandatangani Direktur.", "SPT asesor ditandatangani"),
        (alasan_asesor(rencana.asesor, rencana.skema_kode, rencana.tanggal), "Asesor layak pada hari itu"),
        (alasan_tuk(rencana.tuk, rencana.skema_kode, rencana.tanggal), "Verifikasi TUK berlaku"),
        (alasan_belum_siap(rencana.skema), "MAPA divalidasi dan instrumen ditinjau"),
        (alasan_di_luar_lingkup(rencana.skema_kode, rencana.tanggal), "Skema dalam lingkup lisensi"),
    ]
    found = [Syarat(why is None, why or good) for why, good in umum]
    peserta = peserta_aktif(rencana)
    if not peserta:
        found.append(Syarat(False, "Rencana ini belum mempunyai asesi."))
    cases = [row.permohonan_id for row in peserta]
    lunas, formulir = lunas_semua(cases), in_force(cases)
    for row in peserta:
        selesai = {code for code, rekaman in formulir.get(row.permohonan_id, {}).items() if rekaman.selesai}
        kurang = kekurangan(selesai, row.permohonan.status, row.permohonan_id in lunas)
        kalimat = f"{row.permohonan.nama}: {', '.join(kurang)}." if kurang else f"{row.permohonan.nama} lengkap"
        found.append(Syarat(not kurang, kalimat, str(row.permohonan_id)))
    return found


def kekurangan(selesai: Collection[str], status: str, lunas: bool) -> list[str]:
    """What one case still lacks before it can be on a final schedule; ``selesai`` are its finished forms."""
    kurang = [kalimat for code, kalimat in SYARAT_FORMULIR.items() if code not in selesai]
    if not lunas:
        kurang.insert(0, "tagihan belum lunas")
    if status != StatusPermohonan.DITERIMA:
        kurang.insert(0, "permohonan tidak berstatus diterima")
    return kurang


@rule("Rencana ini belum memenuhi semua syarat jadwal.")
def siap_ditetapkan(ctx: Context, rencana: Rencana) -> bool | str:
    """All conditions hold; the sentence lists those that do not."""
    kurang = [syarat.kalimat for syarat in syarat_penetapan(rencana) if not syarat.terpenuhi]
    return True if not kurang else "Jadwal belum dapat ditetapkan. " + " ".join(kurang)


@rule("Hanya asesor yang namanya tercantum dalam SPT jadwal ini yang dapat melakukan ini.")
def asesor_jadwal(ctx: Context, jadwal: Jadwal) -> bool:
    """The asesor of the schedule."""
    return str(jadwal.asesor.orang_id) == ctx.actor.id


@rule("Anda tidak tercantum pada daftar hadir ini.")
def orang_peserta(ctx: Context, peserta: Peserta) -> bool:
    """The asesi the row is about."""
    return str(peserta.permohonan.pemohon_id) == ctx.actor.id


@rule("Hanya asesor jadwal ini yang dapat menandai ketidakhadiran.")
def asesor_peserta(ctx: Context, peserta: Peserta) -> bool:
    """The asesor of the schedule the row belongs to."""
    return str(peserta.jadwal.asesor.orang_id) == ctx.actor.id


def butir_kesiapan(jadwal: Jadwal) -> list[tuple[str, str, str | None]]:
    """The readiness checklist (SOP 3.1): code, wording, and why it does not hold although ticked (None if nothing says so)."""
    spt = jadwal.rencana.spt
    spt_sah = (
        spt is not None
        and spt.status == StatusNaskah.DITANDATANGANI
        and spt.skema_kode == jadwal.skema_kode
        and spt.berlaku_dari is not None
        and spt.berlaku_sampai is not None
        and spt.berlaku_dari <= jadwal.tanggal <= spt.berlaku_sampai
    )
    masalah_spt = None if spt_sah else "SPT belum sah untuk hari dan skema ini."
    return [
        ("skkni", "SKKNI yang diacu tersedia", None),
        ("skema", "Skema sertifikasi tersedia", None),
        ("spt", "SPT asesor ditandatangani untuk hari dan skema ini", masalah_spt),
        ("sop", "SOP pelaksanaan asesmen tersedia", None),
        ("tuk", "TUK terverifikasi", alasan_tuk(jadwal.tuk, jadwal.skema_kode, jadwal.tanggal)),
        ("instrumen", "Instrumen asesmen tervalidasi", alasan_belum_siap(jadwal.skema)),
        ("perlengkapan", "Perlengkapan dan bahan siap digunakan", None),
    ]


def alasan_belum_siap_sesi(jadwal: Jadwal) -> list[str]:
    """Everything that keeps the session closed besides state and time."""
    butir = butir_kesiapan(jadwal)
    kurang = [masalah for _, _, masalah in butir if masalah]
    belum = [kalimat for kode, kalimat, masalah in butir if not masalah and kode not in jadwal.kesiapan]
    if belum:
        kurang.append(f"Butir kesiapan belum dicentang: {'; '.join(belum)}.")
    if beku := alasan_di_luar_lingkup(jadwal.skema_kode, jadwal.tanggal):
        kurang.append(beku)
    if why := alasan_belum_tercatat(jadwal):
        kurang.append(why)
    return kurang


def alasan_belum_tercatat(jadwal: Jadwal) -> str | None:
    """Why the schedule does not count as recorded at BNSP: no number, or one typed by hand that BNSP does not confirm."""
    if not jadwal.bnsp_nomor:
        return "Jadwal belum tercatat di BNSP (SOP 2.8)."
    return alasan_belum_sah(JenisTangan.JADWAL, {jadwal.pk: jadwal.bnsp_nomor})


@rule("Jadwal ini sudah bernomor pencatatan BNSP.")
def belum_bernomor(ctx: Context, jadwal: Jadwal) -> bool:
    """A person records a number once; BNSP puts its own in place of whatever stands there."""
    return ctx.actor.has(Role.BNSP) or (jadwal.status == StatusJadwal.DITETAPKAN and not jadwal.bnsp_nomor)


@rule("Sesi belum dapat dibuka.")
def sesi_siap(ctx: Context, jadwal: Jadwal) -> bool | str:
    """Recorded at BNSP, SPT signed for that date and skema, readiness complete, and it is the day (SOP 2.8, 3.1, 3.2)."""
    kurang = alasan_belum_siap_sesi(jadwal)
    if kurang:
        return " ".join(kurang)
    terbuka = jadwal.mulai - timedelta(minutes=setelan("jadwal.toleransi_buka"))
    with shown_in(jadwal.tuk.zona_waktu):  # the session opens by the clock of the TUK
        if day_of(ctx.at) != jadwal.tanggal:
            return f"Sesi ini dijadwalkan pada {long_date(jadwal.tanggal)}; sesi hanya dapat dibuka pada hari itu."
        return True if ctx.at >= terbuka else f"Sesi dapat dibuka mulai {date_and_time(terbuka)}."
