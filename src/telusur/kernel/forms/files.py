"""Files named in a form: whose they are, and what the screen shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.content import Content
from telusur.kernel.forms.fields import Kind

if TYPE_CHECKING:
    from telusur.kernel.forms.models import Rekaman

MOST = 200  # files one person can have in reach; beyond that the oldest are no longer offered


def usable(ctx: Context, rekaman: Rekaman) -> list[StoredFile]:
    """Stored files that may be named in this record: the actor's own and those of the case, newest first."""
    mine = Q(owner_id=ctx.actor.id) if ctx.actor.user is not None else Q(pk__in=[])
    if rekaman.case_id:
        mine |= Q(case_id=rekaman.case_id)
    return list(StoredFile.objects.filter(mine).order_by("-created_at")[:MOST])


def named(ids: Iterable[str]) -> dict[str, StoredFile]:
    """Stored files by id; ids that lead nowhere are left out."""
    wanted = list(ids)
    return {str(row.pk): row for row in StoredFile.objects.filter(pk__in=wanted)} if wanted else {}


def refuse_foreign_files(ctx: Context, rekaman: Rekaman, content: Content, part: Mapping[str, Any]) -> None:
    """Raise Invalid if the part names a file that is neither the actor's nor of this case."""
    wanted = {
        path: ids
        for path, ids in part.items()
        if content.boxes()[path].field.kind is Kind.FILES and isinstance(ids, list)
    }
    if not wanted:
        return
    known = {str(row.pk) for row in usable(ctx, rekaman)}
    foreign = [path for path, ids in wanted.items() if set(ids) - known]
    errors = {path: ["Berkas itu tidak ada di antara berkas Anda. Unggah lagi."] for path in foreign}
    if errors:
        raise Invalid("Ada berkas yang tidak dapat dipakai.", errors)
