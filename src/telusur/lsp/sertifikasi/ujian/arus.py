"""The stream of answers: taking them in, reading what counts, its digest. No command, no trail; an owner-checked write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from telusur.kernel.audit.record import record_refusal, titles
from telusur.kernel.base.clock import clock_time, shown_in
from telusur.kernel.base.errors import DomainError, Invalid, NotFound, NotPermitted, WrongState
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.sertifikasi.ujian.models import Jawaban, Ujian
from telusur.lsp.sertifikasi.ujian.rules import KELONGGARAN, milik_sendiri
from telusur.lsp.sertifikasi.ujian.states import StatusUjian

JAWAB = "ujian.jawab"
titles[JAWAB] = "Menjawab soal"
READ = (
    "asesi_id", "status", "urutan", "batas_pada", "permohonan_id", "permohonan__nomor", "permohonan__nama",
    "asesmen__jadwal__tuk__zona",
)  # fmt: skip

WITH = ("permohonan", "asesmen__jadwal__tuk")


@dataclass(frozen=True, slots=True)
class Isian:
    """An answer as a device sends it. ``klien`` and ``urutan`` name it, so that sending it again changes nothing."""

    soal_id: str
    jawaban: str
    klien: str = ""
    urutan: int = 0


def kelonggaran() -> timedelta:
    """How long after the deadline an answer may still arrive."""
    return timedelta(seconds=setelan(KELONGGARAN))


def terima(ctx: Context, ujian_id: UUID, isian: Sequence[Isian], *, bertanda: bool = False) -> Ujian:
    """Store answers of the actor's own running exam: one read and one insert, however many. Returns the exam.

    ``bertanda``: they name the choices by the tokens of this exam, as everything that comes over the line does.

    Raises NotFound, NotPermitted for somebody else's exam, WrongState before the start, after the end or after the
    deadline, Invalid for an unknown question or letter; then none is stored and the refusal is in the trail.
    """
    try:
        with transaction.atomic():
            return _store(ctx, _locked(ujian_id), isian, bertanda)
    except DomainError as refusal:
        subject = Ujian.objects.select_related("permohonan").filter(pk=ujian_id).first()
        record_refusal(ctx, JAWAB, refusal, subject=subject)
        raise


def _locked(ujian_id: UUID) -> Ujian:
    """The exam, locked: an answer and the end of the exam follow one another."""
    rows = Ujian.objects.select_for_update(of=("self",)).select_related(*WITH).only(*READ)
    ujian = rows.filter(pk=ujian_id).first()
    if ujian is None:
        raise NotFound("Ujian itu tidak ada. Periksa kembali alamatnya.")
    return ujian


def _store(ctx: Context, ujian: Ujian, isian: Sequence[Isian], bertanda: bool) -> Ujian:
    if why := milik_sendiri.why_not(ctx, ujian):
        raise NotPermitted(why)
    if why := _tertutup(ctx, ujian):
        raise WrongState(why)
    choices = ujian.tanda
    letters = [_letter(choices, one, bertanda) for one in isian]
    Jawaban.objects.bulk_create(
        [
            Jawaban(
                ujian=ujian,
                soal_id=one.soal_id,
                jawaban=letter,
                klien=one.klien,
                urutan=one.urutan,
                diterima_pada=ctx.at,
            )
            for one, letter in zip(isian, letters, strict=True)
        ],
        ignore_conflicts=True,
    )
    return ujian


def _tertutup(ctx: Context, ujian: Ujian) -> str | None:
    if ujian.status == StatusUjian.BELUM:
        return "Ujian belum dimulai. Tekan “Mulai ujian” lebih dahulu."
    if ujian.status != StatusUjian.BERLANGSUNG or ujian.batas_pada is None:
        return f"Ujian ini {ujian.get_status_display().lower()}. Jawaban tidak diterima lagi."
    if ctx.at > ujian.batas_pada and ctx.at > ujian.batas_pada + kelonggaran():
        with shown_in(ujian.zona_waktu):
            return f"Waktu ujian habis pada {clock_time(ujian.batas_pada)}. Jawaban sesudah itu tidak diterima."
    return None


def _letter(choices: dict[str, dict[str, str]], one: Isian, bertanda: bool) -> str:
    """The bank's letter of an answer; empty when it takes one back."""
    if one.soal_id not in choices:
        raise Invalid("Soal itu tidak ada dalam ujian Anda. Muat ulang halaman ini.")
    known = choices[one.soal_id]
    meant = {token: letter for letter, token in known.items()} if bertanda else dict.fromkeys(known)
    if one.jawaban and one.jawaban not in meant:
        raise Invalid("Pilihan itu tidak ada pada soal ini. Muat ulang halaman ini.")
    return (meant[one.jawaban] or one.jawaban) if one.jawaban else ""


def sisa(ujian: Ujian, at: datetime) -> int:
    """Milliseconds left on the clock; 0 when it has run out or does not run."""
    if ujian.status != StatusUjian.BERLANGSUNG or ujian.batas_pada is None:
        return 0
    return max(0, int((ujian.batas_pada - at).total_seconds() * 1000))


def arus(ujian: Ujian) -> list[Jawaban]:
    """Every answer in the order it arrived."""
    return list(Jawaban.objects.filter(ujian=ujian).order_by("id"))


def berlaku(rows: Sequence[Jawaban]) -> dict[str, str]:
    """The answer that counts, by question; without the questions left open.

    What the person did last: of each device only its own last answer stands, by the number the device gave it, however late
    an older one arrives; of these the one that the server received last counts.
    """
    return {soal: held[-1].jawaban for soal, held in _terakhir(rows).items() if held[-1].jawaban}


def berbeda(rows: Sequence[Jawaban]) -> dict[str, list[Jawaban]]:
    """Questions whose devices ended with different answers: the last of each device, that which counts at the end."""
    return {soal: held for soal, held in _terakhir(rows).items() if len({row.jawaban for row in held}) > 1}


def _terakhir(rows: Sequence[Jawaban]) -> dict[str, list[Jawaban]]:
    """By question the last answer of each device, in the order in which the server received them."""
    found: dict[str, dict[str, tuple[int, Jawaban]]] = {}
    for received, row in enumerate(rows):
        devices = found.setdefault(str(row.soal_id), {})
        known = devices.get(row.klien)
        # Without a number of its own (a browser without script) an answer is as new as its arrival.
        if known is None or not row.klien or row.urutan > known[1].urutan:
            devices[row.klien] = (received, row)
    return {soal: [row for _, row in sorted(devices.values(), key=_received)] for soal, devices in found.items()}


def _received(one: tuple[int, Jawaban]) -> int:
    return one[0]


def sidik(ujian_id: UUID, rows: Sequence[Jawaban]) -> str:
    """SHA-256 over the canonical stream: exam, then question, letter, device, number and time (UTC) of every answer."""
    lines = [
        [str(row.soal_id), row.jawaban, row.klien, row.urutan, row.diterima_pada.isoformat(timespec="microseconds")]
        for row in rows
    ]
    text = json.dumps([str(ujian_id), lines], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
