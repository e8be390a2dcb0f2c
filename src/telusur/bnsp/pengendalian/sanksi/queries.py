"""Reads of completeness and sanction cases."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.bnsp.pengendalian.sanksi.kelengkapan import Kelengkapan, hitung
from telusur.bnsp.pengendalian.sanksi.models import BuktiSanksi, KasusSanksi
from telusur.bnsp.roles import KOMISI, PIMPINAN
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.copied import sought
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*PIMPINAN, *KOMISI)


@query(
    code="sanksi.lihat_kelengkapan",
    title="Melihat kelengkapan data LSP",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="lembaga",
    logged=False,
    clause="P508 9.5.2",
)
def kelengkapan(ctx: Context, *, lembaga: list[Lsp]) -> list[Kelengkapan]:
    """How complete the data of these LSP are now. Raises NotPermitted."""
    return hitung(ctx, lembaga)


@query(
    code="sanksi.lihat_kasus",
    title="Melihat kasus sanksi",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 9.5.2",
)
def kasus(ctx: Context, *, cari: str, status: str = "", bentuk: str = "") -> QuerySet[KasusSanksi]:
    """The latest first. Raises NotPermitted."""
    rows = KasusSanksi.objects.select_related("lsp", "lingkup").order_by("-dibuka_pada", "-id")
    if cari:
        rows = rows.filter(Q(lsp__nama__icontains=cari) | sought("nomor", cari))
    return rows.filter(**{name: value for name, value in (("status", status), ("bentuk", bentuk)) if value})


@query(
    code="sanksi.buka_kasus",
    title="Membuka kasus sanksi untuk dibaca",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="kasus",
    clause="P508 9.5.2",
)
def bukti_dari(ctx: Context, *, kasus: KasusSanksi) -> list[BuktiSanksi]:
    """What one case rests on. Raises NotPermitted."""
    return list(BuktiSanksi.objects.filter(kasus=kasus).select_related("berkas").order_by("pada", "id"))


def dengan_id(pk: UUID) -> KasusSanksi | None:
    """The case of this row."""
    return KasusSanksi.objects.select_related("lsp", "lingkup__lsp").filter(pk=pk).first()


def kasus_dari(lsp: Lsp) -> list[KasusSanksi]:
    """Every case against an LSP, the latest first."""
    return list(KasusSanksi.objects.filter(lsp=lsp).order_by("-dibuka_pada", "-id"))


def kasus_bernomor(lsp: Lsp, nomor: str) -> KasusSanksi | None:
    """The case of this number, if it is against this LSP."""
    return KasusSanksi.objects.select_related("lsp", "lingkup").filter(lsp=lsp, nomor=nomor).first()


def boleh_membuka_bukti(ctx: Context, file: StoredFile) -> bool:
    """Whoever may open the case opens what it rests on."""
    return ctx.actor.has(*PEMBACA) and BuktiSanksi.objects.filter(berkas=file).exists()
