"""Acts on the register of LSP: licence and scope (P508 9.5, 10.3.1 iii; PBNSP 202)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import MASA_BERLAKU_BULAN, KeputusanLisensi, Lingkup, Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import data_sendiri
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import JenisKeputusan, StatusLingkup, StatusLisensi
from telusur.kernel.base.contact import clean_address, clean_email, institution_name, settled, written_phone
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

PENCATAT = (Role.KOORDINATOR_SERTIFIKASI, Role.OPERATOR)
PEMUTUS = (Role.KETUA, Role.WAKIL_KETUA)


def _bersih(row: Lsp | Lingkup) -> None:
    """Raise Invalid beside the fields that the database could not hold."""
    try:
        row.clean_fields(exclude=["lsp"])
    except ValidationError as wrong:
        raise Invalid("Belum tersimpan. Perbaiki isian yang ditandai.", wrong.message_dict) from wrong


def _terhubung(isian: Mapping[str, Any]) -> dict[str, str]:
    """Name, address and how it is reached, each by its rule. Raises Invalid beside each."""
    aturan = {"nama": institution_name, "alamat": clean_address, "surel": clean_email, "telepon": written_phone}
    ada = {name: (aturan[name], str(isian[name])) for name in aturan if name in isian}
    return settled("Profil LSP belum dapat diterima.", ada, optional={"telepon"})


def _putuskan(
    ctx: Context, lsp: Lsp, jenis: str, *, nomor_sk: str, tanggal_sk: date, alasan: str, lingkup: Lingkup | None = None
) -> None:
    """Keep the decision. Raises Invalid without its SK or reason, or with a date that has not come yet."""
    if not nomor_sk.strip() or not alasan.strip():
        raise Invalid("Keputusan perlu nomor SK dan alasan.", {"nomor_sk": ["Isi nomor SK dan alasannya."]})
    if tanggal_sk > ctx.today:
        raise Invalid("Tanggal SK belum tiba.", {"tanggal_sk": ["Isi tanggal hari ini atau sebelumnya."]})
    row = KeputusanLisensi(
        lsp=lsp,
        lingkup=lingkup,
        jenis=jenis,
        nomor_sk=nomor_sk.strip(),
        tanggal_sk=tanggal_sk,
        alasan=alasan.strip(),
        oleh=ctx.actor.name,
        pada=ctx.at,
    )
    row.save()
    note(nomor_sk=row.nomor_sk, alasan=row.alasan)


@command(
    code="lisensi.daftarkan",
    title="Mendaftarkan LSP berlisensi",
    roles=PENCATAT,
    permit=by_role_alone,
    clause="P508 10.3.1 iii",
)
def daftarkan(
    ctx: Context,
    *,
    nama: str,
    singkatan: str,
    jenis: str,
    nomor_lisensi: str,
    nomor_sk: str,
    tanggal_sk: date,
    berlaku_dari: date,
    berlaku_sampai: date,
    alamat: str,
    kota: str,
    surel: str,
    telepon: str = "",
    situs: str = "",
    alamat_sistem: str = "",
    peraga: bool = False,
) -> Lsp:
    """Enter an LSP with the licence it was given. Raises Invalid: number known or misshapen, period turned round."""
    kontak = _terhubung({"nama": nama, "alamat": alamat, "surel": surel, "telepon": telepon})
    nomor = nomor_lisensi.strip()
    if not re.fullmatch(settings.POLA_NOMOR_LISENSI, nomor):
        raise Invalid(
            "Nomor lisensi tidak berbentuk BNSP-LSP-nnnn-ID.", {"nomor_lisensi": ["Tulis seperti BNSP-LSP-1279-ID."]}
        )
    if Lsp.objects.filter(nomor_lisensi=nomor).exists():
        raise Invalid(
            "Nomor lisensi itu sudah terdaftar.", {"nomor_lisensi": ["Nomor ini milik LSP lain di register."]}
        )
    _periksa_masa(berlaku_dari, berlaku_sampai)
    row = Lsp(
        nama=kontak["nama"],
        singkatan=singkatan.strip(),
        jenis=jenis,
        nomor_lisensi=nomor,
        nomor_sk=nomor_sk.strip(),
        tanggal_sk=tanggal_sk,
        berlaku_dari=berlaku_dari,
        berlaku_sampai=berlaku_sampai,
        alamat=kontak["alamat"],
        kota=kota,
        surel=kontak["surel"],
        telepon=kontak["telepon"],
        situs=situs,
        alamat_sistem=alamat_sistem,
        peraga=peraga,
    )
    _bersih(row)
    row.save()
    _putuskan(ctx, row, JenisKeputusan.LISENSI, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, alasan="Lisensi diberikan.")
    return row


def _periksa_masa(dari: date, sampai: date) -> None:
    if sampai < dari:
        raise Invalid("Masa berlaku lisensi terbalik.", {"berlaku_sampai": ["Isi tanggal sesudah tanggal mulai."]})


@command(
    code="lisensi.ubah_profil",
    title="Mengubah profil LSP",
    roles=[*PENCATAT, Role.LSP],
    permit=data_sendiri,
    subject="lsp",
)
def ubah_profil(ctx: Context, /, *, lsp: Lsp, **isian: Any) -> None:
    """Correct how the LSP is called and reached. Raises Invalid for what is not part of the profile."""
    boleh = {"nama", "singkatan", "alamat", "kota", "surel", "telepon", "situs", "alamat_sistem"}
    if asing := sorted(isian.keys() - boleh):
        raise Invalid(f"Profil LSP tidak mempunyai isian “{asing[0]}”.")
    for name, value in {**isian, **_terhubung(isian)}.items():
        setattr(lsp, name, value)
    _bersih(lsp)
    lsp.save()


@command(
    code="lisensi.perpanjang",
    title="Memperpanjang lisensi LSP",
    roles=PEMUTUS,
    permit=by_role_alone,
    subject="lsp",
    sources={StatusLisensi.AKTIF, StatusLisensi.BERAKHIR},
    signs=True,
    clause="PBNSP 202",
)
def perpanjang(
    ctx: Context, *, lsp: Lsp, berlaku_dari: date, berlaku_sampai: date, nomor_sk: str, tanggal_sk: date, alasan: str
) -> None:
    """Give the licence a new term by a new SK. Raises Invalid when it does not end later than the present one."""
    _periksa_masa(berlaku_dari, berlaku_sampai)
    if berlaku_sampai <= lsp.berlaku_sampai:
        raise Invalid(
            "Masa yang baru harus berakhir sesudah masa yang sekarang.", {"berlaku_sampai": ["Terlalu awal."]}
        )
    lsp.berlaku_dari, lsp.berlaku_sampai, lsp.status = berlaku_dari, berlaku_sampai, StatusLisensi.AKTIF
    lsp.nomor_sk, lsp.tanggal_sk = nomor_sk.strip(), tanggal_sk
    lsp.save()
    _putuskan(ctx, lsp, JenisKeputusan.PERPANJANGAN, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, alasan=alasan)


@command(
    code="lisensi.bekukan",
    title="Membekukan lisensi LSP",
    roles=PEMUTUS,
    permit=by_role_alone,
    subject="lsp",
    sources={StatusLisensi.AKTIF},
    signs=True,
    clause="P508 9.5.2",
)
def bekukan(ctx: Context, *, lsp: Lsp, nomor_sk: str, tanggal_sk: date, alasan: str) -> None:
    """No new schedules, blanks or certificates until the licence is restored (P508 9.5)."""
    lsp.status = StatusLisensi.DIBEKUKAN
    lsp.save()
    _putuskan(ctx, lsp, JenisKeputusan.PEMBEKUAN, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, alasan=alasan)


@command(
    code="lisensi.pulihkan",
    title="Memulihkan lisensi LSP",
    roles=PEMUTUS,
    permit=by_role_alone,
    subject="lsp",
    sources={StatusLisensi.DIBEKUKAN},
    signs=True,
    clause="P508 9.5.2",
)
def pulihkan(ctx: Context, *, lsp: Lsp, nomor_sk: str, tanggal_sk: date, alasan: str) -> None:
    """Lift the suspension; a term that has run out meanwhile stays over."""
    lsp.status = StatusLisensi.AKTIF
    lsp.save()
    _putuskan(ctx, lsp, JenisKeputusan.PEMULIHAN, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, alasan=alasan)


@command(
    code="lisensi.cabut",
    title="Mencabut lisensi LSP",
    roles=[Role.KETUA],
    permit=by_role_alone,
    subject="lsp",
    sources={StatusLisensi.AKTIF, StatusLisensi.DIBEKUKAN},
    signs=True,
    clause="P508 9.5.2",
)
def cabut(ctx: Context, *, lsp: Lsp, nomor_sk: str, tanggal_sk: date, alasan: str) -> None:
    """Withdraw the licence for good. Certificates it gave keep their own state."""
    lsp.status = StatusLisensi.DICABUT
    lsp.save()
    _putuskan(ctx, lsp, JenisKeputusan.PENCABUTAN, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, alasan=alasan)


@command(
    code="lisensi.akhiri",
    title="Mencatat lisensi berakhir",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="lsp",
    sources={StatusLisensi.AKTIF},
)
def akhiri(ctx: Context, *, lsp: Lsp) -> None:
    """The last day is over. Raises Invalid before that."""
    if lsp.berlaku_sampai >= ctx.today:
        raise Invalid(f"Masa lisensi {lsp.nama} belum habis.")
    lsp.status = StatusLisensi.BERAKHIR
    lsp.save()


@command(
    code="lisensi.tambah_lingkup",
    title="Menambah lingkup lisensi",
    roles=PENCATAT,
    permit=by_role_alone,
    subject="lsp",
    sources={StatusLisensi.AKTIF},
    clause="PBNSP 202",
)
def tambah_lingkup(
    ctx: Context,
    *,
    lsp: Lsp,
    skema_kode: str,
    skema_nama: str,
    sejak: date,
    nomor_sk: str,
    tanggal_sk: date,
    masa_berlaku_bulan: int = MASA_BERLAKU_BULAN,
) -> Lingkup:
    """Add a skema, or take one back that was taken out. ``masa_berlaku_bulan``: the longest validity of its certificates.

    Raises Invalid when it is in the scope already.
    """
    kode = skema_kode.strip()
    row = Lingkup.objects.filter(lsp=lsp, skema_kode=kode).first() or Lingkup(lsp=lsp, skema_kode=kode)
    if not row._state.adding and row.status != StatusLingkup.DIKURANGI:
        raise Invalid("Skema itu sudah ada dalam lingkup.", {"skema_kode": ["Skema ini sudah ada dalam lingkup LSP."]})
    row.skema_nama, row.sejak, row.status = skema_nama.strip(), sejak, StatusLingkup.AKTIF
    row.masa_berlaku_bulan = masa_berlaku_bulan
    _bersih(row)
    row.save()
    alasan = f"Skema {kode} ditambahkan."
    _putuskan(
        ctx, lsp, JenisKeputusan.LINGKUP_TAMBAH, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, alasan=alasan, lingkup=row
    )
    return row


def _ubah_lingkup(ctx: Context, lingkup: Lingkup, status: str, jenis: str, **sk: Any) -> None:
    lingkup.status = status
    lingkup.save()
    _putuskan(ctx, lingkup.lsp, jenis, lingkup=lingkup, **sk)


@command(
    code="lisensi.bekukan_lingkup",
    title="Membekukan satu skema dalam lingkup",
    roles=PEMUTUS,
    permit=by_role_alone,
    subject="lingkup",
    sources={StatusLingkup.AKTIF},
    signs=True,
    clause="P508 9.5.2",
)
def bekukan_lingkup(ctx: Context, *, lingkup: Lingkup, nomor_sk: str, tanggal_sk: date, alasan: str) -> None:
    """The LSP goes on without this skema until it is restored."""
    sk = {"nomor_sk": nomor_sk, "tanggal_sk": tanggal_sk, "alasan": alasan}
    _ubah_lingkup(ctx, lingkup, StatusLingkup.DIBEKUKAN, JenisKeputusan.LINGKUP_BEKU, **sk)


@command(
    code="lisensi.pulihkan_lingkup",
    title="Memulihkan satu skema dalam lingkup",
    roles=PEMUTUS,
    permit=by_role_alone,
    subject="lingkup",
    sources={StatusLingkup.DIBEKUKAN},
    signs=True,
    clause="P508 9.5.2",
)
def pulihkan_lingkup(ctx: Context, *, lingkup: Lingkup, nomor_sk: str, tanggal_sk: date, alasan: str) -> None:
    """The skema counts again."""
    sk = {"nomor_sk": nomor_sk, "tanggal_sk": tanggal_sk, "alasan": alasan}
    _ubah_lingkup(ctx, lingkup, StatusLingkup.AKTIF, JenisKeputusan.LINGKUP_PULIH, **sk)


@command(
    code="lisensi.kurangi_lingkup",
    title="Mengeluarkan satu skema dari lingkup",
    roles=PEMUTUS,
    permit=by_role_alone,
    subject="lingkup",
    sources={StatusLingkup.AKTIF, StatusLingkup.DIBEKUKAN},
    signs=True,
    clause="P508 9.5.2",
)
def kurangi_lingkup(ctx: Context, *, lingkup: Lingkup, nomor_sk: str, tanggal_sk: date, alasan: str) -> None:
    """Reduce the scope by one skema."""
    sk = {"nomor_sk": nomor_sk, "tanggal_sk": tanggal_sk, "alasan": alasan}
    _ubah_lingkup(ctx, lingkup, StatusLingkup.DIKURANGI, JenisKeputusan.LINGKUP_KURANG, **sk)
