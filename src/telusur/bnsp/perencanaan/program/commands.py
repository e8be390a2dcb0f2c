"""Acts of Komisi Perencanaan dan Pengembangan (P508 10.3.1 v)."""

from __future__ import annotations

from datetime import date

from telusur.bnsp.perencanaan.program.models import RencanaKerja, Target
from telusur.bnsp.perencanaan.program.states import Indikator, StatusRencana
from telusur.bnsp.roles import STAFF, Role
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

PERENCANA = (Role.KOMISI_PERENCANAAN,)
TAHUN = range(2000, 2101)


@command(
    code="program.rencanakan",
    title="Merencanakan kegiatan",
    roles=PERENCANA,
    permit=by_role_alone,
    clause="P508 10.3.1 v",
)
def rencanakan(
    ctx: Context,
    *,
    tahun: int,
    kegiatan: str,
    sasaran: str,
    penanggung_jawab: str,
    mulai: date,
    selesai: date,
    peraga: bool = False,
) -> RencanaKerja:
    """Put an activity into the plan of a year. Raises Invalid for what is missing or a period turned round."""
    if tahun not in TAHUN or not kegiatan.strip() or not sasaran.strip():
        raise Invalid("Rencana belum lengkap.", {"kegiatan": ["Isi tahun, kegiatan, dan sasarannya."]})
    if penanggung_jawab not in STAFF:
        raise Invalid("Penanggung jawab itu tidak dikenal.", {"penanggung_jawab": ["Pilih salah satu."]})
    if selesai < mulai:
        raise Invalid("Waktunya terbalik.", {"selesai": ["Isi tanggal sesudah tanggal mulai."]})
    row = RencanaKerja(
        tahun=tahun,
        kegiatan=kegiatan.strip(),
        sasaran=sasaran.strip(),
        penanggung_jawab=str(penanggung_jawab),
        mulai=mulai,
        selesai=selesai,
        peraga=peraga,
    )
    row.save()
    return row


@command(
    code="program.perbarui",
    title="Mencatat realisasi rencana",
    roles=PERENCANA,
    permit=by_role_alone,
    subject="rencana",
    sources={StatusRencana.RENCANA, StatusRencana.BERJALAN},
    clause="P508 10.3.1 v",
)
def perbarui(ctx: Context, *, rencana: RencanaKerja, status: str, realisasi: str) -> None:
    """Say how far it is, or how it ended. Raises Invalid for nothing said or a state that is none."""
    if status not in StatusRencana.values or not realisasi.strip():
        raise Invalid("Realisasi belum lengkap.", {"realisasi": ["Tulis apa yang sudah dicapai."]})
    rencana.status, rencana.realisasi = status, realisasi.strip()
    rencana.save()


@command(
    code="program.tetapkan_target",
    title="Menetapkan target",
    roles=PERENCANA,
    permit=by_role_alone,
    clause="P508 10.3.1 v",
)
def tetapkan_target(
    ctx: Context, *, tahun: int, indikator: str, nilai: int, dasar: str = "", peraga: bool = False
) -> Target:
    """Set the target of an indicator for a year, or set it anew; the trail keeps the one before. Raises Invalid."""
    if indikator not in Indikator.values or tahun not in TAHUN or nilai < 1:
        raise Invalid("Target belum lengkap.", {"nilai": ["Isi tahun, indikator, dan nilainya."]})
    row = Target.objects.filter(tahun=tahun, indikator=indikator).first()
    if row is None:
        row = Target(tahun=tahun, indikator=indikator, peraga=peraga)
    note(sebelum=row.nilai, sesudah=nilai)
    row.nilai, row.dasar = nilai, dasar.strip()
    row.save()
    return row
