"""Acts on TUK: register, verify, establish (SOP 1.4, PBNSP 206)."""

from __future__ import annotations

from datetime import date
from typing import Any

from telusur.kernel.accounts.models import User
from telusur.kernel.base.clock import ZONES, day_and_date, long_date
from telusur.kernel.base.contact import clean_address, institution_name, person_name, settled
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.tuk import documents, rules
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import JenisTuk, StatusVerifikasi
from telusur.lsp.administrasi.umum.commands import buat_naskah, tandatangani_naskah
from telusur.lsp.administrasi.umum.queries import kop, pemegang_peran
from telusur.lsp.administrasi.umum.states import JenisNaskah
from telusur.lsp.roles import Role


@command(
    code="tuk.daftarkan",
    title="Mendaftarkan TUK",
    roles=[Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI],
    permit=by_role_alone,
    clause="SOP 1.4",
)
def daftarkan(
    ctx: Context,
    *,
    kode: str,
    nama: str,
    jenis: str,
    penanggung_jawab: str,
    alamat: str,
    kota: str,
    kapasitas: int,
    pemilik: str = "",
    kontak: str = "",
    zona: str = "",
) -> Tuk:
    """Register a test place; ``zona`` empty: by the institution's clock.

    Raises Invalid for a code already used, a capacity below one, or a zone that Indonesia does not have.
    """
    if zona and zona not in ZONES:
        raise Invalid("Zona waktu itu tidak dikenal.", {"zona": ["Pilih WIB, WITA, atau WIT."]})
    if Tuk.objects.filter(kode=kode).exists():
        raise Invalid("Kode TUK itu sudah dipakai.", {"kode": ["Kode itu sudah dipakai TUK lain."]})
    if kapasitas < 1 or jenis not in JenisTuk.values:
        raise Invalid("Isi jenis TUK dan kapasitas sedikitnya satu asesi.")
    tempat = settled(
        "Data TUK belum dapat diterima.",
        {
            "nama": (institution_name, nama),
            "penanggung_jawab": (person_name, penanggung_jawab),
            "alamat": (clean_address, alamat),
        },
    )
    row = Tuk(
        kode=kode,
        **tempat,
        jenis=jenis,
        pemilik=pemilik,
        kota=kota,
        kontak=kontak,
        kapasitas=kapasitas,
        zona=zona,
    )
    row.save()
    return row


@command(
    code="tuk.rencanakan_verifikasi",
    title="Menugaskan verifikator TUK",
    roles=[Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI],
    permit=by_role_alone,
    subject="tuk",
    clause="SOP 1.4",
)
def rencanakan_verifikasi(ctx: Context, *, tuk: Tuk, skema: Skema, verifikator: User, tanggal: date) -> VerifikasiTuk:
    """Plan a verification and draft the SPT.

    Raises Invalid when the person is no verifikator TUK today, the TUK is out of use, a verification for the skema is under
    way already, or the skema says nothing of the place.
    """
    rules.periksa_rencana(tuk, skema)
    if not pemegang_peran(Role.VERIFIKATOR_TUK, ctx).filter(pk=verifikator.pk).exists():
        raise Invalid(f"{verifikator.name} tidak memegang peran Verifikator TUK yang berlaku.")
    row = VerifikasiTuk(
        tuk=tuk,
        skema=skema,
        skema_kode=skema.kode,
        verifikator=verifikator,
        tanggal=tanggal,
        ceklis=documents.ceklis_kosong(skema),
    )
    row.spt = buat_naskah(
        ctx,
        jenis=JenisNaskah.SPT_VERIFIKATOR,
        perihal=f"Verifikasi {tuk.nama} untuk skema {skema.nama_id}",
        isi=documents.isi_spt(row),
        untuk_id=row.pk,
        penerima=verifikator,
        skema_kode=skema.kode,
        berlaku_dari=tanggal,
        berlaku_sampai=tanggal,
    )
    row.save()
    note(verifikasi=row.pk, skema=skema.kode)
    return row


@command(
    code="tuk.ubah_keaktifan",
    title="Mengubah keaktifan TUK",
    roles=[Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI],
    permit=by_role_alone,
    subject="tuk",
)
def ubah_keaktifan(ctx: Context, *, tuk: Tuk, aktif: bool, alasan: str) -> None:
    """Take a TUK out of use or back into it, with a reason. Raises Invalid."""
    if tuk.aktif == aktif:
        raise Invalid(f"{tuk.nama} sudah {'aktif' if aktif else 'nonaktif'}.")
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis alasannya."]})
    tuk.aktif = aktif
    tuk.save()
    note(alasan=alasan.strip())


