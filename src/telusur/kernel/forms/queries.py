"""Reading filled forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from telusur.kernel.audit.record import type_of
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import ANY_ROLE, query
from telusur.kernel.forms.models import Rekaman, TandaTangan
from telusur.kernel.forms.rules import boleh_membaca, is_party
from telusur.kernel.forms.states import BERLAKU, S


@query(
    code="forms.buka",
    title="Membaca formulir",
    roles=[ANY_ROLE],
    permit=boleh_membaca,
    subject="rekaman",
    clause="P508 10.2.6",
)
def buka(ctx: Context, *, rekaman: Rekaman) -> Rekaman:
    """Read a record: its parties, and whom the product lets."""
    return rekaman


def by_id(rekaman_id: UUID) -> Rekaman:
    """The record at an address; who may see it is decided by ``buka``. Raises NotFound."""
    found = Rekaman.objects.filter(pk=rekaman_id).first()
    if found is None:
        raise NotFound("Formulir itu tidak ada. Periksa kembali alamatnya.")
    return found


def record(case_id: UUID, code: str, *, edition: str | None = None, kunci: str = "") -> Rekaman | None:
    """The version of a case's form that is in force, finished or not."""
    found = Rekaman.objects.filter(case_id=case_id, code=code, kunci=kunci, status__in=BERLAKU)
    return (found.filter(edition=edition) if edition else found).first()


def records(case_id: UUID, *, every_version: bool = False) -> list[Rekaman]:
    """The forms of a case in the order they were opened."""
    found = Rekaman.objects.filter(case_id=case_id)
    return list((found if every_version else found.filter(status__in=BERLAKU)).order_by("created_at", "id"))


def finished(case_id: UUID, code: str) -> bool:
    """Whether the form of this case is finished and in force."""
    return Rekaman.objects.filter(case_id=case_id, code=code, status=S.SELESAI).exists()


def finished_codes(case_id: UUID) -> frozenset[str]:
    """Codes of the finished forms of a case."""
    return frozenset(Rekaman.objects.filter(case_id=case_id, status=S.SELESAI).values_list("code", flat=True))


def for_subject(subject: models.Model, code: str = "", *, every_version: bool = False) -> list[Rekaman]:
    """The forms of a jadwal or a skema."""
    found = Rekaman.objects.filter(subject_type=type_of(subject), subject_id=str(subject.pk))
    if code:
        found = found.filter(code=code)
    return list((found if every_version else found.filter(status__in=BERLAKU)).order_by("created_at", "id"))


def versions(rekaman: Rekaman) -> list[Rekaman]:
    """Every version of this record's form, newest first."""
    same = Rekaman.objects.filter(code=rekaman.code, kunci=rekaman.kunci)
    if rekaman.case_id:
        same = same.filter(case_id=rekaman.case_id)
    else:
        same = same.filter(case_id__isnull=True, subject_type=rekaman.subject_type, subject_id=rekaman.subject_id)
    return list(same.order_by("-version", "-created_at"))


def signatures(rekaman: Rekaman, *, lapsed: bool = False) -> list[TandaTangan]:
    """Signatures on a record in the order given; those that lapsed only if asked for."""
    found = TandaTangan.objects.filter(rekaman=rekaman).select_related("rekaman")
    return list(found if lapsed else found.filter(gugur=False))


def signed_by(rekaman: Rekaman, slot: str) -> TandaTangan | None:
    """The signature of one party, if given."""
    return TandaTangan.objects.filter(rekaman=rekaman, slot=slot, gugur=False).select_related("rekaman").first()


def finished_records(code: str) -> models.QuerySet[Rekaman]:
    """Every finished record of a form, whatever the case: for summaries."""
    return Rekaman.objects.filter(code=code, status=S.SELESAI)


def in_force(case_ids: Iterable[UUID]) -> dict[UUID, dict[str, Rekaman]]:
    """Case id -> code -> the record in force, of many cases in one query and without what they hold: for overviews."""
    rows = Rekaman.objects.filter(case_id__in=list(case_ids), kunci="", status__in=BERLAKU)
    found: dict[UUID, dict[str, Rekaman]] = {}
    for row in rows.defer("bagian", "sumber", "riwayat"):
        if row.case_id is not None:
            found.setdefault(row.case_id, {})[row.code] = row
    return found


def turns_that_count(rekaman: Rekaman) -> list[dict[str, Any]]:
    """The submission of each party whose part stands, in the order of the form: given back, it counts no more."""
    done = [stage.slot for stage in rekaman.definition.stages[: rekaman.tahap]]
    last = {turn["slot"]: turn for turn in rekaman.riwayat if turn["act"] == "ajukan"}
    return [last[slot] for slot in done if slot in last]


def submitted_by(ctx: Context, rekaman: Rekaman) -> dict[str, Any] | None:
    """The last turn this person has taken and nobody gave back; None while it is their turn, or was never."""
    if (stage := rekaman.stage) is not None and is_party(ctx, rekaman.pihak.get(stage.slot, {})):
        return None
    mine = [turn for turn in turns_that_count(rekaman) if turn["id"] == ctx.actor.id]
    return mine[-1] if mine else None
