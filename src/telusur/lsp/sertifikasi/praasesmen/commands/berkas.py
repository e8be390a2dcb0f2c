"""The forms of a case change hands: to the asesor of the SPT, away from them again, and void with what was agreed.

No commands of their own: parts of the acts on plan and SPT.
"""

from __future__ import annotations

from telusur.kernel.commands.context import Context
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.queries import record, records
from telusur.kernel.forms.states import TERBUKA
from telusur.lsp.administrasi.muk.queries import sumber_mapa
from telusur.lsp.administrasi.umum.commands import batalkan_naskah
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, APL02, ASESOR_NANTI
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.praasesmen import formulir
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana, Rencana
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana

MAPA = (formulir.MAPA01, formulir.MAPA02)


def serahkan_ke_asesor(ctx: Context, rencana: Rencana, permohonan: Permohonan) -> None:
    """The SPT is signed: what waits for an asesor waits for this one, and the plan of the case is opened (SOP 2.1, 2.3)."""
    asesor = formulir.pihak(permohonan, rencana)["asesor"]
    mapa = sumber_mapa(rencana.skema)
    for code in (APL01, APL02, *MAPA):
        rekaman = record(permohonan.pk, code)
        if rekaman is not None and rekaman.status in TERBUKA and rekaman.pihak["asesor"].get("id") != asesor["id"]:
            forms.ganti_pihak(ctx, rekaman=rekaman, slot="asesor", person=asesor)
        elif rekaman is None and code in MAPA:  # a plan that was moved keeps the validated plan of each case
            forms.mulai(
                ctx,
                edition=permohonan.edisi,
                code=code,
                case_id=permohonan.pk,
                pihak={"asesor": asesor},
                sumber=formulir.sumber(permohonan, rencana, **mapa[code]["sumber"]),
                label=permohonan.judul,
                isi=mapa[code]["isi"],
            )


def lepas_asesor(ctx: Context, permohonan: Permohonan) -> None:
    """The applications wait for whoever the next SPT names; the asesor until now can no longer fill or read them."""
    for code in (APL01, APL02):
        rekaman = record(permohonan.pk, code)
        if rekaman is not None and rekaman.status in TERBUKA and rekaman.pihak["asesor"].get("id"):
            forms.ganti_pihak(ctx, rekaman=rekaman, slot="asesor", person=ASESOR_NANTI)


def alihkan_mapa(ctx: Context, rencana: Rencana, permohonan: Permohonan, alasan: str) -> None:
    """Another asesor answers for the plan of the case: one not yet signed is void and opened anew with the SPT, a signed
    one becomes a new version with the same content, which the new asesor reviews and signs (SOP 2.3).
    """
    for code in MAPA:
        rekaman = record(permohonan.pk, code)
        if rekaman is not None and rekaman.selesai:
            sumber = {**rekaman.sumber, "kepala": formulir.kepala(permohonan, rencana)}
            baru = forms.versi_baru(ctx, rekaman=rekaman, alasan=alasan, sumber=sumber)
            forms.ganti_pihak(ctx, rekaman=baru, slot="asesor", person=ASESOR_NANTI)
        elif rekaman is not None:
            forms.batalkan(ctx, rekaman=rekaman, alasan=alasan)


def gugurkan_kesepakatan(ctx: Context, rencana: Rencana, peserta: list[PesertaRencana], alasan: str) -> None:
    """FR.AK.01 names day and place, the SPT too: both lapse with the old time (forms.md 5, FR.AK.01 R4)."""
    for row in peserta:
        batalkan_formulir(ctx, row.permohonan, {formulir.KONSULTASI, formulir.AK01}, alasan)
        if row.permohonan.tahap == Tahap.JADWAL:
            pindah_tahap(ctx, permohonan=row.permohonan, tahap=Tahap.PRAASESMEN)
    if rencana.spt:
        batalkan_naskah(ctx, naskah=rencana.spt, alasan=alasan)
    rencana.spt, rencana.status = None, StatusRencana.DISUSUN


def batalkan_formulir(ctx: Context, permohonan: Permohonan, codes: set[str], alasan: str) -> None:
    """Void the forms of a case with these codes, signed or not."""
    for rekaman in records(permohonan.pk):
        if rekaman.code in codes:
            forms.batalkan(ctx, rekaman=rekaman, alasan=alasan)
