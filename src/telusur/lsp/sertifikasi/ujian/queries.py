"""Reading exams. Questions go to the asesi who sits them and to nobody else; the key goes nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.administrasi.muk import queries as muk
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.queries import di_antara
from telusur.lsp.sertifikasi.ujian import arus, rules
from telusur.lsp.sertifikasi.ujian.models import Jawaban, Ujian
from telusur.lsp.sertifikasi.ujian.states import StatusUjian

RELATED = ("permohonan", "asesi", "bank__skema", "asesmen__asesor__orang", "asesmen__jadwal__tuk", "asesmen__peserta")


@dataclass(frozen=True, slots=True)
class SoalUjian:
    """One question on the asesi's paper: ``no`` in their own order, ``opsi`` as (token, words), ``jawaban`` so far, as token."""

    no: int
    id: str
    unit: str
    pertanyaan: str
    kode_program: str
    opsi: tuple[tuple[str, str], ...]
    jawaban: str


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """How far one exam is. ``terakhir``: when the last answer came in; ``berbeda``: questions answered otherwise by devices."""

    ujian: Ujian
    terjawab: int
    terakhir: datetime | None = None
    berbeda: int = 0


@dataclass(frozen=True, slots=True)
class Perbedaan:
    """A question (``butir`` of the bank) that devices answered differently: time and letter of each, the one that counts last."""

    butir: int
    jawaban: tuple[tuple[datetime, str], ...]


@dataclass(frozen=True, slots=True)
class Lembar:
    """An exam as its reader may see it: the questions only for the asesi, and only while the exam runs.

    ``perbedaan``: for the others, once it has ended.
    """

    ujian: Ujian
    kemajuan: Kemajuan
    soal: tuple[SoalUjian, ...] = ()
    perbedaan: tuple[Perbedaan, ...] = ()

    @property
    def kosong(self) -> list[SoalUjian]:
        """Questions without an answer."""
        return [one for one in self.soal if not one.jawaban]


def _semua() -> QuerySet[Ujian]:
    return Ujian.objects.select_related(*RELATED)


def dengan_id(ujian_id: UUID) -> Ujian | None:
    """The exam, with everything its pages name."""
    return _semua().filter(pk=ujian_id).first()


def ujian_kasus(permohonan_id: UUID) -> Ujian | None:
    """The current exam of a case: the latest that was not cancelled."""
    rows = _semua().filter(permohonan_id=permohonan_id).exclude(status=StatusUjian.BATAL)
    return rows.order_by("-dibuat_pada").first()


def ujian_ringkas(permohonan_id: UUID) -> Ujian | None:
    """The latest exam of a case, cancelled or not, with only what the page of the case shows."""
    rows = Ujian.objects.filter(permohonan_id=permohonan_id).order_by("-dibuat_pada")
    return rows.only("status", "benar", "jumlah", "waktu_menit").first()


def ujian_saya(ctx: Context) -> QuerySet[Ujian]:
    """The actor's own exams, newest first."""
    if ctx.actor.user is None:
        return Ujian.objects.none()
    return _semua().filter(asesi=ctx.actor.user).order_by("-dibuat_pada")


def jadwal_dengan_ujian(ctx: Context) -> QuerySet[Jadwal]:
    """Sessions with exams that the actor may follow: staff all, an asesor their own; newest first."""
    rows = di_antara(Ujian.objects.values("asesmen__jadwal_id"))
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(asesor__orang=ctx.actor.user) if ctx.actor.has(Role.ASESOR) else rows.none()
    return rows


@query(
    code="ujian.buka",
    title="Membuka ujian tertulis",
    roles=[Role.ASESI, Role.ASESOR, *STAFF],
    permit=rules.boleh_buka,
    subject="ujian",
    clause="P508 10.2.6",
)
def buka(ctx: Context, *, ujian: Ujian) -> Lembar:
    """The exam: for the asesi the paper with the answers saved so far, for asesor and staff its progress only."""
    rows = arus.arus(ujian)
    own = str(ujian.asesi_id) == ctx.actor.id
    sits = ujian.status == StatusUjian.BERLANGSUNG and own
    soal = _soal(ujian, arus.berlaku(rows)) if sits else ()
    perbedaan = _perbedaan(ujian, rows) if ujian.status == StatusUjian.SELESAI and not own else ()
    return Lembar(ujian, _kemajuan(ujian, rows), soal, perbedaan)


@query(
    code="ujian.keadaan",
    title="Membaca jawaban ujian yang tersimpan",
    roles=[Role.ASESI],
    permit=rules.milik_sendiri,
    subject="ujian",
    logged=False,
)
def keadaan(ctx: Context, *, ujian: Ujian) -> dict[str, str]:
    """The answers that count now, by question, as tokens: what a second tab or another device must show."""
    choices = ujian.tanda
    return {soal: choices[soal][letter] for soal, letter in arus.berlaku(arus.arus(ujian)).items()}


def _perbedaan(ujian: Ujian, rows: list[Jawaban]) -> tuple[Perbedaan, ...]:
    found = arus.berbeda(rows)
    numbers = {soal.id: soal.no for soal in muk.paket_bank(ujian.bank).soal} if found else {}
    told = [
        Perbedaan(numbers[soal], tuple((row.diterima_pada, row.jawaban.upper()) for row in held))
        for soal, held in found.items()
    ]
    return tuple(sorted(told, key=lambda one: one.butir))


def _soal(ujian: Ujian, jawaban: dict[str, str]) -> tuple[SoalUjian, ...]:
    known = {soal.id: soal for soal in muk.paket_bank(ujian.bank).soal}
    found = []
    for no, row in enumerate(ujian.urutan, start=1):
        soal = known[row["id"]]
        words, tanda = dict(soal.opsi), dict(zip(row["opsi"], row["tanda"], strict=True))
        opsi = tuple((tanda[letter], words[letter]) for letter in row["opsi"])
        chosen = tanda.get(jawaban.get(soal.id, ""), "")
        found.append(SoalUjian(no, soal.id, soal.unit, soal.pertanyaan, soal.kode_program, opsi, chosen))
    return tuple(found)


@query(
    code="ujian.pantau",
    title="Memantau ujian satu sesi",
    roles=[Role.ASESOR, *STAFF],
    permit=rules.boleh_pantau,
    subject="jadwal",
    logged=False,
)
def pantau(ctx: Context, *, jadwal: Jadwal) -> list[Kemajuan]:
    """Progress of every exam of a session, by name, in two statements."""
    exams = list(_semua().filter(asesmen__jadwal=jadwal).order_by("permohonan__nama"))
    rows: dict[UUID, list[Jawaban]] = {ujian.pk: [] for ujian in exams}
    for row in Jawaban.objects.filter(ujian__in=exams).order_by("id"):
        rows[row.ujian_id].append(row)
    return [_kemajuan(ujian, rows[ujian.pk]) for ujian in exams]


def _kemajuan(ujian: Ujian, rows: list[Jawaban]) -> Kemajuan:
    last = rows[-1].diterima_pada if rows else None
    return Kemajuan(ujian, len(arus.berlaku(rows)), last, len(arus.berbeda(rows)))


def arus_utuh(ujian: Ujian) -> bool:
    """Whether the stored answers of a finished exam still have the digest that its end put into the trail."""
    return bool(ujian.digest) and arus.sidik(ujian.pk, arus.arus(ujian)) == ujian.digest
