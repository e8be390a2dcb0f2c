"""Reads of what BNSP holds against the LSP."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.copied import copied, key_of, sought
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.manajemen.pengendalian.models import LampiranJawaban, PerkaraBnsp
from telusur.lsp.roles import STAFF


@query(
    code="pengendalian.lihat",
    title="Melihat temuan dan kasus sanksi BNSP",
    roles=STAFF,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 iv",
)
def daftar(ctx: Context, *, cari: str, status: str = "", jenis: str = "") -> QuerySet[PerkaraBnsp]:
    """What is due first comes first. Raises NotPermitted."""
    rows = PerkaraBnsp.objects.order_by("tenggat", "id")
    if cari:
        rows = rows.filter(sought("nomor", cari) | Q(perihal__icontains=cari) | Q(uraian__icontains=cari))
    return rows.filter(**{name: value for name, value in (("status", status), ("jenis", jenis)) if value})


def dengan_id(pk: UUID | str) -> PerkaraBnsp | None:
    """The matter of this row."""
    return PerkaraBnsp.objects.filter(pk=pk).first()


def perkara_bernomor(jenis: str, nomor: str) -> PerkaraBnsp | None:
    """The matter with BNSP's number, however it is written."""
    return copied(PerkaraBnsp.objects.filter(jenis=jenis), "nomor", key_of(nomor))


def lampiran(perkara: PerkaraBnsp) -> list[LampiranJawaban]:
    """The files of every answer, the last answer first."""
    rows = LampiranJawaban.objects.filter(perkara=perkara).select_related("berkas")
    return list(rows.order_by("-ajuan", "id"))


def berkas_jawaban(perkara: PerkaraBnsp) -> list[StoredFile]:
    """The files of the last answer."""
    return [one.berkas for one in lampiran(perkara) if one.ajuan == perkara.ajuan]


def boleh_membuka_lampiran(ctx: Context, file: StoredFile) -> bool:
    """Staff open what the LSP sent to BNSP with its answers."""
    return ctx.actor.has(*STAFF) and LampiranJawaban.objects.filter(berkas=file).exists()
