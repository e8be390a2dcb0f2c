"""Acts on the pre-assessment of one case: consultation and agreement (SOP 2.5)."""

from __future__ import annotations

from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import command
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.queries import record
from telusur.lsp.administrasi.keuangan.queries import lunas
from telusur.lsp.formulir.istilah import metode_dari
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.praasesmen import formulir
from telusur.lsp.sertifikasi.praasesmen.models import Rencana


@command(
    code="praasesmen.buka_konsultasi",
    title="Membuka konsultasi pra-asesmen",
    roles=[],
    permit=by_role_alone,
    subject="permohonan",
    nested=True,
    clause="SOP 2.5",
)
def buka_konsultasi(ctx: Context, *, permohonan: Permohonan, rencana: Rencana) -> None:
    """Open the consultation checklist for asesor and asesi."""
    forms.mulai(
        ctx,
        edition=permohonan.edisi,
        code=formulir.KONSULTASI,
        case_id=permohonan.pk,
        pihak=formulir.pihak(permohonan, rencana),
        sumber=formulir.sumber_konsultasi(permohonan, rencana),
        label=permohonan.judul,
        isi=formulir.isian_jadwal(rencana),
    )


@command(
    code="praasesmen.perbarui_konsultasi",
    title="Membuka lagi konsultasi dengan dokumen mutu terbaru",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="permohonan",
    clause="SOP 2.5",
)
def perbarui_konsultasi(ctx: Context, *, permohonan: Permohonan, rencana: Rencana) -> None:
    """House rules or the right of appeal were revised: a consultation not yet signed by both is held anew with them.

    Nothing happens where no consultation is open.
    """
    lama = record(permohonan.pk, formulir.KONSULTASI)
    if lama is None or lama.selesai:
        return
    forms.batalkan(ctx, rekaman=lama, alasan="Tata tertib atau SOP banding diperbarui")
    buka_konsultasi(ctx, permohonan=permohonan, rencana=rencana)


@command(
    code="praasesmen.buka_persetujuan",
    title="Membuka FR.AK.01",
    roles=[],
    permit=by_role_alone,
    subject="permohonan",
    nested=True,
    clause="SOP 2.5, 3.3",
)
def buka_persetujuan(ctx: Context, *, permohonan: Permohonan, rencana: Rencana) -> None:
    """Open the agreement, with the evidence methods of the plan and the agreed time and place."""
    metode = metode_dari(formulir.instrumen_kasus(permohonan))
    forms.mulai(
        ctx,
        edition=permohonan.edisi,
        code=formulir.AK01,
        case_id=permohonan.pk,
        pihak=formulir.pihak(permohonan, rencana),
        sumber=formulir.sumber(permohonan, rencana, metode=metode),
        label=permohonan.judul,
        isi={**formulir.isian_jadwal(rencana), "bukti/metode": metode},
    )


@command(
    code="praasesmen.lanjutkan",
    title="Melanjutkan pra-asesmen",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="permohonan",
)
def lanjutkan(ctx: Context, *, permohonan: Permohonan, rencana: Rencana) -> None:
    """Payment came in: open the consultation if everything before it is done."""
    buka_bila_siap(ctx, permohonan, rencana)


def buka_bila_siap(ctx: Context, permohonan: Permohonan, rencana: Rencana) -> None:
    """Open the consultation once forms and plan are validated and the case is paid; inside a running command."""
    ready = formulir.siap_konsultasi(permohonan) and lunas(permohonan.pk)
    if ready and record(permohonan.pk, formulir.KONSULTASI) is None:
        buka_konsultasi(ctx, permohonan=permohonan, rencana=rencana)
