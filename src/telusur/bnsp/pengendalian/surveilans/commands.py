"""Acts of Komisi Pengendalian on surveillance and findings (P508 10.3.1 iv; PBNSP 208)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from telusur.bnsp.pengendalian.pengaduan.models import Pengaduan
from telusur.bnsp.pengendalian.surveilans.models import Surveilans, Temuan
from telusur.bnsp.pengendalian.surveilans.states import JenisSurveilans, Kategori, StatusSurveilans, StatusTemuan
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.commands import masukkan
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.rules import lengkap
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import data_sendiri, lsp_sendiri_yang_berkata
from telusur.contract.from_lsp import BERKAS_JAWABAN
from telusur.kernel.archive.intake import Checked, Uploaded
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.letters import numbers
from telusur.kernel.letters.states import Reset
from telusur.kernel.notices.commands import kirim

Isian = Uploaded | Checked
PELAKSANA = (Role.KOMISI_PENGENDALIAN,)
SERI = "lks"
numbers.register_series(SERI, "Lembar ketidaksesuaian (LKS)", "{n:04d}/LKS/BNSP/{romawi}/{tahun}", Reset.TAHUN)


@command(
    code="surveilans.rencanakan",
    title="Merencanakan surveilans LSP",
    roles=PELAKSANA,
    permit=by_role_alone,
    clause="P508 10.3.1 iv",
)
def rencanakan(
    ctx: Context,
    *,
    lsp: Lsp,
    jenis: str,
    rencana: date,
    nomor_spt: str,
    petugas: Sequence[str],
    peraga: bool = False,
) -> Surveilans:
    """Plan it. Raises Invalid for a day that is over, or without SPT or people."""
    if jenis not in JenisSurveilans.values:
        raise Invalid("Jenis surveilans itu tidak dikenal.", {"jenis": ["Pilih salah satu."]})
    if rencana < ctx.today:
        raise Invalid("Tanggal rencana sudah lewat.", {"rencana": ["Isi hari ini atau sesudahnya."]})
    if not nomor_spt.strip() or not petugas:
        raise Invalid("Surveilans memerlukan SPT dan petugas.", {"nomor_spt": ["Isi nomor SPT dan nama petugasnya."]})
    row = Surveilans(
        lsp=lsp, jenis=jenis, rencana=rencana, nomor_spt=nomor_spt.strip(), petugas=list(petugas), peraga=peraga
    )
    row.save()
    return row


@command(
    code="surveilans.batalkan",
    title="Membatalkan surveilans",
    roles=PELAKSANA,
    permit=by_role_alone,
    subject="surveilans",
    sources={StatusSurveilans.DIRENCANAKAN},
)
def batalkan(ctx: Context, *, surveilans: Surveilans, alasan: str) -> None:
    """Call it off. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Mengapa dibatalkan?"]})
    surveilans.status = StatusSurveilans.DIBATALKAN
    surveilans.save()
    note(alasan=alasan.strip())


@command(
    code="surveilans.laporkan",
    title="Melaporkan surveilans",
    roles=PELAKSANA,
    permit=by_role_alone,
    subject="surveilans",
    sources={StatusSurveilans.DIRENCANAKAN},
    clause="P508 10.3.1 iv",
)
def laporkan(ctx: Context, *, surveilans: Surveilans, dilaksanakan: date, laporan: str) -> None:
    """Write down what was seen; findings follow, one by one. Raises Invalid for a day to come or an empty report."""
    if dilaksanakan > ctx.today:
        raise Invalid("Tanggal pelaksanaan belum tiba.", {"dilaksanakan": ["Isi hari ini atau sebelumnya."]})
    if not laporan.strip():
        raise Invalid("Laporan belum ditulis.", {"laporan": ["Tulis apa yang diperiksa dan hasilnya."]})
    surveilans.dilaksanakan, surveilans.laporan = dilaksanakan, laporan.strip()
    surveilans.status = StatusSurveilans.DILAPORKAN
    surveilans.save()


@command(
    code="surveilans.selesaikan",
    title="Menyelesaikan surveilans",
    roles=PELAKSANA,
    permit=by_role_alone,
    subject="surveilans",
    sources={StatusSurveilans.DILAPORKAN},
    clause="P508 10.3.1 iv",
)
def selesaikan(ctx: Context, *, surveilans: Surveilans) -> None:
    """Close it. Raises Invalid while a finding of it is open."""
    terbuka = Temuan.objects.filter(surveilans=surveilans).exclude(status=StatusTemuan.DITUTUP).count()
    if terbuka:
        raise Invalid(f"Masih ada {terbuka} temuan yang belum ditutup.")
    surveilans.status = StatusSurveilans.SELESAI
    surveilans.save()


