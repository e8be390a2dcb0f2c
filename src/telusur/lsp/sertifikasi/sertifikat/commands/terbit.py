"""Signature, printing, and what later decisions do (SOP 4.4; P508 9.4.3, 9.4.7)."""

from __future__ import annotations

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.commands import kirim
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.keputusan.states import JenisKeputusan
from telusur.lsp.sertifikasi.sertifikat import documents, rules
from telusur.lsp.sertifikasi.sertifikat.commands.blanko import PENERBIT
from telusur.lsp.sertifikasi.sertifikat.commands.pdf import minta_sertifikat
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import (
    Keabsahan,
    StatusBlanko,
    StatusSertifikat,
)

S = StatusSertifikat

KEADAAN_SESUDAH = {
    JenisKeputusan.PEMBEKUAN.value: Keabsahan.DIBEKUKAN,
    JenisKeputusan.PENANGGUHAN.value: Keabsahan.DIBEKUKAN,
    JenisKeputusan.PEMBATALAN.value: Keabsahan.DICABUT,
    JenisKeputusan.PEMELIHARAAN.value: Keabsahan.BERLAKU,
}


@command(
    code="sertifikat.tandatangani",
    title="Menandatangani sertifikat",
    roles=[Role.DIREKTUR],
    permit=rules.bukan_pemegang & rules.blanko_baik,
    subject="sertifikat",
    sources={S.DIPERIKSA},
    signs=True,
    clause="SOP 4.4, P508 9.4.7",
)
def tandatangani(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """Sign the checked certificate: the final PDF/A is made and signed, and the public can verify it from now on."""
    sertifikat.isi = {**sertifikat.isi, "direktur": ctx.actor.name}
    sertifikat.dokumen = minta_sertifikat(ctx, sertifikat)
    sertifikat.status = S.DITANDATANGANI
    # Signed anew after a spoiled blank: one frozen by a decision stays frozen, one frozen for its blank alone does not.
    if sertifikat.keabsahan == Keabsahan.BELUM or sertifikat.beku_karena_blanko:
        sertifikat.keabsahan, sertifikat.beku_karena_blanko = Keabsahan.BERLAKU, False
    sertifikat.ditandatangani_pada = ctx.at
    sertifikat.save()
    note(nomor=sertifikat.nomor, kode=sertifikat.kode, case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.cetak",
    title="Mencetak sertifikat pada blanko",
    roles=PENERBIT,
    permit=rules.bukan_pemegang & rules.blanko_baik & rules.dokumen_siap,
    subject="sertifikat",
    sources={S.DITANDATANGANI},
    clause="SOP 4.4",
)
def cetak(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """Record that the certificate was printed well on its blank: number, date, operator."""
    lembar = sertifikat.blanko
    lembar.status, lembar.dicatat_pada, lembar.dicatat_oleh = StatusBlanko.DICETAK, ctx.at, ctx.actor.name
    lembar.save()
    sertifikat.status, sertifikat.dicetak_pada, sertifikat.dicetak_oleh = S.DICETAK, ctx.at, ctx.actor.name
    sertifikat.save()
    pindah_tahap(ctx, permohonan=sertifikat.permohonan, tahap=Tahap.SERAH_TERIMA)
    note(blanko=lembar.nomor, hasil="baik", case_id=sertifikat.permohonan_id)
    kirim(
        ctx,
        to_user=sertifikat.pemegang,
        template="sertifikat_siap",
        data={"nama": sertifikat.nama, "nomor": sertifikat.nomor, "tautan": f"/sertifikat/{sertifikat.pk}/"},
        case_id=sertifikat.permohonan_id,
    )


@command(
    code="sertifikat.terapkan_keputusan",
    title="Menerapkan keputusan pada sertifikat",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="sertifikat",
    clause="P508 9.4.3, 9.5",
)
def terapkan_keputusan(ctx: Context, *, sertifikat: Sertifikat, jenis: str, nomor_sk: str) -> None:
    """A recorded decision changes whether the certificate counts; cancelling is final."""
    baru = KEADAAN_SESUDAH.get(jenis)
    if sertifikat.beku_karena_blanko and baru is not None and sertifikat.keabsahan != Keabsahan.DICABUT:
        if baru == Keabsahan.BERLAKU:  # a decision cannot make up for a blank that BNSP did not give out
            return
        sertifikat.beku_karena_blanko = False  # from now on it is the decision that holds it
        sertifikat.save()
    if baru is None or not sertifikat.sudah_terbit or sertifikat.keabsahan in (baru, Keabsahan.DICABUT):
        return
    note(jenis=jenis, nomor_sk=nomor_sk, dari=sertifikat.keabsahan, ke=baru.value, case_id=sertifikat.permohonan_id)
    sertifikat.keabsahan = baru
    sertifikat.save()


@command(
    code="sertifikat.ingatkan",
    title="Mengingatkan masa berlaku sertifikat",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="sertifikat",
    clause="P508 9.6.3",
)
def ingatkan(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """Tell the holder, once, that the certificate is about to expire and how to be certified again."""
    if sertifikat.diingatkan_pada is not None:
        return
    sertifikat.diingatkan_pada = ctx.at
    sertifikat.save()
    kirim(
        ctx,
        to_user=sertifikat.pemegang,
        template="sertifikat_akan_habis",
        data={
            "nama": sertifikat.nama,
            "nomor": sertifikat.nomor,
            "skema": sertifikat.skema_nama,
            "berlaku_sampai": long_date(sertifikat.berlaku_sampai),
            "berlaku_sampai_en": documents.tanggal_en(sertifikat.berlaku_sampai),
            "tautan": f"/sertifikat/{sertifikat.pk}/",
        },
        case_id=sertifikat.permohonan_id,
    )
    note(berlaku_sampai=sertifikat.berlaku_sampai, case_id=sertifikat.permohonan_id)