@command(
    code="tuk.ingatkan",
    title="Mengingatkan verifikasi TUK yang akan berakhir",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="verifikasi",
    sources={StatusVerifikasi.DITETAPKAN},
)
def ingatkan(ctx: Context, *, verifikasi: VerifikasiTuk) -> None:
    """Tell every Manajer Sertifikasi, once for each last day of the verification."""
    if verifikasi.berlaku_sampai is None or verifikasi.diingatkan_untuk == verifikasi.berlaku_sampai:
        raise Invalid("Pengingat untuk masa berlaku ini sudah dikirim.")
    data = {
        "tuk": verifikasi.tuk.nama,
        "skema": verifikasi.skema_kode,
        "berakhir": long_date(verifikasi.berlaku_sampai),
        "tautan": f"/tuk/{verifikasi.tuk_id}/",
    }
    for orang in pemegang_peran(Role.MANAJER_SERTIFIKASI, ctx):
        kirim(ctx, to_user=orang, template="tuk_akan_berakhir", data=data)
    verifikasi.diingatkan_untuk = verifikasi.berlaku_sampai
    verifikasi.save()


@command(
    code="tuk.tandatangani_spt",
    title="Menandatangani SPT verifikator TUK",
    roles=[Role.DIREKTUR],
    permit=by_role_alone,
    subject="verifikasi",
    sources={StatusVerifikasi.MENUNGGU_SPT},
    signs=True,
    clause="SOP 1.4",
)
def tandatangani_spt(ctx: Context, *, verifikasi: VerifikasiTuk) -> None:
    """The Direktur signs and numbers the SPT; the verifikator may begin."""
    if verifikasi.spt is None:
        raise Invalid("Draf SPT verifikator belum ada.")
    tandatangani_naskah(ctx, naskah=verifikasi.spt)
    verifikasi.status = StatusVerifikasi.DITUGASKAN
    verifikasi.save()


@command(
    code="tuk.verifikasi",
    title="Memverifikasi TUK",
    roles=[Role.VERIFIKATOR_TUK],
    permit=rules.verifikator_ditugaskan,
    subject="verifikasi",
    sources={StatusVerifikasi.DITUGASKAN},
    signs=True,
    clause="SOP 1.4",
)
def verifikasi(
    ctx: Context, *, verifikasi: VerifikasiTuk, ceklis: list[dict[str, Any]], sesuai: bool, catatan: str = ""
) -> None:
    """Fill the checklist, decide, and issue the numbered minutes.

    Raises Invalid while a row is unanswered, when "sesuai" is chosen with a row that is not, or a misfit has no note.
    """
    documents.periksa_ceklis(verifikasi.ceklis, ceklis, sesuai=sesuai, catatan=catatan)
    verifikasi.ceklis, verifikasi.catatan = ceklis, catatan.strip()
    verifikasi.status = StatusVerifikasi.SESUAI if sesuai else StatusVerifikasi.TIDAK_SESUAI
    verifikasi.diverifikasi_pada = ctx.at
    verifikasi.nomor_ba = numbers.take(ctx, "ba_tuk", at=ctx.today, lsp=kop()["singkatan"])
    verifikasi.berita_acara = minta(
        ctx,
        kind="ba_tuk",
        title=f"Berita acara verifikasi {verifikasi.tuk.nama}",
        number=verifikasi.nomor_ba,
        data=documents.isi_berita_acara(ctx, verifikasi),
        subject=verifikasi,
        signer_name=ctx.actor.name,
    )
    if sesuai:
        verifikasi.sk = buat_naskah(
            ctx,
            jenis=JenisNaskah.SK_TUK,
            perihal=f"Penetapan {verifikasi.tuk.nama} untuk skema {verifikasi.skema.nama_id}",
            isi={},
            untuk_id=verifikasi.pk,
            skema_kode=verifikasi.skema_kode,
        )
    verifikasi.save()
    catat(
        ctx,
        kind="ba_tuk",
        number=verifikasi.nomor_ba,
        subject=f"Verifikasi {verifikasi.tuk.nama}",
        date=ctx.today,
        to="",
        document=verifikasi.berita_acara,
    )
    note(sesuai=sesuai, nomor=verifikasi.nomor_ba)


@command(
    code="tuk.tetapkan",
    title="Menetapkan TUK",
    roles=[Role.DIREKTUR],
    permit=rules.bukan_verifikator,
    subject="verifikasi",
    sources={StatusVerifikasi.SESUAI},
    signs=True,
    clause="SOP 1.4",
)
def tetapkan(ctx: Context, *, verifikasi: VerifikasiTuk, berlaku_dari: date, berlaku_sampai: date) -> None:
    """Sign the SK that lets the TUK be used for the skema from one day to another. Raises Invalid."""
    if berlaku_sampai < berlaku_dari or verifikasi.sk is None:
        raise Invalid("Masa berlaku terbalik.", {"berlaku_sampai": ["Isi tanggal sesudah tanggal mulai."]})
    verifikasi.berlaku_dari, verifikasi.berlaku_sampai = berlaku_dari, berlaku_sampai
    tandatangani_naskah(ctx, naskah=verifikasi.sk, isi=documents.isi_sk(verifikasi))
    verifikasi.status = StatusVerifikasi.DITETAPKAN
    verifikasi.save()
    note(berlaku=f"{long_date(berlaku_dari)} sampai {long_date(berlaku_sampai)}", hari=day_and_date(ctx.today))
