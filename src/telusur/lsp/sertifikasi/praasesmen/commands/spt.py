"""The SPT of the asesor: drafted, withdrawn, signed (SOP 1.5)."""

from __future__ import annotations

from telusur.kernel.base.clock import day_and_date
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.asesor.queries import alasan_tidak_layak as alasan_asesor
from telusur.lsp.administrasi.tuk.queries import alasan_tidak_layak as alasan_tuk
from telusur.lsp.administrasi.umum.commands import batalkan_naskah, buat_naskah, tandatangani_naskah
from telusur.lsp.administrasi.umum.states import JenisNaskah
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.praasesmen import documents
from telusur.lsp.sertifikasi.praasesmen.commands.berkas import serahkan_ke_asesor
from telusur.lsp.sertifikasi.praasesmen.commands.kasus import buka_bila_siap
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import peserta_aktif
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana

S = StatusRencana
PENYUSUN = [Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI]


@command(
    code="praasesmen.ajukan_spt",
    title="Mengajukan draf SPT asesor",
    roles=PENYUSUN,
    permit=by_role_alone,
    subject="rencana",
    sources={S.DISUSUN},
    clause="SOP 1.5",
)
def ajukan_spt(ctx: Context, *, rencana: Rencana) -> None:
    """Draft the SPT with its list of asesi for the Direktur. Raises Invalid for a plan without asesi."""
    peserta = peserta_aktif(rencana)
    if not peserta:
        raise Invalid("Rencana ini belum mempunyai asesi. Tambahkan sedikitnya satu.")
    rencana.spt = buat_naskah(
        ctx,
        jenis=JenisNaskah.SPT_ASESOR,
        perihal=f"Asesmen {rencana.skema.nama_id}, {day_and_date(rencana.tanggal)}",
        isi=documents.isi_spt(rencana),
        untuk_id=rencana.pk,
        penerima=rencana.asesor.orang,
        skema_kode=rencana.skema_kode,
        berlaku_dari=rencana.tanggal,
        berlaku_sampai=rencana.tanggal,
    )
    rencana.status = S.MENUNGGU_SPT
    rencana.save()
    note(jumlah_asesi=len(peserta))


@command(
    code="praasesmen.tarik_spt",
    title="Menarik draf SPT asesor",
    roles=[*PENYUSUN, Role.DIREKTUR],
    permit=by_role_alone,
    subject="rencana",
    sources={S.MENUNGGU_SPT},
)
def tarik_spt(ctx: Context, *, rencana: Rencana, alasan: str) -> None:
    """Take the draft back to change the plan, or return it unsigned with a reason. Raises Invalid without one."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis alasan menarik draf SPT."]})
    if rencana.spt:
        batalkan_naskah(ctx, naskah=rencana.spt, alasan=alasan.strip())
    rencana.spt, rencana.status = None, S.DISUSUN
    rencana.save()
    note(alasan=alasan.strip())


@command(
    code="praasesmen.tandatangani_spt",
    title="Menandatangani SPT asesor",
    roles=[Role.DIREKTUR],
    permit=by_role_alone,
    subject="rencana",
    sources={S.MENUNGGU_SPT},
    signs=True,
    clause="SOP 1.5",
)
def tandatangani_spt(ctx: Context, *, rencana: Rencana) -> None:
    """Sign and number the SPT; from now on the asesor sees the cases and their forms wait for the asesor."""
    if rencana.spt is None:
        raise WrongState("Draf SPT asesor belum ada.")
    if why := alasan_asesor(rencana.asesor, rencana.skema_kode, rencana.tanggal):
        raise Invalid(why)
    if why := alasan_tuk(rencana.tuk, rencana.skema_kode, rencana.tanggal):
        raise Invalid(why)
    if rencana.tanggal < ctx.today:
        raise Invalid("Tanggal rencana ini sudah lewat. Tarik drafnya, lalu ubah waktunya.")
    tandatangani_naskah(ctx, naskah=rencana.spt, isi=documents.isi_spt(rencana))
    rencana.status = S.BERJALAN
    rencana.save()
    for row in peserta_aktif(rencana):
        serahkan_ke_asesor(ctx, rencana, row.permohonan)
        buka_bila_siap(ctx, row.permohonan, rencana)
    kirim(
        ctx,
        to_user=rencana.asesor.orang,
        template="spt_asesor",
        data={
            "nama": rencana.asesor.orang.name,
            "nomor": rencana.spt.nomor,
            "skema": rencana.skema.nama_id,
            "tanggal": day_and_date(rencana.tanggal),
            "tuk": rencana.tuk.nama,
            "tautan": f"/rencana/{rencana.pk}/",
        },
    )
    note(nomor=rencana.spt.nomor)
