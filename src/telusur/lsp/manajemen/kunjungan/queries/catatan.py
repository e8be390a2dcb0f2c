"""What was opened, as the visitor and as the LSP reads it; and how the sign-in stands."""

from __future__ import annotations

from django.core.paginator import Page
from django.db.models import Q

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.manajemen.kunjungan.models import Petugas, Sambungan
from telusur.lsp.manajemen.kunjungan.queries.dasar import PENGURUS, Daftar, halaman
from telusur.lsp.manajemen.kunjungan.rules import sambungan_dibuka
from telusur.lsp.roles import KOMISI_BNSP


@query(
    code="kunjungan.kunjungan_saya",
    title="BNSP: membuka catatan kunjungan sendiri",
    roles=KOMISI_BNSP,
    permit=sambungan_dibuka,
    subject="daftar",
    logged=False,
    clause="P508 12.1.3",
)
def kunjungan_saya(ctx: Context, *, daftar: Daftar) -> Page[Entry]:
    """What the actor opened here, latest first."""
    return halaman(Entry.objects.filter(actor_id=ctx.actor.id).order_by("-id"), daftar)


@query(
    code="kunjungan.lihat_kunjungan",
    title="Melihat kunjungan BNSP",
    roles=PENGURUS,
    permit=by_role_alone,
    subject="daftar",
    logged=False,
    clause="P508 12.1.3",
)
def lihat_kunjungan(ctx: Context, *, daftar: Daftar) -> Page[Entry]:
    """What every officer of BNSP opened, tried or took away here, latest first; ``daftar.saringan`` is a commission."""
    people = [str(one) for one in Petugas.objects.values_list("akun_id", flat=True)]
    rows = Entry.objects.filter(actor_id__in=people).order_by("-id")
    if daftar.cari:
        rows = rows.filter(Q(actor_name__icontains=daftar.cari) | Q(subject_label__icontains=daftar.cari))
    if daftar.saringan in {str(role) for role in KOMISI_BNSP}:
        rows = rows.filter(actor_roles__contains=daftar.saringan)
    return halaman(rows, daftar)


def sambungan() -> Sambungan | None:
    """How the sign-in from BNSP is set up."""
    found: Sambungan | None = Sambungan.objects.first()
    return found
