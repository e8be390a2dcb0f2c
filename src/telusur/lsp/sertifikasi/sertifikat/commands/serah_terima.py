"""The holder's statement and the handover (SOP 4.5)."""

from __future__ import annotations

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.mutu.queries import berlaku as dokumen_mutu
from telusur.lsp.administrasi.umum.queries import kop
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.sertifikat import documents, rules
from telusur.lsp.sertifikasi.sertifikat.commands.blanko import PENERBIT
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import (
    StatusSertifikat,
)

S = StatusSertifikat


@command(
    code="sertifikat.tandatangani_pernyataan",
    title="Menandatangani pernyataan pemegang sertifikat",
    roles=[Role.ASESI],
    permit=rules.pemegang,
    subject="sertifikat",
    sources={S.DITANDATANGANI, S.DICETAK},
    signs=True,
    clause="SOP 4.5",
)
def tandatangani_pernyataan(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """The holder signs the statement in its current version. Raises WrongState when signed before."""
    if sertifikat.pernyataan_pada:
        raise WrongState("Anda sudah menandatangani pernyataan ini.")
    teks = dokumen_mutu("PERNYATAAN-PEMEGANG")
    sertifikat.pernyataan_versi, sertifikat.pernyataan_pada = str(teks.revisi), ctx.at
    sertifikat.pernyataan = minta(
        ctx,
        kind="pernyataan_pemegang",
        title=f"Pernyataan pemegang sertifikat {sertifikat.nomor}",
        number=sertifikat.nomor,
        data=documents.isi_pernyataan(ctx, sertifikat, teks),
        subject=sertifikat,
        case_id=sertifikat.permohonan_id,
        owner_id=sertifikat.pemegang_id,
        signer_name=sertifikat.nama,
    )
    sertifikat.save()
    note(versi=str(teks.revisi), case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.serahkan",
    title="Menyerahkan sertifikat",
    roles=PENERBIT,
    permit=rules.bukan_pemegang & rules.sudah_menyatakan & rules.blanko_baik & rules.sedang_berlaku,
    subject="sertifikat",
    sources={S.DICETAK},
    clause="SOP 4.5",
)
def serahkan(ctx: Context, *, sertifikat: Sertifikat, cara: str) -> None:
    """Number the receipt and wait for the holder's signature. Impossible before the statement is signed."""
    if not cara.strip():
        raise Invalid("Isi cara penyerahan.", {"cara": ["Misalnya: diambil sendiri, atau dikirim dengan nomor resi."]})
    sertifikat.nomor_serah_terima = numbers.take(ctx, "serah_terima", at=ctx.today, lsp=kop()["singkatan"])
    sertifikat.cara_serah, sertifikat.diserahkan_oleh, sertifikat.diserahkan_pada = cara.strip(), ctx.actor.name, ctx.at
    sertifikat.status = S.DISERAHKAN
    sertifikat.save()
    note(nomor=sertifikat.nomor_serah_terima, case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.terima",
    title="Menandatangani bukti serah terima sertifikat",
    roles=[Role.ASESI],
    permit=rules.pemegang,
    subject="sertifikat",
    sources={S.DISERAHKAN},
    signs=True,
    clause="SOP 4.5, 4.6",
)
def terima(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """The holder signs the receipt; the case is complete, and the holder is told of surveilan and sertifikasi ulang."""
    sertifikat.diterima_pada, sertifikat.status = ctx.at, S.DITERIMA
    sertifikat.bukti_serah_terima = minta(
        ctx,
        kind="serah_terima",
        title=f"Bukti serah terima sertifikat {sertifikat.nomor}",
        number=sertifikat.nomor_serah_terima,
        data=documents.isi_serah_terima(ctx, sertifikat),
        subject=sertifikat,
        case_id=sertifikat.permohonan_id,
        owner_id=sertifikat.pemegang_id,
        signer_name=sertifikat.nama,
    )
    sertifikat.save()
    catat(
        ctx, kind="serah_terima", number=sertifikat.nomor_serah_terima, subject=f"Serah terima {sertifikat}", date=ctx.today,
        to=sertifikat.nama, document=sertifikat.bukti_serah_terima,
    )  # fmt: skip
    pindah_tahap(ctx, permohonan=sertifikat.permohonan, tahap=Tahap.SELESAI)
    note(nomor=sertifikat.nomor_serah_terima, case_id=sertifikat.permohonan_id)
    kirim(
        ctx,
        to_user=sertifikat.pemegang,
        template="sertifikat_diterima",
        data={
            "nama": sertifikat.nama,
            "nomor": sertifikat.nomor,
            "berlaku_sampai": sertifikat.isi["berlaku_sampai"],
            "berlaku_sampai_en": documents.tanggal_en(sertifikat.berlaku_sampai),
            "tautan": f"/verifikasi/{sertifikat.kode}/",
        },
        case_id=sertifikat.permohonan_id,
    )
