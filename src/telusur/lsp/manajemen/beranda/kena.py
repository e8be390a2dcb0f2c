"""Which cases an act concerns, so that what their pages have drawn is drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model, Q, QuerySet

from telusur.kernel.accounts.models import User
from telusur.kernel.audit.models import Entry
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import GuardedModel, running_command
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.administrasi.umum.models import Naskah
from telusur.lsp.manajemen.beranda.jejak import case_models
from telusur.lsp.manajemen.beranda.models import Lembar
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.keputusan.models import Keputusan, Komite
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana, Rencana
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat

Ids = set[UUID]


def _pada_rencana(ids: Ids) -> QuerySet[Any, UUID]:
    return PesertaRencana.objects.filter(rencana_id__in=ids).values_list("permohonan_id", flat=True)


def _pada_jadwal(ids: Ids) -> QuerySet[Any, UUID]:
    return Peserta.objects.filter(jadwal_id__in=ids).values_list("permohonan_id", flat=True)


def _pada_komite(ids: Ids) -> QuerySet[Any, UUID]:
    schedules = Komite.objects.filter(pk__in=ids).values("jadwal_id")
    return Peserta.objects.filter(jadwal_id__in=schedules).values_list("permohonan_id", flat=True)


def _pada_permohonan_blanko(ids: Ids) -> QuerySet[Any, UUID]:
    return _pada_komite(set(PermohonanBlanko.objects.filter(pk__in=ids).values_list("komite_id", flat=True)))


def _pada_blanko(ids: Ids) -> QuerySet[Any, UUID]:
    return Sertifikat.objects.filter(blanko_id__in=ids).values_list("permohonan_id", flat=True)


def _pada_naskah(ids: Ids) -> QuerySet[Any, UUID]:
    about = set(Naskah.objects.filter(pk__in=ids).values_list("untuk_id", flat=True))
    plans = Q(jadwal__rencana_id__in=about) | Q(jadwal_id__in=about)
    panels = Q(jadwal_id__in=Komite.objects.filter(pk__in=about).values("jadwal_id"))
    shared = Peserta.objects.filter(plans | panels).values_list("permohonan_id", flat=True)
    return _pada_rencana(about).union(shared)


SHARED: dict[type[Model], Callable[[Ids], QuerySet[Any, UUID]]] = {
    Rencana: _pada_rencana,
    Jadwal: _pada_jadwal,
    Komite: _pada_komite,
    PermohonanBlanko: _pada_permohonan_blanko,
    Blanko: _pada_blanko,
    Naskah: _pada_naskah,
}


@cache
def _field_of(model: type[Model]) -> str:
    """The attribute of a row that names its case; empty if the model has none."""
    name = dict(case_models()).get(model, "")
    return str(model._meta.get_field(name).attname) if name else ""  # type: ignore[union-attr]


def kasus_dari(rows: Iterable[Any]) -> set[UUID]:
    """The cases that these rows belong to; one or two queries for each kind of row that several cases share."""
    found: set[UUID] = set()
    shared: dict[type[Model], Ids] = {}
    for row in rows:
        kind: type[Model] = type(row)
        if kind is Permohonan:
            found.add(row.pk)
        elif kind in SHARED:
            shared.setdefault(kind, set()).add(row.pk)
        elif name := _field_of(kind):
            found.add(getattr(row, name))
    for kind, ids in shared.items():
        found.update(SHARED[kind](ids))
    return {one for one in found if one is not None}


def gugurkan(kasus: Iterable[UUID]) -> None:
    """Have the pages of these cases drawn anew. In the order of their ids, so that two acts never wait for each other."""
    rows = [Lembar(kasus=one, versi=uuid4()) for one in sorted(kasus)]
    if rows:
        Lembar.objects.bulk_create(rows, update_conflicts=True, unique_fields=["kasus"], update_fields=["versi"])


def setelah_tindakan(ctx: Context, saved: Sequence[GuardedModel]) -> None:
    """Hook of ``guard.before_commit``. A new name of a person or a place may stand on any page: all are drawn anew."""
    if any(_named_on_pages(row) for row in saved):
        Lembar.objects.update(versi=uuid4())
    gugurkan(kasus_dari(saved))


def setelah_catatan(entry: Entry, subject: Any) -> None:
    """Hook of ``audit.record.listeners``: the page of a case shows its latest entries, also of what was refused."""
    gugurkan(kasus_dari([subject]))


def _named_on_pages(row: GuardedModel) -> bool:
    if isinstance(row, Tuk | Asesor):
        return True
    if not isinstance(row, User) or not _renamed(row):
        return False
    return Asesor.objects.filter(orang=row).exists() or Keputusan.objects.filter(pembuat=row).exists()


def _renamed(person: User) -> bool:
    changes = running_command().changes
    return any(one.get("id") == str(person.pk) and "name" in one.get("before", ()) for one in changes)
