"""Reading guidelines. They are public, also what was replaced (P508 10.1.1)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.pengetahuan.models import VersiPedoman
from telusur.lsp.administrasi.pengetahuan.states import StatusVersi
from telusur.lsp.roles import STAFF, Role

PENGGUNA = (*STAFF, Role.ASESOR, Role.KOMITE_TEKNIS, Role.VERIFIKATOR_TUK, Role.PENGELOLA_SISTEM)


def berlaku(cari: str = "") -> QuerySet[VersiPedoman]:
    """What is in force, by code; found by code, title, number or words of the text."""
    rows = VersiPedoman.objects.filter(status=StatusVersi.BERLAKU).select_related("pedoman").order_by("pedoman__kode")
    words = (
        Q(pedoman__kode__icontains=cari)
        | Q(pedoman__judul__icontains=cari)
        | Q(nomor__icontains=cari)
        | Q(isi__icontains=cari)
    )
    return (rows.filter(words) if cari else rows).defer("isi")


def terbit(slug: str, versi: int | None = None) -> VersiPedoman:
    """The version in force, or the one named. Raises NotFound."""
    wanted = Q(status=StatusVersi.BERLAKU) if versi is None else Q(versi=versi)
    found = VersiPedoman.objects.filter(wanted, pedoman__slug=slug).select_related("pedoman").first()
    if found is None:
        raise NotFound("Pedoman itu tidak ada, atau belum diterima dari BNSP.")
    return found


def riwayat(row: VersiPedoman) -> list[VersiPedoman]:
    """All versions of the same guideline, newest first, without their text."""
    return list(VersiPedoman.objects.filter(pedoman=row.pedoman).defer("isi").order_by("-versi"))


def versi_dengan_id(pk: str) -> VersiPedoman | None:
    """The version of this row."""
    found: VersiPedoman | None = VersiPedoman.objects.select_related("pedoman").filter(pk=pk).first()
    return found


def pengguna_lsp(ctx: Context) -> QuerySet[User]:
    """Active people who work for the LSP today: everybody with a role but asesi."""
    held = RoleAssignment.objects.filter(RoleAssignment.valid_on(ctx.today), role__in=PENGGUNA).values("user_id")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name")  # type: ignore[no-any-return]
