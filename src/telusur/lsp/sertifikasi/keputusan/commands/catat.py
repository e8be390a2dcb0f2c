"""Decisions on certificates that exist (P508 9.4.3)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.commands import kirim
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.keputusan import rules
from telusur.lsp.sertifikasi.keputusan.models import Keputusan
from telusur.lsp.sertifikasi.keputusan.queries import SYARAT_CATAT
from telusur.lsp.sertifikasi.keputusan.states import LANJUTAN


@command(
    code="keputusan.catat",
    title="Mencatat keputusan sertifikasi",
    roles=[Role.DIREKTUR],
    permit=rules.bukan_perkara_sendiri,
    subject="permohonan",
    signs=True,
    clause="P508 9.4.3",
)
def catat_keputusan(
    ctx: Context,
    *,
    permohonan: Permohonan,
    jenis: str,
    dasar: str,
    nomor_sk: str,
    tanggal: date,
    sertifikat_id: UUID | None = None,
) -> Keputusan:
    """Record a decision on an existing certificate (maintaining to cancelling) with basis, date and SK.

    Raises Invalid for a missing basis or SK and an impossible date, WrongState when the certificate allows no such decision.
    """
    _periksa(ctx, jenis, dasar, nomor_sk, tanggal)
    if why := next((why for syarat in SYARAT_CATAT if (why := syarat(permohonan.pk, jenis))), None):
        raise WrongState(why)
    row = Keputusan(
        permohonan=permohonan,
        sertifikat_id=sertifikat_id,
        jenis=jenis,
        dasar=dasar.strip(),
        tanggal=tanggal,
        nomor_sk=nomor_sk.strip(),
        pembuat=ctx.actor.user,
        skema_kode=permohonan.skema_kode,
        pada=ctx.at,
    )
    row.save()
    kirim(
        ctx,
        to_user=permohonan.pemohon,
        template="keputusan_dicatat",
        data={
            "nama": permohonan.nama,
            "jenis": row.get_jenis_display().lower(),
            "skema": permohonan.skema_nama,
            "sk": row.nomor_sk,
            "tanggal": long_date(tanggal),
            "dasar": row.dasar,
            "tautan": f"/sertifikat/{sertifikat_id}/" if sertifikat_id else f"/kasus/{permohonan.pk}/",
        },
        case_id=permohonan.pk,
    )
    note(keputusan=row.pk, jenis=jenis, nomor_sk=row.nomor_sk, sertifikat_id=sertifikat_id, case_id=permohonan.pk)
    return row


def _periksa(ctx: Context, jenis: str, dasar: str, nomor_sk: str, tanggal: date) -> None:
    salah: dict[str, list[str]] = {}
    if jenis not in LANJUTAN:
        salah["jenis"] = ["Pilih jenis keputusan. Pemberian diputuskan lewat pleno dan SK."]
    if not dasar.strip():
        salah["dasar"] = ["Tulis dasar keputusan."]
    if not nomor_sk.strip():
        salah["nomor_sk"] = ["Isi nomor SK."]
    if tanggal > ctx.today:
        salah["tanggal"] = ["Tanggal itu belum tiba. Isi tanggal SK."]
    if salah:
        raise Invalid(" ".join(texts[0] for texts in salah.values()), salah)
