"""Telling LSP what BNSP decided; each commits with its message or not at all."""

from __future__ import annotations

from typing import Any

from telusur.bnsp.harmonisasi.pedoman.models import VersiPedoman
from telusur.bnsp.pengendalian.laporan_lsp.models import LaporanLsp
from telusur.bnsp.pengendalian.sanksi.models import KasusSanksi
from telusur.bnsp.pengendalian.surveilans.models import Temuan
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.blanko.models import BlankoRusak, PermohonanBlanko, cetak
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import KeputusanLisensi, Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import lingkup_berikut_keadaan, mitra_dari
from telusur.contract import from_bnsp
from telusur.kernel.base.clock import day_of, local
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.exchange.models import Partner
from telusur.kernel.exchange.publish import publish


@command(
    code="pertukaran.beritahu_jadwal",
    title="Memberitahukan pencatatan jadwal kepada LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="jadwal",
    clause="SOP 2.8",
)
def beritahu_jadwal(ctx: Context, *, jadwal: JadwalUji) -> None:
    """BNSP's number of a schedule, or that it was called off. Nothing for an LSP whose system is not connected."""
    if mitra := mitra_dari(jadwal.lsp):
        isi = {
            "nomor": jadwal.nomor_lsp,
            "nomor_bnsp": jadwal.nomor,
            "tanggal": local(jadwal.diterima_pada).date().isoformat(),
            "status": str(jadwal.status),
        }
        publish(ctx, to=mitra, kind=from_bnsp.PENCATATAN_JADWAL.kind, key=str(jadwal.pk), content=isi)


@command(
    code="pertukaran.jawab_blanko",
    title="Memberitahukan jawaban permohonan blanko kepada LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="permohonan",
    clause="SOP 4.4",
)
def jawab_blanko(ctx: Context, *, permohonan: PermohonanBlanko) -> None:
    """The numbers given out, or why none were."""
    if mitra := mitra_dari(permohonan.lsp):
        nomor = [cetak(n) for row in permohonan.alokasi.order_by("awal") for n in range(row.awal, row.akhir + 1)]
        isi = {
            "nomor_surat": permohonan.nomor_surat,
            "keputusan": str(permohonan.status),
            "catatan": permohonan.catatan,
            "nomor": nomor,
        }
        publish(ctx, to=mitra, kind=from_bnsp.JAWABAN_BLANKO.kind, key=str(permohonan.pk), content=isi)


@command(
    code="pertukaran.kirim_pengganti",
    title="Memberitahukan blanko pengganti kepada LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="rusak",
    clause="SOP 4.4",
)
def kirim_pengganti(ctx: Context, *, rusak: BlankoRusak) -> None:
    """The number of the blank given for a spoiled one."""
    mitra = mitra_dari(rusak.lsp)
    if mitra and rusak.pengganti:
        isi = {"nomor_rusak": cetak(rusak.nomor), "nomor": cetak(rusak.pengganti.awal)}
        publish(ctx, to=mitra, kind=from_bnsp.PENGGANTI_BLANKO.kind, key=cetak(rusak.nomor), content=isi)


def isi_asesor(asesor: AsesorKompetensi, lsp: Lsp) -> dict[str, Any]:
    """What the register holds of an asesor, as this LSP is told it."""
    return {
        "nomor_registrasi": asesor.nomor_registrasi,
        "nomor_sertifikat": asesor.nomor_sertifikat,
        "berlaku_dari": asesor.berlaku_dari.isoformat(),
        "berlaku_sampai": asesor.berlaku_sampai.isoformat(),
        "status": "lsp_lain" if asesor.lsp_id not in (None, lsp.pk) else str(asesor.status),
    }


def isi_lisensi(lsp: Lsp) -> dict[str, Any]:
    """A licence as it is told: its term and its scope as they stand, with the decision that was taken last."""
    last = KeputusanLisensi.objects.filter(lsp=lsp).order_by("-pada", "-id").first()
    return {
        "nomor": lsp.nomor_lisensi,
        "nomor_sk": last.nomor_sk if last else lsp.nomor_sk,
        "tanggal_sk": (last.tanggal_sk if last else lsp.tanggal_sk).isoformat(),
        "berlaku_dari": lsp.berlaku_dari.isoformat(),
        "berlaku_sampai": lsp.berlaku_sampai.isoformat(),
        "status": str(lsp.status),
        "alasan": last.alasan if last else "",
        "lingkup": [
            {
                "skema_kode": row.skema_kode,
                "skema_nama": row.skema_nama,
                "status": str(row.status),
                "sejak": row.sejak.isoformat(),
                "keadaan_sejak": keadaan_sejak.isoformat(),
                "masa_berlaku_bulan": row.masa_berlaku_bulan,
            }
            for row, keadaan_sejak in lingkup_berikut_keadaan(lsp)
        ],
    }


@command(
    code="pertukaran.beritahu_lisensi",
    title="Memberitahukan keadaan lisensi kepada LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="lsp",
    clause="P508 9.5",
)
def beritahu_lisensi(ctx: Context, *, lsp: Lsp) -> None:
    """The licence, its term and its scope as they stand, with the decision that was taken last."""
    mitra = mitra_dari(lsp)
    if mitra is None:
        return
    publish(ctx, to=mitra, kind=from_bnsp.LISENSI.kind, key=lsp.nomor_lisensi, content=isi_lisensi(lsp))