@command(
    code="surveilans.catat_temuan",
    title="Mencatat temuan",
    roles=PELAKSANA,
    permit=by_role_alone,
    clause="P508 10.3.1 iv",
)
def catat(
    ctx: Context,
    *,
    lsp: Lsp,
    klausul: str,
    uraian: str,
    kategori: str,
    surveilans: Surveilans | None = None,
    pengaduan: Pengaduan | None = None,
) -> Temuan:
    """Open a nonconformity sheet; the LSP is told by mail. Raises Invalid without clause or text, or for another LSP's."""
    if kategori not in Kategori.values or not klausul.strip() or not uraian.strip():
        raise Invalid("Temuan belum lengkap.", {"uraian": ["Isi klausul, uraian, dan kategori."]})
    if surveilans is not None and surveilans.status != StatusSurveilans.DILAPORKAN:
        raise Invalid("Temuan dicatat sesudah surveilans dilaporkan dan sebelum selesai.")
    if any(one is not None and one.lsp_id not in {None, lsp.pk} for one in (surveilans, pengaduan)):
        raise Invalid("Temuan ini tentang LSP lain.")
    row = Temuan(
        nomor=numbers.take(ctx, SERI, at=ctx.today),
        lsp=lsp,
        surveilans=surveilans,
        pengaduan=pengaduan,
        klausul=klausul.strip(),
        uraian=uraian.strip(),
        kategori=kategori,
        dibuka_pada=ctx.at,
    )
    row.save()
    note(nomor=row.nomor, lsp=lsp.nomor_lisensi)
    data = {"nomor": row.nomor, "lsp": lsp.nama, "klausul": row.klausul, "uraian": row.uraian}
    kirim(ctx, template="temuan_lsp", data={**data, "kategori": row.get_kategori_display()}, email=lsp.surel)
    return row


@command(
    code="surveilans.jawab_temuan",
    title="Menerima jawaban LSP atas temuan",
    roles=[Role.LSP],
    permit=data_sendiri,
    subject="temuan",
    clause="P508 10.3.1 iv",
)
def jawab(
    ctx: Context, *, temuan: Temuan, ajuan: int, perbaikan: str, oleh: str, lampiran: Sequence[Mapping[str, Any]]
) -> None:
    """What the LSP did, told by its own system; its documents follow through the exchange.

    The same answer once more changes nothing. Raises WrongState unless the finding waits for an answer, Invalid.
    """
    if 0 < ajuan == temuan.ajuan and temuan.perbaikan == perbaikan.strip():
        return
    if temuan.status != StatusTemuan.TERBUKA:
        raise WrongState(f"Temuan {temuan.nomor} tidak menunggu jawaban: {temuan.get_status_display().lower()}.")
    if ajuan <= temuan.ajuan:
        raise Invalid(f"Jawaban ke-{ajuan} atas temuan {temuan.nomor} sudah diterima dengan isi yang lain.")
    temuan.alasan_tangan = ""
    _jawaban(ctx, temuan, ajuan, perbaikan, oleh, lampiran, {})


@command(
    code="surveilans.catat_perbaikan",
    title="Mencatat perbaikan temuan dengan tangan",
    roles=PELAKSANA,
    permit=lsp_sendiri_yang_berkata,
    subject="temuan",
    sources={StatusTemuan.TERBUKA},
    clause="P508 10.3.1 iv",
)
def catat_perbaikan(ctx: Context, *, temuan: Temuan, perbaikan: str, alasan: str, bukti: Sequence[Isian]) -> None:
    """The answer of an LSP without a connection, with why it is entered here and its documents. Raises Invalid."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Mengapa dicatat dengan tangan, dan dari mana jawabannya?"]})
    temuan.alasan_tangan = alasan.strip()
    note(alasan=temuan.alasan_tangan)
    _jawaban(ctx, temuan, temuan.ajuan + 1, perbaikan, ctx.actor.name, (), {"bukti": bukti})


def _jawaban(
    ctx: Context,
    temuan: Temuan,
    ajuan: int,
    perbaikan: str,
    oleh: str,
    lampiran: Sequence[Mapping[str, Any]],
    berkas: Mapping[str, Sequence[Isian]],
) -> None:
    if not perbaikan.strip():
        raise Invalid("Perbaikan belum ditulis.", {"perbaikan": ["Tulis jawaban LSP."]})
    temuan.perbaikan, temuan.status, temuan.ajuan = perbaikan.strip(), StatusTemuan.DIPERBAIKI, ajuan
    temuan.dijawab_oleh, temuan.dijawab_pada = oleh, ctx.at
    temuan.save()
    masukkan(ctx, lsp=temuan.lsp, subjek=temuan, lampiran=lampiran, berkas=berkas, wajib=BERKAS_JAWABAN, ajuan=ajuan)
    note(nomor=temuan.nomor, ajuan=ajuan)


@command(
    code="surveilans.kembalikan_perbaikan",
    title="Mengembalikan perbaikan temuan",
    roles=PELAKSANA,
    permit=by_role_alone,
    subject="temuan",
    sources={StatusTemuan.DIPERBAIKI},
)
def kembalikan(ctx: Context, *, temuan: Temuan, verifikasi: str) -> None:
    """The correction does not satisfy. Raises Invalid without saying why."""
    _periksa(temuan, verifikasi, StatusTemuan.TERBUKA)


@command(
    code="surveilans.tutup_temuan",
    title="Menutup temuan",
    roles=PELAKSANA,
    permit=lengkap(BERKAS_JAWABAN),
    subject="temuan",
    sources={StatusTemuan.DIPERBAIKI},
    clause="P508 10.3.1 iv",
)
def tutup(ctx: Context, *, temuan: Temuan, verifikasi: str) -> None:
    """The correction was verified. Raises Invalid without saying how."""
    temuan.ditutup_pada = ctx.at
    _periksa(temuan, verifikasi, StatusTemuan.DITUTUP)


def _periksa(temuan: Temuan, verifikasi: str, status: StatusTemuan) -> None:
    if not verifikasi.strip():
        raise Invalid("Hasil verifikasi belum ditulis.", {"verifikasi": ["Tulis apa yang diperiksa."]})
    temuan.verifikasi, temuan.status = verifikasi.strip(), status
    temuan.save()
