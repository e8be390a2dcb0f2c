"""What the forms of the assessment mean: when they may be filled, and what follows."""

from __future__ import annotations

from uuid import UUID

from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.definition import Stage
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.policy import register_policy
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.asesmen import commands, formulir, rules
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.queries import asesmen_kasus
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.queries import dengan_id as jadwal_dengan_id


def _asesmen(rekaman: Rekaman) -> Asesmen:
    found = asesmen_kasus(rekaman.case_id) if rekaman.case_id else None
    if found is None:
        raise NotFound("Kasus ini tidak sedang diases.")
    return found


def _jadwal(rekaman: Rekaman) -> Jadwal:
    return jadwal_dengan_id(UUID(rekaman.subject_id))


def gerbang_instrumen(ctx: Context, rekaman: Rekaman) -> str | None:
    """Only in the open session, only what the plan selects, only after FR.AK.01 and with the asesi present."""
    return rules.alasan_instrumen_tertutup(_asesmen(rekaman), rekaman.code)


def sesudah_instrumen(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    """An instrument is finished: open FR.AK.02 when it was the last."""
    if rekaman.selesai:
        commands.buka_rekaman(ctx, asesmen=_asesmen(rekaman))


def sesudah_ak02(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    """Both signed: the recommendation stands."""
    if rekaman.selesai:
        isi = rekaman.isi
        commands.catat_rekomendasi(
            ctx,
            asesmen=_asesmen(rekaman),
            rekomendasi=str(isi.get("rekomendasi/hasil") or ""),
            unit_hasil=formulir.unit_hasil(isi),
            tindak_lanjut=str(isi.get("rekomendasi/tindak_lanjut") or ""),
        )


def sesudah_ak05(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    """The asesor signed the report: it is handed over, or refused while a record is missing (SOP 3.4)."""
    if rekaman.selesai:
        commands.serahkan_laporan(ctx, jadwal=_jadwal(rekaman))


def boleh_baca_laporan(ctx: Context, rekaman: Rekaman) -> bool:
    """Staff and the asesor of the schedule."""
    return ctx.actor.has(*STAFF) or str(_jadwal(rekaman).asesor.orang_id) == ctx.actor.id


def halaman_sesi(rekaman: Rekaman) -> str:
    """The session the report is about."""
    return f"/asesmen/{rekaman.subject_id}/"


def daftarkan() -> None:
    """Tell the forms engine."""
    for code in (formulir.IA01, formulir.IA05):
        register_policy(code, gate=gerbang_instrumen, on_stage=sesudah_instrumen)
    register_policy(rules.AK02, on_stage=sesudah_ak02)
    register_policy(
        rules.AK05,
        on_stage=sesudah_ak05,
        may_read=boleh_baca_laporan,
        url=halaman_sesi,
    )
