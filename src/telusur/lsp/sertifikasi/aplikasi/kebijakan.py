"""What FR.APL.01 and FR.APL.02 mean to this module: when they may be filled, and what follows when a party is done."""

from __future__ import annotations

from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.definition import Stage
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.policy import Link, register_policy
from telusur.kernel.forms.queries import record
from telusur.lsp.sertifikasi.aplikasi import commands, formulir, rules
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import boleh_lihat, dengan_id
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan

S = StatusPermohonan
PENGISIAN = (S.DRAF, S.DIKEMBALIKAN)


def _permohonan(rekaman: Rekaman) -> Permohonan:
    found = dengan_id(rekaman.case_id) if rekaman.case_id else None
    if found is None:
        raise NotFound("Permohonan untuk formulir ini tidak ada.")
    return found


def gerbang(ctx: Context, rekaman: Rekaman) -> str | None:
    """The applicant fills while the application is theirs; Admin and asesor once it was handed over."""
    permohonan, stage = _permohonan(rekaman), rekaman.stage
    if stage is None or (stage.slot == "asesi" and permohonan.status in PENGISIAN):
        return None
    if stage.slot == "asesi":
        return f"{permohonan} sedang {permohonan.get_status_display().lower()}; isinya tidak dapat diubah."
    if stage.slot == "admin":
        if permohonan.status != S.DIAJUKAN:
            return f"{permohonan} berstatus “{permohonan.get_status_display()}”; pemeriksaan tidak terbuka."
        return rules.bukan_pemohon.why_not(ctx, permohonan)
    if permohonan.status != S.DITERIMA:
        return (
            f"{permohonan} berstatus “{permohonan.get_status_display()}”; asesor mengkaji sesudah permohonan diterima."
        )
    return None


def sesudah_apl01(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    """Applicant done: maybe submit. Admin done: admit or refuse. Asesor done: validated or back to Admin."""
    permohonan = _permohonan(rekaman)
    if stage.slot == "asesi":
        _ajukan_bila_lengkap(ctx, permohonan)
    elif stage.slot == "admin":
        _putuskan(ctx, permohonan, rekaman)
    else:
        _kajian(ctx, permohonan, rekaman, "kajian/rekomendasi")


def sesudah_apl02(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    """Applicant done: maybe submit. Asesor done: may proceed, or back to Admin."""
    permohonan = _permohonan(rekaman)
    if stage.slot == "asesi":
        _ajukan_bila_lengkap(ctx, permohonan)
    else:
        _kajian(ctx, permohonan, rekaman, "rekomendasi/lanjut")


def _ajukan_bila_lengkap(ctx: Context, permohonan: Permohonan) -> None:
    apl01 = record(permohonan.pk, formulir.APL01)
    if apl01 is not None and commands.kedua_formulir_masuk(permohonan):
        commands.ajukan(ctx, permohonan=permohonan, apl01=apl01)


def _putuskan(ctx: Context, permohonan: Permohonan, rekaman: Rekaman) -> None:
    if rekaman.isi.get("keputusan/rekomendasi") == "diterima":
        commands.terima(ctx, permohonan=permohonan, apl01=rekaman)
    else:
        alasan = str(rekaman.isi.get("keputusan/catatan") or "")
        alasan = formulir.alasan_dengan_kekurangan(permohonan.skema, rekaman, alasan)
        commands.tolak(ctx, permohonan=permohonan, alasan=alasan)


def _kajian(ctx: Context, permohonan: Permohonan, rekaman: Rekaman, path: str) -> None:
    section = path.split("/", maxsplit=1)[0]
    commands.catat_kajian(
        ctx,
        permohonan=permohonan,
        formulir_kode=rekaman.code,
        dapat=rekaman.isi.get(path) in {"lanjut", "dapat", "diterima"},
        catatan=str(rekaman.isi.get(f"{section}/catatan") or ""),
    )


def boleh_baca(ctx: Context, rekaman: Rekaman) -> bool:
    """Whoever may open the case may read its forms."""
    permohonan = dengan_id(rekaman.case_id) if rekaman.case_id else None
    return permohonan is not None and boleh_lihat.why_not(ctx, permohonan) is None


def halaman(rekaman: Rekaman) -> str:
    """The case."""
    return f"/kasus/{rekaman.case_id}/" if rekaman.case_id else ""


def bacaan(ctx: Context, rekaman: Rekaman) -> list[Link]:
    """The work instruction in force, for whoever fills an application form (SOP 1.2)."""
    return [Link("Instruksi kerja pengisian (IK-LSPK-01)", url="/mutu/IK-LSPK-01/")]


def daftarkan() -> None:
    """Tell the forms engine. Called once when the app is ready."""
    register_policy("*", may_read=boleh_baca, url=halaman)
    register_policy(formulir.APL01, gate=gerbang, on_stage=sesudah_apl01, links=bacaan)
    register_policy(formulir.APL02, gate=gerbang, on_stage=sesudah_apl02, links=bacaan)
