"""Acts on blanks: stock, request, check, allocation without gaps, replacement (SOP 4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.commands import masukkan
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.rules import lengkap
from telusur.bnsp.sertifikasi_lisensi.blanko.models import (
    AlokasiBlanko,
    BlankoRusak,
    PermohonanBlanko,
    PersediaanBlanko,
    cetak,
)
from telusur.bnsp.sertifikasi_lisensi.blanko.queries import milik
from telusur.bnsp.sertifikasi_lisensi.blanko.states import StatusPermohonan, StatusRusak
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import (
    pastikan_berlisensi,
    pastikan_bukan_kata_lsp,
    pastikan_data_sendiri,
    pastikan_lingkup,
)
from telusur.contract.from_lsp import BERKAS_PERMOHONAN, BERKAS_RUSAK
from telusur.kernel.archive.intake import Checked, Uploaded
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

Isian = Uploaded | Checked | Sequence[Uploaded | Checked]
PEMOHON = (Role.OPERATOR, Role.LSP)
PEMERIKSA = (Role.KOORDINATOR_SERTIFIKASI,)


@command(
    code="blanko.terima_persediaan",
    title="Menerima persediaan blanko",
    roles=[Role.KOORDINATOR_SERTIFIKASI, Role.SEKRETARIAT],
    permit=by_role_alone,
    clause="SOP 4.3",
)
def terima_persediaan(ctx: Context, *, awal: int, akhir: int, nomor_ba: str) -> PersediaanBlanko:
    """Take a delivery into stock. Raises Invalid when the range is turned round or touches one already there."""
    if not 0 < awal <= akhir:
        raise Invalid("Rentang nomor terbalik.", {"akhir": ["Nomor terakhir tidak boleh sebelum nomor pertama."]})
    if PersediaanBlanko.objects.filter(awal__lte=akhir, akhir__gte=awal).exists():
        raise Invalid("Sebagian nomor itu sudah ada dalam persediaan.", {"awal": ["Periksa nomor pada kemasannya."]})
    if not nomor_ba.strip():
        raise Invalid("Sebutkan berita acara penerimaan.", {"nomor_ba": ["Isi nomor berita acara."]})
    row = PersediaanBlanko(awal=awal, akhir=akhir, berikut=awal, nomor_ba=nomor_ba.strip(), diterima_pada=ctx.today)
    row.save()
    return row


def _hasil(lsp: Lsp, hasil: Sequence[Mapping[str, str]], pada: date) -> list[dict[str, str]]:
    """The list of K and BK, clean. Raises Invalid for an empty list, an unknown result or a skema outside the scope."""
    rows = [
        {name: " ".join(str(one.get(name, "")).split()) for name in ("nama", "skema_kode", "hasil")} for one in hasil
    ]
    if not rows or not all(row["nama"] and row["hasil"] in {"K", "BK"} for row in rows):
        raise Invalid("Daftar hasil belum lengkap.", {"hasil": ["Tiap baris memuat nama, nomor skema, dan K atau BK."]})
    for kode in sorted({row["skema_kode"] for row in rows}):
        pastikan_lingkup(lsp, kode, pada)
    return rows


@command(
    code="blanko.ajukan", title="Mengajukan permohonan blanko", roles=PEMOHON, permit=by_role_alone, clause="SOP 4.3"
)
def ajukan(
    ctx: Context,
    *,
    lsp: Lsp,
    nomor_surat: str,
    tanggal_surat: date,
    nomor_ba: str,
    tanggal_ba: date,
    nomor_sk: str,
    tanggal_sk: date,
    hasil: Sequence[Mapping[str, str]],
    jumlah: int,
    lampiran: Sequence[Mapping[str, Any]] = (),
    berkas: Mapping[str, Isian] | None = None,
    peraga: bool = False,
) -> PermohonanBlanko:
    """Ask for blanks with SK, berita acara and the list of K and BK; one sheet for each K, no more and no less.

    Letter, berita acara and SK are named (``lampiran``, their content follows through the exchange) or given (``berkas`` by
    kind, scanned by an operator for an LSP without a connection). A letter that was sent back may be sent again with the same
    number. Raises NotPermitted for another LSP's, Invalid.
    """
    pastikan_data_sendiri(ctx, lsp)
    pastikan_bukan_kata_lsp(ctx, lsp)
    pastikan_berlisensi(lsp, ctx.today)
    _tidak_mendahului(ctx, tanggal_surat=tanggal_surat, tanggal_ba=tanggal_ba, tanggal_sk=tanggal_sk)
    rows = _hasil(lsp, hasil, ctx.today)
    kompeten = sum(row["hasil"] == "K" for row in rows)
    if jumlah != kompeten or not kompeten:
        raise Invalid(
            "Jumlah blanko harus sama dengan jumlah yang kompeten.", {"jumlah": [f"Daftar memuat {kompeten} K."]}
        )
    if not all(text.strip() for text in (nomor_surat, nomor_ba, nomor_sk)):
        raise Invalid(
            "Permohonan memerlukan nomor surat, berita acara, dan SK.", {"nomor_surat": ["Lengkapi ketiganya."]}
        )
    row = _baru_atau_kembali(lsp, nomor_surat.strip())
    row.tanggal_surat, row.tanggal_ba, row.tanggal_sk = tanggal_surat, tanggal_ba, tanggal_sk
    row.nomor_ba, row.nomor_sk = nomor_ba.strip(), nomor_sk.strip()
    row.hasil, row.jumlah_k, row.jumlah_bk, row.jumlah = rows, kompeten, len(rows) - kompeten, jumlah
    row.status, row.catatan, row.diajukan_pada, row.diputus_pada = StatusPermohonan.DIAJUKAN, "", ctx.at, None
    row.peraga, row.ajuan = peraga, row.ajuan + 1
    row.save()
    masukkan(ctx, lsp=lsp, subjek=row, lampiran=lampiran, berkas=berkas or {}, wajib=BERKAS_PERMOHONAN, ajuan=row.ajuan)
    note(nomor_surat=row.nomor_surat, jumlah=jumlah)
    return row


def _tidak_mendahului(ctx: Context, **hari: date) -> None:
    """Raise Invalid for a paper whose day has not come."""
    if salah := [name for name, one in hari.items() if one > ctx.today]:
        raise Invalid("Tanggal surat, berita acara, atau SK belum tiba.", {name: ["Belum tiba."] for name in salah})


def _baru_atau_kembali(lsp: Lsp, nomor_surat: str) -> PermohonanBlanko:
    row = PermohonanBlanko.objects.filter(lsp=lsp, nomor_surat=nomor_surat).first()
    if row is None:
        return PermohonanBlanko(lsp=lsp, nomor_surat=nomor_surat)
    if row.status != StatusPermohonan.DIKEMBALIKAN:
        raise Invalid(
            "Surat permohonan itu sudah diterima.", {"nomor_surat": [f"Keadaannya: {row.get_status_display()}."]}
        )
    return row


def _tutup(ctx: Context, permohonan: PermohonanBlanko, status: str, catatan: str) -> None:
    if not catatan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["LSP harus tahu apa yang kurang."]})
    permohonan.status, permohonan.catatan, permohonan.diputus_pada = status, catatan.strip(), ctx.at
    permohonan.save()
    note(catatan=permohonan.catatan, nomor_surat=permohonan.nomor_surat)


@command(
    code="blanko.kembalikan",
    title="Mengembalikan permohonan blanko",
    roles=PEMERIKSA,
    permit=by_role_alone,
    subject="permohonan",
    sources={StatusPermohonan.DIAJUKAN},
)
def kembalikan(ctx: Context, *, permohonan: PermohonanBlanko, alasan: str) -> None:
    """Send it back to be completed. Raises Invalid without a reason."""
    _tutup(ctx, permohonan, StatusPermohonan.DIKEMBALIKAN, alasan)


@command(
    code="blanko.tolak",
    title="Menolak permohonan blanko",
    roles=PEMERIKSA,
    permit=by_role_alone,
    subject="permohonan",
    sources={StatusPermohonan.DIAJUKAN},
)
def tolak(ctx: Context, *, permohonan: PermohonanBlanko, alasan: str) -> None:
    """Refuse it. Raises Invalid without a reason."""
    _tutup(ctx, permohonan, StatusPermohonan.DITOLAK, alasan)


@command(
    code="blanko.setujui",
    title="Menyetujui permohonan dan mengalokasikan blanko",
    roles=PEMERIKSA,
    permit=lengkap(BERKAS_PERMOHONAN),
    subject="permohonan",
    sources={StatusPermohonan.DIAJUKAN},
    clause="SOP 4.3",
)
def setujui(ctx: Context, *, permohonan: PermohonanBlanko) -> None:
    """Give out the next numbers in stock, once every document is here.

    Raises Invalid while the licence or a skema is not in force, or stock is short.
    """
    for kode in sorted({row["skema_kode"] for row in permohonan.hasil}):
        pastikan_lingkup(permohonan.lsp, kode, ctx.today)
    ranges = _keluarkan(ctx, permohonan.lsp, permohonan.jumlah, permohonan)
    permohonan.status, permohonan.diputus_pada = StatusPermohonan.DIALOKASIKAN, ctx.at
    permohonan.save()
    note(rentang=[[one.awal, one.akhir] for one in ranges], nomor_surat=permohonan.nomor_surat)


def _keluarkan(ctx: Context, lsp: Lsp, jumlah: int, permohonan: PermohonanBlanko | None) -> list[AlokasiBlanko]:
    """The next ``jumlah`` numbers, the lowest first. The stock is locked, so nothing is given twice and nothing left out."""
    stock = list(PersediaanBlanko.objects.select_for_update().filter(berikut__lte=F("akhir")).order_by("awal"))
    if sum(one.sisa for one in stock) < jumlah:
        raise Invalid(
            f"Persediaan tinggal {sum(one.sisa for one in stock)} lembar, diminta {jumlah}. Terima persediaan dahulu."
        )
    given: list[AlokasiBlanko] = []
    for one in stock:
        ambil = min(jumlah, one.sisa)
        if not ambil:
            break
        row = AlokasiBlanko(
            lsp=lsp, permohonan=permohonan, awal=one.berikut, akhir=one.berikut + ambil - 1, pada=ctx.at
        )
        row.save()
        one.berikut += ambil
        one.save()
        given.append(row)
        jumlah -= ambil
    return given


@command(
    code="blanko.laporkan_rusak", title="Melaporkan blanko rusak", roles=PEMOHON, permit=by_role_alone, clause="SOP 4.4"
)
def laporkan_rusak(
    ctx: Context,
    *,
    lsp: Lsp,
    nomor: int,
    nomor_ba: str,
    tanggal_ba: date,
    alasan: str,
    lampiran: Sequence[Mapping[str, Any]] = (),
    berkas: Mapping[str, Isian] | None = None,
) -> BlankoRusak:
    """Return a spoiled blank with its berita acara, named or given as in ``ajukan``.

    Raises Invalid when the LSP holds no such blank, gives no reason or sends no berita acara.
    """
    pastikan_data_sendiri(ctx, lsp)
    pastikan_bukan_kata_lsp(ctx, lsp)
    if not milik(lsp, nomor):
        raise Invalid(
            "Nomor blanko itu tidak dipegang LSP ini.",
            {"nomor": [f"{cetak(nomor)} tidak dialokasikan, atau sudah rusak."]},
        )
    _tidak_mendahului(ctx, tanggal_ba=tanggal_ba)
    if not nomor_ba.strip() or not alasan.strip():
        raise Invalid("Laporan memerlukan berita acara dan alasan.", {"nomor_ba": ["Isi berita acara dan alasannya."]})
    row = BlankoRusak(
        lsp=lsp,
        nomor=nomor,
        nomor_ba=nomor_ba.strip(),
        tanggal_ba=tanggal_ba,
        alasan=alasan.strip(),
        dilaporkan_pada=ctx.at,
    )
    row.save()
    masukkan(ctx, lsp=lsp, subjek=row, lampiran=lampiran, berkas=berkas or {}, wajib=BERKAS_RUSAK)
    return row


@command(
    code="blanko.ganti_rusak",
    title="Mengganti blanko rusak",
    roles=PEMERIKSA,
    permit=lengkap(BERKAS_RUSAK),
    subject="rusak",
    sources={StatusRusak.DILAPORKAN},
    clause="SOP 4.4",
)
def ganti_rusak(ctx: Context, *, rusak: BlankoRusak) -> None:
    """Give one blank for the one returned. Raises Invalid while the stock is empty."""
    rusak.pengganti = _keluarkan(ctx, rusak.lsp, 1, None)[0]
    rusak.status = StatusRusak.DIGANTI
    rusak.save()
    note(pengganti=cetak(rusak.pengganti.awal))
