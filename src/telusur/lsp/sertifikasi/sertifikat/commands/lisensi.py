"""Holders are told when BNSP takes force from the licence or from a skema (P508 9.5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import add_many, note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.commands import kirim
from telusur.kernel.notices.models import Message
from telusur.kernel.notices.states import Channel
from telusur.lsp.administrasi.umum.queries import kop
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.sertifikat.models import KeputusanBnsp, PemberitahuanPemegang
from telusur.lsp.sertifikasi.sertifikat.queries import terdampak
from telusur.lsp.sertifikasi.sertifikat.states import KeadaanKeputusan

TEMPLAT = "keputusan_lisensi"
# What the decision is about and what it did, in the two languages of the letter.
KALIMAT = {
    (False, KeadaanKeputusan.DIBEKUKAN): ("membekukan lisensi LSP kami", "has suspended our licence"),
    (False, KeadaanKeputusan.DICABUT): ("mencabut lisensi LSP kami", "has withdrawn our licence"),
    (True, KeadaanKeputusan.DIBEKUKAN): (
        "membekukan skema ini dalam ruang lingkup lisensi kami",
        "has suspended this scheme within the scope of our licence",
    ),
    (True, KeadaanKeputusan.DIKURANGI): (
        "mengeluarkan skema ini dari ruang lingkup lisensi kami",
        "has removed this scheme from the scope of our licence",
    ),
}


@command(
    code="sertifikat.catat_keputusan_bnsp",
    title="Mendaftar pemegang yang diberi tahu",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    clause="P508 9.5.3",
)
def catat_keputusan_bnsp(
    ctx: Context, *, nomor_sk: str, tanggal_sk: date, keadaan: str, skema: Sequence[str]
) -> KeputusanBnsp:
    """List every holder of a certificate in force or frozen of these skema, or of any when ``skema`` is empty.

    Nobody is listed twice for one SK.
    """
    row = KeputusanBnsp.objects.select_for_update().filter(nomor_sk=nomor_sk, keadaan=keadaan).first()
    if row is None:
        row = KeputusanBnsp(
            nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, keadaan=keadaan, skema=sorted(skema), dicatat_pada=ctx.at
        )
    else:
        row.skema = sorted({*row.skema, *skema}) if row.skema and skema else []
    row.save()
    sudah = PemberitahuanPemegang.objects.filter(keputusan=row).values("sertifikat_id")
    baru = [
        PemberitahuanPemegang(keputusan=row, sertifikat=one)
        for one in terdampak(ctx.today, skema).exclude(pk__in=sudah)
    ]
    add_many(baru)
    note(nomor_sk=nomor_sk, skema=row.skema, pemegang=len(baru))
    return row


@command(
    code="sertifikat.beritahu_pemegang",
    title="Memberi tahu pemegang tentang keputusan BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="pemberitahuan",
    clause="P508 9.5.3",
)
def beritahu_pemegang(ctx: Context, *, pemberitahuan: PemberitahuanPemegang) -> None:
    """Write one holder's message, by mail and in the application. Nothing when it was written before."""
    if pemberitahuan.pesan_id is not None:
        return
    try:
        pemberitahuan.pesan = _tulis(ctx, pemberitahuan, Channel.EMAIL)
    except Invalid as alasan:  # an address that cannot be mailed to: the holder still reads it after signing in
        pemberitahuan.kendala = alasan.sentence[:200]
        pemberitahuan.pesan = _tulis(ctx, pemberitahuan, Channel.IN_APP)
    pemberitahuan.save()
    note(case_id=pemberitahuan.sertifikat.permohonan_id, nomor=pemberitahuan.sertifikat.nomor)


def _tulis(ctx: Context, pemberitahuan: PemberitahuanPemegang, channel: str) -> Message:
    keputusan, sertifikat = pemberitahuan.keputusan, pemberitahuan.sertifikat
    tindakan, act = KALIMAT[bool(keputusan.skema), KeadaanKeputusan(keputusan.keadaan)]
    return kirim(
        ctx,
        to_user=sertifikat.pemegang,
        template=TEMPLAT,
        data={
            "nama": sertifikat.nama,
            "nomor": sertifikat.nomor,
            "skema": sertifikat.skema_nama,
            "lsp": kop()["nama"],
            "tindakan": tindakan,
            "act": act,
            "nomor_sk": keputusan.nomor_sk,
            "tanggal_sk": long_date(keputusan.tanggal_sk),
            "date_sk": keputusan.tanggal_sk.isoformat(),
            "tautan": f"/verifikasi/{sertifikat.kode}/",
        },
        case_id=sertifikat.permohonan_id,
        channel=channel,
    )
