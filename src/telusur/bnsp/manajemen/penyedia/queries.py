"""Reads of the LSP systems that take part in the sign-in."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.bnsp.manajemen.penyedia.commands import daftarkan, masuk_ke_lsp
from telusur.bnsp.manajemen.penyedia.models import SistemLsp
from telusur.bnsp.roles import KOMISI, PIMPINAN, Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import yang_beralamat_sistem
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query, spec_of, why_not_by_role


def sistem_terdaftar(ctx: Context, *, cari: str = "") -> QuerySet[SistemLsp]:
    """The list for those who keep it; empty for everybody else."""
    rows: QuerySet[SistemLsp] = SistemLsp.objects.select_related("lsp").order_by("lsp__nama")
    if why_not_by_role(daftarkan, ctx):
        return rows.none()
    return rows.filter(lsp__nama__icontains=cari) if cari else rows


def belum_terdaftar() -> QuerySet[Lsp]:
    """LSP whose system has an address but does not take part, or no longer."""
    taking_part = SistemLsp.objects.filter(aktif=True).values("lsp_id")
    return yang_beralamat_sistem().exclude(pk__in=taking_part)


def dengan_id(pk: UUID) -> SistemLsp | None:
    """One system."""
    return SistemLsp.objects.select_related("lsp").filter(pk=pk).first()


def dengan_kode(kode: str) -> SistemLsp | None:
    """The system of a licence number."""
    return SistemLsp.objects.select_related("lsp").filter(kode=kode).first()


@query(
    code="penyedia.lihat_kunjungan",
    title="Melihat kunjungan komisi ke sistem LSP",
    roles=[*PIMPINAN, Role.KOMISI_PENGENDALIAN, Role.PENGELOLA_SISTEM],
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 12.1.3",
)
def kunjungan(ctx: Context, *, cari: str, komisi: str = "") -> QuerySet[Entry]:
    """Who of BNSP went to which LSP and when, refusals among it; what they opened there is in that LSP's trail."""
    rows: QuerySet[Entry] = Entry.objects.filter(code=spec_of(masuk_ke_lsp).code).order_by("-id")
    if cari:
        rows = rows.filter(Q(actor_name__icontains=cari) | Q(subject_label__icontains=cari))
    return rows.filter(actor_roles__contains=komisi) if komisi in {str(one) for one in KOMISI} else rows