@command(
    code="pertukaran.beritahu_asesor",
    title="Memberitahukan registrasi asesor kepada LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="asesor",
    clause="P508 10.4.4.4",
)
def beritahu_asesor(ctx: Context, *, asesor: AsesorKompetensi, lsp: Lsp) -> None:
    """What the register holds of an asesor whom this LSP named; nothing of one for an LSP that is not connected."""
    if mitra := mitra_dari(lsp):
        publish(
            ctx,
            to=mitra,
            kind=from_bnsp.REGISTRASI_ASESOR.kind,
            key=asesor.nomor_registrasi,
            content=isi_asesor(asesor, lsp),
        )


@command(
    code="pertukaran.jawab_laporan",
    title="Memberitahukan jawaban atas laporan kepada LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="laporan",
    clause="LAP 3.2",
)
def jawab_laporan(ctx: Context, *, laporan: LaporanLsp) -> None:
    """Accepted, or sent back with what has to be mended."""
    if mitra := mitra_dari(laporan.lsp):
        isi = {
            "nomor": laporan.nomor,
            "versi": laporan.versi,
            "keputusan": str(laporan.status),
            "catatan": laporan.jawaban[:2000],
        }
        publish(ctx, to=mitra, kind=from_bnsp.JAWABAN_LAPORAN.kind, key=str(laporan.pk), content=isi)


@command(
    code="pertukaran.jawab_catatan_tangan",
    title="Menjawab catatan tangan LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="lsp",
    clause="SOP 2.8, 4.4",
)
def jawab_catatan_tangan(ctx: Context, *, lsp: Lsp, catatan: str, hasil: str, nilai: str = "") -> None:
    """What the register says of a value the LSP wrote down by hand: the same, another, none, or not decided yet."""
    if mitra := mitra_dari(lsp):
        isi = {"catatan": catatan, "hasil": hasil, "nilai": nilai}
        publish(ctx, to=mitra, kind=from_bnsp.JAWABAN_CATATAN_TANGAN.kind, key=catatan, content=isi)
        note(catatan=catatan, hasil=hasil, nilai=nilai)


@command(
    code="pertukaran.sebarkan_pedoman",
    title="Menyampaikan pedoman kepada LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="versi",
    clause="P508 10.1.2",
)
def sebarkan_pedoman(ctx: Context, *, versi: VersiPedoman, mitra: Partner | None = None) -> None:
    """A guideline in force, to every LSP that is connected, or to one that has just been."""
    isi = {
        "kode": versi.pedoman.kode,
        "judul": versi.pedoman.judul,
        "versi": versi.versi,
        "nomor": versi.nomor,
        "tanggal": versi.tanggal.isoformat(),
        "perubahan": versi.perubahan,
        "isi": versi.isi,
    }
    for one in [mitra] if mitra else Partner.objects.order_by("code"):
        publish(ctx, to=one, kind=from_bnsp.PEDOMAN.kind, key=versi.pedoman.slug, content=isi)


@command(
    code="pertukaran.beritahu_temuan",
    title="Memberitahukan temuan kepada LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="temuan",
    clause="P508 10.3.1 iv",
)
def beritahu_temuan(ctx: Context, *, temuan: Temuan) -> None:
    """A finding, until when it is to be corrected, and what verification said of the LSP's answer."""
    if mitra := mitra_dari(temuan.lsp):
        isi = {
            "nomor": temuan.nomor,
            "klausul": temuan.klausul,
            "uraian": temuan.uraian,
            "kategori": str(temuan.kategori),
            "dibuka": day_of(temuan.dibuka_pada).isoformat(),
            "tenggat": day_of(temuan.tenggat).isoformat(),
            "status": str(temuan.status),
            "ajuan": temuan.ajuan,
            "verifikasi": temuan.verifikasi,
        }
        publish(ctx, to=mitra, kind=from_bnsp.TEMUAN.kind, key=temuan.nomor.replace(" ", "_"), content=isi)


@command(
    code="pertukaran.beritahu_kasus",
    title="Memberitahukan kasus sanksi kepada LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="kasus",
    clause="P508 9.5.2",
)
def beritahu_kasus(ctx: Context, *, kasus: KasusSanksi) -> None:
    """A sanction case, until when the LSP may respond, and how it ended."""
    if mitra := mitra_dari(kasus.lsp):
        isi = {
            "nomor": kasus.nomor,
            "bentuk": str(kasus.bentuk),
            "skema_kode": kasus.lingkup.skema_kode if kasus.lingkup else "",
            "dasar": kasus.dasar,
            "skor": kasus.skor,
            "kelengkapan": list(kasus.kelengkapan),
            "dibuka": day_of(kasus.dibuka_pada).isoformat(),
            "tenggat": day_of(kasus.tenggat).isoformat(),
            "status": str(kasus.status),
            "ajuan": kasus.ajuan,
            "hasil": kasus.hasil,
        }
        publish(ctx, to=mitra, kind=from_bnsp.KASUS_SANKSI.kind, key=kasus.nomor.replace(" ", "_"), content=isi)
