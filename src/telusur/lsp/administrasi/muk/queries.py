"""Reading the MUK. Questions and keys are secret: every reading of theirs is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.administrasi.muk import rules
from telusur.lsp.administrasi.muk.models import BankSoal, ButirSoal, PerangkatAsesmen, TugasPraktik
from telusur.lsp.administrasi.muk.states import JenisSoal, StatusBank, StatusPerangkat
from telusur.lsp.roles import STAFF, Role

READERS = (*STAFF, Role.ASESOR, Role.PENGELOLA_SISTEM)


@dataclass(frozen=True, slots=True)
class Soal:
    """A multiple-choice question as the asesi may see it: there is no field for the key, so it cannot leak."""

    id: str
    no: int
    unit: str
    elemen: tuple[int, ...]
    kuk: tuple[str, ...]
    pertanyaan: str
    kode_program: str
    opsi: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paket:
    """The questions of one exam, and the bank they come from."""

    bank_id: UUID
    versi: int
    waktu_menit: int
    soal: tuple[Soal, ...]


def bank_berlaku(skema: Any) -> BankSoal | None:
    """The question bank in use for a skema version."""
    return BankSoal.objects.select_related("skema").filter(skema=skema, status=StatusBank.BERLAKU).first()


def paket(skema: Any) -> Paket:
    """The multiple-choice questions in use, without keys. For the exam module; raises NotFound if there is no bank."""
    bank = bank_berlaku(skema)
    if bank is None:
        raise NotFound("Belum ada bank soal yang berlaku untuk skema ini. Impor dan berlakukan bank soalnya lebih dulu.")
    return paket_bank(bank)


def paket_bank(bank: BankSoal) -> Paket:
    """The questions of one bank, also one withdrawn meanwhile: an exam ends with the questions it began with."""
    rows = (
        ButirSoal.objects.filter(bank=bank, jenis=JenisSoal.PILIHAN_GANDA)
        .defer("kunci", "pokok_penilaian")
        .select_related("unit")
        .order_by("no")
    )
    return Paket(bank.pk, bank.versi, bank.skema.waktu_pilihan_ganda_menit, tuple(_soal(row) for row in rows))


def _soal(row: ButirSoal) -> Soal:
    return Soal(
        id=str(row.pk),
        no=row.no,
        unit=row.unit.kode,
        elemen=tuple(row.elemen),
        kuk=tuple(row.kuk),
        pertanyaan=row.pertanyaan,
        kode_program=row.kode_program,
        opsi=tuple(sorted(row.opsi.items())),
    )


def periksa_jawaban(bank: BankSoal | UUID, jawaban: Mapping[str, str]) -> dict[str, bool]:
    """Whether each multiple-choice question of the bank was answered right. ``jawaban``: question id -> letter.

    Questions without an answer count as wrong; answers to questions of another bank are ignored. Server side only.
    """
    bank_id = bank.pk if isinstance(bank, BankSoal) else bank
    rows = ButirSoal.objects.filter(bank_id=bank_id, jenis=JenisSoal.PILIHAN_GANDA).only("kunci", "no").order_by("no")
    return {str(row.pk): jawaban.get(str(row.pk), "") == row.kunci for row in rows}


@query(
    code="muk.baca_soal",
    title="Membaca soal dan kunci",
    roles=[Role.ASESOR, Role.MANAJER_SERTIFIKASI],
    permit=rules.pemegang_soal,
    subject="bank",
    clause="P508 10.2.6",
)
def baca_soal(ctx: Context, *, bank: BankSoal) -> list[ButirSoal]:
    """All questions with their keys, for those appointed; every reading is recorded."""
    return list(ButirSoal.objects.filter(bank=bank).select_related("unit").order_by("jenis", "no"))


@query(
    code="muk.baca_tugas",
    title="Membaca tugas praktik",
    roles=[Role.ASESOR, Role.MANAJER_SERTIFIKASI],
    permit=rules.pemegang_soal,
    subject="bank",
    clause="P508 10.2.6",
)
def baca_tugas(ctx: Context, *, bank: BankSoal) -> list[TugasPraktik]:
    """The practical tasks, for those appointed; every reading is recorded."""
    return list(TugasPraktik.objects.filter(bank=bank).order_by("no"))


def daftar_bank(ctx: Context) -> QuerySet[BankSoal]:
    """All banks with the number of their questions (not their content)."""
    if not ctx.actor.has(*READERS):
        return BankSoal.objects.none()
    kinds = {f"jumlah_{kind.value}": Count("butir", filter=Q(butir__jenis=kind.value)) for kind in JenisSoal}
    return BankSoal.objects.select_related("skema").annotate(**kinds).order_by("skema__nama_id", "-versi")


def daftar_perangkat(ctx: Context, skema: Any = None) -> QuerySet[PerangkatAsesmen]:
    """Instrument sets with their reviews."""
    if not ctx.actor.has(*READERS):
        return PerangkatAsesmen.objects.none()
    rows = PerangkatAsesmen.objects.select_related("skema", "penyusun").prefetch_related("tinjauan")
    return rows.filter(skema=skema) if skema is not None else rows.order_by("skema__nama_id", "-versi")


def perangkat_berlaku(skema: Any) -> PerangkatAsesmen | None:
    """The instrument set in use for a skema version, with its reviews prefetched (SOP 2.4)."""
    rows = PerangkatAsesmen.objects.select_related("skema", "penyusun").prefetch_related(Prefetch("tinjauan"))
    return rows.filter(skema=skema, status=StatusPerangkat.BERLAKU).first()
