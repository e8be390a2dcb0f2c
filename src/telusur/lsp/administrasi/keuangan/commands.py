"""Acts on invoices (SOP 2.2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from telusur.kernel.accounts.models import User
from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.archive.intake import Checked, Uploaded
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.base.text import rupiah, terbilang
from telusur.kernel.calendar import working_days
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.keuangan import rules
from telusur.lsp.administrasi.keuangan.models import BuktiBayar, Tagihan
from telusur.lsp.administrasi.keuangan.queries import tagihan_perkara
from telusur.lsp.administrasi.keuangan.states import StatusBukti, StatusTagihan
from telusur.lsp.administrasi.umum.queries import profil, setelan
from telusur.lsp.roles import Role


@command(
    code="keuangan.terbitkan_tagihan",
    title="Menerbitkan tagihan",
    roles=[Role.ADMIN_LSP],
    permit=by_role_alone,
    nested=True,
    clause="SOP 2.2",
)
def terbitkan_tagihan(
    ctx: Context,
    *,
    perkara_id: UUID,
    perkara: str,
    pembayar: User,
    untuk: str,
    butir: list[dict[str, Any]],
) -> Tagihan:
    """Issue the numbered invoice of an accepted application and mail it. ``butir`` is ``[{nama, jumlah}]`` in rupiah.

    Raises Invalid when the case has an invoice already, or nothing to charge.
    """
    _periksa_tagihan(perkara_id, butir)
    row = Tagihan(
        nomor=numbers.take(ctx, "tagihan", at=ctx.today),
        perkara_id=perkara_id,
        perkara=perkara,
        pembayar=pembayar,
        untuk=untuk,
        butir=butir,
        jumlah=sum(item["jumlah"] for item in butir),
        jatuh_tempo=working_days.add(ctx.today, setelan("tenggat.tagihan")),
        terbit_pada=ctx.at,
    )
    row.dokumen = minta(
        ctx,
        kind="tagihan",
        title=f"Tagihan {untuk}",
        number=row.nomor,
        data=_isi(ctx, row),
        subject=row,
        case_id=perkara_id,
        signer_name=profil().nama,
    )
    row.save()
    catat(ctx, kind="tagihan", number=row.nomor, subject=untuk, date=ctx.today, to=pembayar.name, document=row.dokumen)
    kirim(
        ctx,
        to_user=pembayar,
        template="tagihan_terbit",
        data={
            "nama": pembayar.name,
            "nomor": row.nomor,
            "jumlah": rupiah(row.jumlah),
            "jatuh_tempo": long_date(row.jatuh_tempo),
            "untuk": untuk,
            "tautan": f"/tagihan/{row.pk}/",
        },
        case_id=perkara_id,
    )
    note(nomor=row.nomor, jumlah=row.jumlah)
    return row


def _periksa_tagihan(perkara_id: UUID, butir: list[dict[str, Any]]) -> None:
    earlier = tagihan_perkara(perkara_id)
    if earlier is not None:
        raise Invalid(f"Permohonan ini sudah mempunyai tagihan {earlier.nomor}. Satu permohonan satu tagihan.")
    if not butir or any(item["jumlah"] <= 0 for item in butir):
        raise Invalid("Skema ini belum mempunyai biaya yang dapat ditagih. Lengkapi biaya pada skemanya.")


def _isi(ctx: Context, row: Tagihan) -> dict[str, Any]:
    lsp = profil()
    return {
        "nomor": row.nomor,
        "npwp": lsp.npwp,
        "kota": lsp.kota,
        "tanggal": long_date(ctx.today),
        "kepada": row.pembayar.name,
        "untuk": row.untuk,
        "perkara": row.perkara,
        "butir": [{"nama": item["nama"], "jumlah": rupiah(item["jumlah"])} for item in row.butir],
        "jumlah": rupiah(row.jumlah),
        "terbilang": terbilang(row.jumlah),
        "jatuh_tempo": long_date(row.jatuh_tempo),
        "rekening": {"bank": lsp.rekening_bank, "nomor": lsp.rekening_nomor, "nama": lsp.rekening_nama},
    }


@command(
    code="keuangan.bayar",
    title="Mengunggah bukti bayar",
    roles=[Role.ASESI],
    permit=rules.pembayar,
    subject="tagihan",
    sources={StatusTagihan.TERBIT},
    clause="SOP 2.2",
)
def bayar(ctx: Context, *, tagihan: Tagihan, upload: Uploaded | Checked) -> BuktiBayar:
    """Take in a proof of payment; the invoice then waits for verification. Raises Invalid for a file that cannot be used."""
    berkas = simpan_berkas(
        ctx,
        upload=upload,
        owner_id=tagihan.pembayar_id,
        case_id=tagihan.perkara_id,
        label=f"Bukti bayar {tagihan.nomor}",
    )
    row = BuktiBayar(tagihan=tagihan, berkas=berkas, diunggah_pada=ctx.at)
    row.save()
    tagihan.status = StatusTagihan.MENUNGGU_VERIFIKASI
    tagihan.save()
    return row


def _bukti_menunggu(tagihan: Tagihan) -> BuktiBayar:
    row = tagihan.bukti.filter(status=StatusBukti.MENUNGGU).order_by("-diunggah_pada").first()
    if row is None:
        raise Invalid("Tidak ada bukti bayar yang menunggu pemeriksaan.")
    return row


@command(
    code="keuangan.sahkan_bukti",
    title="Memverifikasi pembayaran",
    roles=[Role.ADMIN_LSP, Role.MANAJER_ADMINISTRASI],
    permit=rules.bukan_pembayar,
    subject="tagihan",
    sources={StatusTagihan.MENUNGGU_VERIFIKASI},
    clause="SOP 2.2",
)
def sahkan_bukti(ctx: Context, *, tagihan: Tagihan) -> None:
    """The proof is valid: the invoice is paid."""
    bukti = _bukti_menunggu(tagihan)
    bukti.status, bukti.diperiksa_pada = StatusBukti.SAH, ctx.at
    bukti.save()
    tagihan.status, tagihan.lunas_pada = StatusTagihan.LUNAS, ctx.at
    tagihan.save()
    note(perkara_id=tagihan.perkara_id, nomor=tagihan.nomor)
    kirim(
        ctx,
        to_user=tagihan.pembayar,
        template="tagihan_lunas",
        data={"nama": tagihan.pembayar.name, "nomor": tagihan.nomor, "jumlah": rupiah(tagihan.jumlah)},
        case_id=tagihan.perkara_id,
    )


@command(
    code="keuangan.tolak_bukti",
    title="Menolak bukti bayar",
    roles=[Role.ADMIN_LSP, Role.MANAJER_ADMINISTRASI],
    permit=rules.bukan_pembayar,
    subject="tagihan",
    sources={StatusTagihan.MENUNGGU_VERIFIKASI},
    clause="SOP 2.2",
)
def tolak_bukti(ctx: Context, *, tagihan: Tagihan, alasan: str) -> None:
    """The proof is not valid; the payer is told why and can upload another. ``alasan`` is required (Invalid)."""
    if not alasan.strip():
        raise Invalid(
            "Tulis alasan penolakan.", {"alasan": ["Tulis alasan penolakan agar pembayar tahu apa yang kurang."]}
        )
    bukti = _bukti_menunggu(tagihan)
    bukti.status, bukti.alasan, bukti.diperiksa_pada = StatusBukti.DITOLAK, alasan.strip(), ctx.at
    bukti.save()
    tagihan.status = StatusTagihan.TERBIT
    tagihan.save()
    note(alasan=alasan.strip())
    kirim(
        ctx,
        to_user=tagihan.pembayar,
        template="bukti_ditolak",
        data={
            "nama": tagihan.pembayar.name,
            "nomor": tagihan.nomor,
            "alasan": alasan.strip(),
            "tautan": f"/tagihan/{tagihan.pk}/",
        },
        case_id=tagihan.perkara_id,
    )


@command(
    code="keuangan.bebaskan",
    title="Membebaskan biaya",
    roles=[Role.MANAJER_ADMINISTRASI, Role.DIREKTUR],
    permit=rules.bukan_pembayar,
    subject="tagihan",
    sources={StatusTagihan.TERBIT},
    clause="SOP 2.2",
)
def bebaskan(ctx: Context, *, tagihan: Tagihan, alasan: str) -> None:
    """Exempt the case from its fee, with a reason that stays on the invoice. Raises Invalid without one.

    Not while a proof waits: what somebody says they paid is looked at first.
    """
    if not alasan.strip():
        raise Invalid("Tulis dasar pembebasan.", {"alasan": ["Tulis dasar pembebasan, misalnya nomor SK."]})
    tagihan.status, tagihan.alasan, tagihan.lunas_pada = StatusTagihan.DIBEBASKAN, alasan.strip(), ctx.at
    tagihan.save()
    note(perkara_id=tagihan.perkara_id, alasan=alasan.strip())


@command(
    code="keuangan.batalkan_tagihan",
    title="Membatalkan tagihan",
    roles=[],
    permit=by_role_alone,
    subject="tagihan",
    sources={StatusTagihan.TERBIT, StatusTagihan.MENUNGGU_VERIFIKASI},
    nested=True,
)
def batalkan_tagihan(ctx: Context, *, tagihan: Tagihan, alasan: str) -> None:
    """Cancel the invoice of an application that was itself cancelled."""
    tagihan.status, tagihan.alasan = StatusTagihan.DIBATALKAN, alasan
    tagihan.save()
    note(alasan=alasan)
