"""Registering letters and changing number patterns."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from telusur.kernel.audit.record import type_of
from telusur.kernel.base.errors import Invalid, NotFound
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.letters import patterns
from telusur.kernel.letters.models import Letter, Series
from telusur.kernel.letters.numbers import SERIES, pattern_of
from telusur.kernel.letters.states import Direction


@command(
    code="letters.catat",
    title="Mencatat surat",
    roles=[*settings.STAFF_ROLES, SYSTEM_ROLE],
    permit=by_role_alone,
    nested=True,
)
def catat(
    ctx: Context,
    *,
    kind: str,
    number: str,
    subject: str,
    date: date,
    to: str,
    document: Any = None,
    direction: str = Direction.KELUAR,
    about: Any = None,
    case_id: UUID | None = None,
    readers: str = "",
) -> Letter:
    """Add a letter to the register. ``to``: recipients, or the sender of a letter that came in.

    ``document``: the Document row if the letter is one; ``about``: the row it concerns; ``readers``: who alone may read it
    (``kernel.base.readers``), empty for all readers of the register. Raises Invalid for a number that
    stands in the register already.
    """
    number = number.strip()
    if not number or not subject.strip():
        raise Invalid("Surat memerlukan nomor dan hal.")
    outgoing = Letter.objects.filter(direction=Direction.KELUAR, kind=kind, number=number)
    if direction == Direction.KELUAR and outgoing.exists():
        raise Invalid(f"Surat nomor {number} sudah tercatat. Nomor hanya dipakai satu kali.")
    letter = Letter(
        direction=Direction(direction),
        kind=kind,
        number=number,
        subject=" ".join(subject.split())[:255],
        date=date,
        to=" ".join(to.split())[:500],
        document_id=document.pk if document is not None else None,
        document_code=document.code if document is not None else "",
        subject_type=type_of(about),
        subject_id=str(about.pk) if about is not None else "",
        case_id=case_id,
        registered_at=ctx.at,
        readers=readers,
    )
    letter.save()
    return letter


@command(
    code="letters.batasi",
    title="Membatasi pembaca surat",
    roles=[*settings.STAFF_ROLES, SYSTEM_ROLE],
    permit=by_role_alone,
    nested=True,
)
def batasi(ctx: Context, *, about: Any, readers: str) -> None:
    """Say who alone may read the letters that concern this row, or with an empty text that they are open again."""
    rows = Letter.objects.filter(subject_type=type_of(about), subject_id=str(about.pk)).exclude(readers=readers)
    for letter in rows:
        letter.readers = readers
        letter.save()


@command(
    code="letters.ubah_pola",
    title="Mengubah pola nomor",
    roles=settings.KEEPER_ROLES,
    permit=by_role_alone,
)
def ubah_pola(ctx: Context, *, series: str, pattern: str) -> Series:
    """Change how later numbers of a series are written; numbers already given stay as they are.

    Raises NotFound for an unknown series, Invalid for a pattern that could not give unique numbers.
    """
    default = SERIES.get(series)
    if default is None:
        raise NotFound("Seri nomor itu tidak dikenal.")
    pattern = pattern.strip()
    patterns.check(pattern, default.reset, default.parts)
    note(series=default.label, before=pattern_of(series), after=pattern)
    row = Series.objects.filter(code=series).first() or Series(code=series)
    row.pattern = pattern
    row.save()
    return row
