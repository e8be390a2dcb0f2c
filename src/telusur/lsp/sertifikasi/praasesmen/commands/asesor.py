"""Another asesor for a plan, before its session starts (SOP 1.5)."""

from __future__ import annotations

from telusur.kernel.base.clock import day_and_date
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import lock, note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.umum.queries import naskah_dari
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.praasesmen import rules
from telusur.lsp.sertifikasi.praasesmen.commands.berkas import alihkan_mapa, gugurkan_kesepakatan, lepas_asesor
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana, Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import peserta_aktif
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana

S = StatusRencana


@command(
    code="praasesmen.ganti_asesor",
    title="Mengganti asesor rencana",
    roles=[Role.MANAJER_SERTIFIKASI],
    permit=by_role_alone,
    subject="rencana",
    sources={S.DISUSUN, S.MENUNGGU_SPT, S.BERJALAN},
    clause="SOP 1.5, P508 9.4.4",
)
def ganti_asesor(ctx: Context, *, rencana: Rencana, asesor: Asesor, alasan: str) -> None:
    """Put another asesor in place, by the rules of planning. What names the old one lapses: SPT, consultation, FR.AK.01.

    Applications the old asesor has validated stay; what they had not signed passes to the new one with the new SPT, and
    the signed plan of each case is reviewed and signed again. Raises Invalid beside the field.
    """
    lock(asesor)
    peserta = peserta_aktif(rencana)
    fields = {}
    if why := rules.alasan_pengganti(asesor, rencana, peserta):
        fields["asesor"] = [why]
    if not alasan.strip():
        fields["alasan"] = ["Tulis alasan penggantian; asesor dan asesi membacanya."]
    if fields:
        raise Invalid(" ".join(text for texts in fields.values() for text in texts), fields)
    lama, sebab = rencana.asesor, f"Asesor diganti: {alasan.strip()}"
    gugurkan_kesepakatan(ctx, rencana, peserta, sebab)
    rencana.asesor, rencana.alasan = asesor, sebab
    rencana.save()
    for row in peserta:
        lepas_asesor(ctx, row.permohonan)
        alihkan_mapa(ctx, rencana, row.permohonan, sebab)
    note(lama=lama.orang.name, baru=asesor.orang.name, alasan=alasan.strip())
    if any(spt.nomor and spt.penerima_id == lama.orang_id for spt in naskah_dari(rencana.pk)):
        _kabari(ctx, rencana, lama, peserta, alasan.strip())


def _kabari(ctx: Context, rencana: Rencana, lama: Asesor, peserta: list[PesertaRencana], alasan: str) -> None:
    """Whoever was told of the old asesor by a signed SPT is told of the change; the new one by the new SPT."""
    data = {
        "skema": rencana.skema.nama_id,
        "waktu": f"{day_and_date(rencana.tanggal)}, pukul {rencana.pukul}",
        "tuk": rencana.tuk.nama,
        "alasan": alasan,
    }
    kirim(
        ctx,
        to_user=lama.orang,
        template="tugas_dialihkan",
        data={**data, "nama": lama.orang.name, "tautan": "/rencana/"},
    )
    for row in peserta:
        kirim(
            ctx,
            to_user=row.permohonan.pemohon,
            template="asesor_berganti",
            data={
                **data,
                "nama": row.permohonan.nama,
                "nomor": row.permohonan.nomor,
                "lama": lama.orang.name,
                "baru": rencana.asesor.orang.name,
                "tautan": f"/kasus/{row.permohonan_id}/",
            },
            case_id=row.permohonan_id,
        )
