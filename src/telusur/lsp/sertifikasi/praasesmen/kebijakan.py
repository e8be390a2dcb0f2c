"""What the forms of the pre-assessment mean: when they may be filled, and what follows."""

from __future__ import annotations

from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.flows.sync import refresh, register_work
from telusur.kernel.flows.work import Work
from telusur.kernel.forms.definition import Stage
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.policy import Link, register_policy
from telusur.lsp.administrasi.keuangan.queries import lunas
from telusur.lsp.administrasi.muk.queries import mapa_berlaku
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi import queries as aplikasi
from telusur.lsp.sertifikasi.aplikasi.commands import catat_kajian, kembalikan, pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, APL02
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.praasesmen import commands, formulir
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import asesor_kasus, rencana_kasus

BELUM_LUNAS = (
    "Tagihan kasus ini belum lunas (SOP 2.2). Tahap ini terbuka begitu pembayaran diverifikasi atau dibebaskan."
)


def _kasus(rekaman: Rekaman) -> tuple[Permohonan, Rencana]:
    permohonan = aplikasi.dengan_id(rekaman.case_id) if rekaman.case_id else None
    rencana = rencana_kasus(permohonan.pk) if permohonan else None
    if permohonan is None or rencana is None:
        raise NotFound("Kasus ini tidak ada pada rencana asesmen mana pun.")
    return permohonan, rencana


def gerbang(ctx: Context, rekaman: Rekaman) -> str | None:
    """Paid, still accepted, and on a plan."""
    permohonan, _ = _kasus(rekaman)
    if permohonan.status != StatusPermohonan.DITERIMA:
        return f"{permohonan} berstatus “{permohonan.get_status_display()}”; pra-asesmen berhenti sampai diselesaikan."
    return None if lunas(permohonan.pk) else BELUM_LUNAS


def sesudah_apl(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    """Besides what aplikasi does: the consultation when this was the last form it waited for."""
    if rekaman.selesai:
        permohonan, rencana = _kasus(rekaman)
        if permohonan.status == StatusPermohonan.DITERIMA:
            commands.buka_bila_siap(ctx, permohonan, rencana)


def sesudah_mapa(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    """The plan of the case is validated (SOP 2.3)."""
    if rekaman.selesai:
        commands.buka_bila_siap(ctx, *_kasus(rekaman))


def sesudah_konsultasi(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    """Both signed the consultation: the agreement can be signed."""
    if rekaman.selesai:
        permohonan, rencana = _kasus(rekaman)
        commands.buka_persetujuan(ctx, permohonan=permohonan, rencana=rencana)


def sesudah_persetujuan(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    """Both signed FR.AK.01: the case is ready for a schedule."""
    if rekaman.selesai:
        permohonan, rencana = _kasus(rekaman)
        pindah_tahap(ctx, permohonan=permohonan, tahap=Tahap.JADWAL)
        refresh(ctx, rencana)


def permohonan_kembali(ctx: Context, rekaman: Rekaman, catatan: str) -> None:
    """Whoever gives an application form back on its screen gives the application back too.

    From Admin LSP it goes to the applicant, from the asesor to Admin LSP (SOP 2.1, 2.7).
    """
    permohonan = aplikasi.dengan_id(rekaman.case_id) if rekaman.case_id else None
    if permohonan is None:
        return
    if permohonan.status == StatusPermohonan.DIAJUKAN:
        satu = {"apl01": rekaman.code == APL01, "apl02": rekaman.code == APL02}
        kembalikan(ctx, permohonan=permohonan, catatan=catatan, **satu)
    elif permohonan.status == StatusPermohonan.DITERIMA:
        catat_kajian(ctx, permohonan=permohonan, formulir_kode=rekaman.code, dapat=False, catatan=catatan)


def mapa_skema(ctx: Context, rekaman: Rekaman) -> list[Link]:
    """The validated plan of the skema, for an asesor who reviews an application (SOP 2.1)."""
    permohonan = aplikasi.dengan_id(rekaman.case_id) if rekaman.case_id else None
    stage = rekaman.stage
    if permohonan is None or stage is None or stage.slot != "asesor":
        return []
    mapa = mapa_berlaku(permohonan.skema)
    if mapa is None:
        return []
    found = {str(row.pk): row for row in Rekaman.objects.filter(pk__in=[mapa.mapa01, mapa.mapa02])}
    pairs = ((formulir.MAPA01, mapa.mapa01), (formulir.MAPA02, mapa.mapa02))
    return [Link(f"{code} skema", rekaman=found[str(pk)]) for code, pk in pairs if str(pk) in found]


def bacaan_konsultasi(ctx: Context, rekaman: Rekaman) -> list[Link]:
    """The right of appeal and the house rules can be opened beside the consultation (SOP 2.5)."""
    return [
        Link("SOP Banding", url=f"/mutu/{formulir.SOP_BANDING}/"),
        Link("FR.AK.04 Banding Asesmen (kosong)", url=f"/formulir/kosong/{rekaman.edition}/FR.AK.04/"),
        Link("Tata tertib asesmen", url=f"/mutu/{formulir.TATA_TERTIB}/"),
    ]


def tugas_rencana(permohonan: Permohonan) -> list[Work]:
    """A paid case that is on no plan waits for Admin LSP (SOP 1.5)."""
    waits = permohonan.status == StatusPermohonan.DITERIMA and permohonan.tahap == Tahap.PRAASESMEN
    if not waits or rencana_kasus(permohonan.pk) is not None:
        return []
    return [
        Work(
            "praasesmen.rencanakan",
            "Susun rencana asesmen",
            permohonan.judul,
            "Susun",
            "/rencana/",
            role=Role.ADMIN_LSP,
            days=setelan("tenggat.jadwal"),
            case_id=permohonan.pk,
        )
    ]


def daftarkan() -> None:
    """Tell the forms engine, and let the asesor of the SPT see the case."""
    register_policy(APL01, on_stage=sesudah_apl, on_return=permohonan_kembali, links=mapa_skema)
    register_policy(APL02, on_stage=sesudah_apl, on_return=permohonan_kembali, links=mapa_skema)
    for code in (formulir.MAPA01, formulir.MAPA02):
        register_policy(code, scope="kasus", gate=gerbang, on_stage=sesudah_mapa)
    register_policy(formulir.KONSULTASI, gate=gerbang, on_stage=sesudah_konsultasi, links=bacaan_konsultasi)
    register_policy(formulir.AK01, gate=gerbang, on_stage=sesudah_persetujuan)
    aplikasi.PIHAK_KASUS.append(asesor_kasus)
    register_work(Permohonan, tugas_rencana)
