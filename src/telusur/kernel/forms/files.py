"""Files named in a form: whose they are, what may be put where, and what the screen shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from telusur.kernel.archive.intake import MEGABYTE, Checked, Uploaded, UploadRule, inspect, least_photo, size_in_words
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.content import Box, Content
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
    wanted = [one for one in ids if _is_id(one)]
    return {str(row.pk): row for row in StoredFile.objects.filter(pk__in=wanted)} if wanted else {}


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def rule_of(box: Box) -> UploadRule:
    """Types and size this box takes: those of its field, narrowed by what the snapshot says for its row (P508 9.1.4)."""
    kinds, most = frozenset(box.field.accept), box.field.max_mb
    if box.row is not None and box.row.accept:
        kinds &= frozenset(box.row.accept)
    if box.row is not None and box.row.max_mb:
        most = box.row.max_mb
    width, height = least_photo() if box.field.portrait else (0, 0)
    return UploadRule(kinds=kinds, max_bytes=most * MEGABYTE, min_width=width, min_height=height)


def taken(upload: Uploaded | Checked, rule: UploadRule) -> Checked:
    """The upload checked, also that it is not too large after it was written anew. Raises Invalid."""
    checked = upload if isinstance(upload, Checked) else inspect(upload, rule)
    if why := misfit(checked.name, checked.kind.code, len(checked.data), rule):
        raise Invalid(why)
    return checked


def misfit(name: str, kind: str, size: int, rule: UploadRule) -> str:
    """Why a file of this kind and size may not stand where ``rule`` holds; empty if it may."""
    if kind not in rule.kinds or size > rule.max_bytes:
        return (
            f"Berkas “{name}” ({kind.upper()}, {size_in_words(size)}) tidak dapat dipakai di sini. "
            f"Yang diterima: {rule.sentence}"
        )
    return ""


def refuse_unfit_files(ctx: Context, rekaman: Rekaman, content: Content, part: Mapping[str, Any]) -> None:
    """Raise Invalid if the part names a file that is neither the actor's nor of this case, or not what its box takes."""
    boxes = content.boxes()
    wanted = {path: ids for path, ids in part.items() if boxes[path].field.kind is Kind.FILES and isinstance(ids, list)}
    if not wanted:
        return
    known = {str(row.pk): row for row in usable(ctx, rekaman)}
    errors = {path: found for path, ids in wanted.items() if (found := _unfit(boxes[path], ids, known))}
    if errors:
        raise Invalid("Ada berkas yang tidak dapat dipakai.", errors)


def _unfit(box: Box, ids: Iterable[str], known: Mapping[str, StoredFile]) -> list[str]:
    if not set(ids) <= set(known):
        return ["Berkas itu tidak ada di antara berkas Anda. Unggah lagi."]
    rule = rule_of(box)
    told = (misfit(str(known[one]), known[one].kind, known[one].size, rule) for one in ids)
    return [sentence for sentence in told if sentence]
