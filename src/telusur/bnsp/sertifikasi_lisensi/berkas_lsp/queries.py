"""Reads of the documents that LSP sent."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Model, Q

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.models import BerkasLsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context

_PEMBACA: dict[str, frozenset[str]] = {}


def daftarkan_pembaca(model: type[Model], roles: Sequence[Role]) -> None:
    """Who reads rows of this model opens the documents sent for them. Called once, in ``ready()``."""
    _PEMBACA[model._meta.label_lower] = frozenset(str(one) for one in roles)


def berkas_dari(subjek: Model, *, ajuan: int | None = None) -> list[BerkasLsp]:
    """The documents of one thing, the latest submission first; or those of one submission."""
    rows = BerkasLsp.objects.filter(subjek=subjek.pk).select_related("kiriman__file", "berkas")
    if ajuan is not None:
        rows = rows.filter(ajuan=ajuan)
    return list(rows.order_by("-ajuan", "id"))


def yang_ada(lsp: Lsp) -> list[BerkasLsp]:
    """Documents of this LSP that BNSP has, the latest first; what a case may rest on."""
    rows = BerkasLsp.objects.filter(lsp=lsp).filter(Q(berkas__isnull=False) | Q(kiriman__file__isnull=False))
    return list(rows.select_related("kiriman__file", "berkas").order_by("-pada", "-id")[:200])


def dengan_id(pk: UUID | str) -> BerkasLsp | None:
    """The document of this row."""
    return BerkasLsp.objects.select_related("kiriman__file", "berkas").filter(pk=pk).first()


def boleh_membuka(ctx: Context, file: StoredFile) -> bool:
    """Whoever may read one of the things that the file was sent for."""
    rows = BerkasLsp.objects.filter(Q(berkas=file) | Q(kiriman__file=file)).values_list("tentang", flat=True)
    return any(ctx.actor.has(*_PEMBACA.get(tentang, ())) for tentang in rows.distinct())
