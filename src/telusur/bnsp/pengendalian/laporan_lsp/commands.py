"""Reports of LSP: taken in as they were sent, then accepted or sent back (P508 10.3.1 iv; LAP 3.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telusur.bnsp.pengendalian.laporan_lsp.models import LaporanLsp, LembarLaporan
from telusur.bnsp.pengendalian.laporan_lsp.states import StatusLaporan
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.commands import masukkan
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.rules import lengkap
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.contract.from_lsp import BERKAS_LAPORAN
from telusur.kernel.archive.intake import Checked, Uploaded
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

S = StatusLaporan
Isian = Uploaded | Checked | Sequence[Uploaded | Checked]


@command(
    code="laporan_lsp.simpan_lembar",
    title="Menerima lembar laporan LSP",
    roles=[Role.LSP],
    permit=by_role_alone,
    clause="LAP 3.2",
)
def simpan_lembar(
    ctx: Context, *, lsp: Lsp, nomor: str, versi: int, lembar: int, isi: Sequence[Mapping[str, Any]]
) -> LembarLaporan:
    """Keep rows of a report to come. Raises Invalid for other rows of a report that is here already."""
    row = LembarLaporan.objects.filter(lsp=lsp, nomor=nomor, versi=versi, lembar=lembar).first()
    tiba = LaporanLsp.objects.filter(lsp=lsp, nomor=nomor, versi=versi).exists()
    if tiba and (row is None or row.isi != list(isi)):
        raise Invalid(f"Laporan {nomor} versi {versi} sudah diterima; isinya tidak dapat diubah lagi.")
    row = row or LembarLaporan(lsp=lsp, nomor=nomor, versi=versi, lembar=lembar)
    row.isi = list(isi)
    row.save()
    return row


@command(
    code="laporan_lsp.catat",
    title="Menerima laporan LSP",
    roles=[Role.LSP],
    permit=by_role_alone,
    clause="LAP 3.2; P508 10.3.1 iv",
)
def catat(
    ctx: Context,
    *,
    lsp: Lsp,
    kepala: Mapping[str, Any],
    bagian: Sequence[Mapping[str, Any]],
    lembar: int,
    lampiran: Sequence[Mapping[str, Any]] = (),
    berkas: Mapping[str, Isian] | None = None,
) -> LaporanLsp:
    """Put a report together from its sheets. The same once more changes nothing. Raises Invalid for what does not fit.

    ``kepala``: the fields of the report; ``bagian``: its parts as ``{kode, judul, kolom, kelompok, kosong, jumlah}``;
    ``lampiran`` names its print, whose content follows through the exchange (or is given as ``berkas``).
    """
    isi = {"parts": _rangkai(lsp, kepala, bagian, lembar)}
    known = LaporanLsp.objects.filter(lsp=lsp, nomor=kepala["nomor"]).order_by("-versi").first()
    if known is not None and known.versi == kepala["versi"]:
        if known.sha256 != kepala["sha256"] or known.isi != isi:
            raise Invalid(f"Laporan {known.nomor} versi {known.versi} sudah diterima dengan isi yang lain.")
        return known
    _urut(known, kepala)
    row = LaporanLsp(lsp=lsp, isi=isi, tiba_pada=ctx.at, peraga=lsp.peraga, **kepala)
    row.save()
    masukkan(ctx, lsp=lsp, subjek=row, lampiran=lampiran, berkas=berkas or {}, wajib=BERKAS_LAPORAN)
    note(lsp=lsp.nomor_lisensi, nomor=row.nomor, versi=row.versi, jenis=row.jenis)
    return row


def _urut(known: LaporanLsp | None, kepala: Mapping[str, Any]) -> None:
    if kepala["sampai"] < kepala["dari"]:
        raise Invalid("Periode laporan terbalik.")
    berikut = known.versi + 1 if known else 1
    if known is not None and kepala["versi"] < known.versi:
        raise Invalid(f"Laporan {known.nomor} sudah diterima sampai versi {known.versi}.")
    if known is not None and known.status != S.DIKEMBALIKAN:
        raise Invalid(f"Laporan {known.nomor} versi {known.versi} belum dikembalikan, jadi belum dapat diganti.")
    if known is not None and kepala["versi"] != berikut:
        raise Invalid(f"Versi berikut dari laporan {known.nomor} adalah versi {berikut}.")


def _rangkai(
    lsp: Lsp, kepala: Mapping[str, Any], bagian: Sequence[Mapping[str, Any]], lembar: int
) -> list[dict[str, Any]]:
    """The parts with their rows; each must have as many rows and columns as the report says."""
    rows = LembarLaporan.objects.filter(lsp=lsp, nomor=kepala["nomor"], versi=kepala["versi"], lembar__lte=lembar)
    ada = {row.lembar: row.isi for row in rows}
    if kurang := [str(nomor) for nomor in range(1, lembar + 1) if nomor not in ada]:
        raise Invalid(f"Lembar {', '.join(kurang)} dari laporan {kepala['nomor']} belum tiba.")
    baris: dict[str, list[list[Any]]] = {one["kode"]: [] for one in bagian}
    for nomor in range(1, lembar + 1):
        for potong in ada[nomor]:
            if potong["bagian"] not in baris:
                raise Invalid(f"Lembar {nomor} memuat bagian “{potong['bagian']}” yang tidak ada dalam laporan.")
            baris[potong["bagian"]] += potong["baris"]
    return [_bagian(one, baris[one["kode"]]) for one in bagian]


def _bagian(one: Mapping[str, Any], baris: list[list[Any]]) -> dict[str, Any]:
    lebar = len(one["kolom"])
    if len(baris) != one["jumlah"] or any(len(sel) != lebar for sel in baris):
        raise Invalid(f"Bagian “{one['judul']}” tidak lengkap: {len(baris)} dari {one['jumlah']} baris, {lebar} kolom.")
    kelompok = [list(nomor) for nomor in one["kelompok"]]
    if kelompok and sorted(nomor for satu in kelompok for nomor in satu) != list(range(lebar)):
        raise Invalid(f"Bagian “{one['judul']}” menyebut kolom yang tidak ada.")
    return {
        "code": one["kode"],
        "title": one["judul"],
        "columns": list(one["kolom"]),
        "groups": kelompok,
        "empty": one["kosong"],
        "rows": baris,
    }


@command(
    code="laporan_lsp.terima",
    title="Menyatakan laporan LSP diterima",
    roles=[Role.KOMISI_PENGENDALIAN],
    permit=lengkap(BERKAS_LAPORAN),
    subject="laporan",
    sources={S.MENUNGGU},
    clause="LAP 3.2; P508 10.3.1 iv",
)
def terima(ctx: Context, *, laporan: LaporanLsp, catatan: str = "") -> None:
    """The report is in order; the LSP is told."""
    _jawab(ctx, laporan, S.DITERIMA, catatan)


@command(
    code="laporan_lsp.kembalikan",
    title="Mengembalikan laporan LSP",
    roles=[Role.KOMISI_PENGENDALIAN],
    permit=by_role_alone,
    subject="laporan",
    sources={S.MENUNGGU},
    clause="LAP 3.2; P508 10.3.1 iv",
)
def kembalikan(ctx: Context, *, laporan: LaporanLsp, alasan: str) -> None:
    """The report has to be mended; the LSP is told what. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Alasan belum ditulis.", {"alasan": ["Tulis apa yang harus diperbaiki."]})
    _jawab(ctx, laporan, S.DIKEMBALIKAN, alasan)


def _jawab(ctx: Context, laporan: LaporanLsp, status: StatusLaporan, jawaban: str) -> None:
    laporan.status, laporan.jawaban = status, jawaban.strip()
    laporan.diperiksa_oleh, laporan.diperiksa_pada = ctx.actor.name, ctx.at
    laporan.save()
    note(nomor=laporan.nomor, versi=laporan.versi, jawaban=laporan.jawaban)
