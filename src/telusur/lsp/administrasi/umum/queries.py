"""Reads of the LSP's own data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.models import Lisensi, Naskah, ProfilLsp
from telusur.lsp.administrasi.umum.setelan import nilai as setelan
from telusur.lsp.roles import NAMES, STAFF, Role

__all__ = ["atas_nama", "direktur", "kop", "lisensi", "naskah_dari", "naskah_terlihat", "pemegang_peran", "profil", "setelan"]


def profil() -> ProfilLsp:
    """The LSP. Raises NotFound before the profile was recorded."""
    found = ProfilLsp.objects.first()
    if found is None:
        raise NotFound("Profil LSP belum diisi. Pengelola sistem mengisinya di halaman Profil LSP.")
    return found


def lisensi() -> Lisensi | None:
    """The latest licence, whatever its state."""
    return Lisensi.objects.order_by("-berlaku_dari").first()


def pemegang_peran(role: str, ctx: Context) -> QuerySet[User]:
    """Active people who hold a role today, by name."""
    held = RoleAssignment.objects.filter(RoleAssignment.valid_on(ctx.today), role=role).values("user_id")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name")  # type: ignore[no-any-return]


def direktur(ctx: Context) -> User:
    """Who signs for the LSP today. Raises NotFound when nobody does."""
    found = pemegang_peran(Role.DIREKTUR, ctx).first()
    if found is None:
        raise NotFound("Tidak ada Direktur yang perannya berlaku hari ini.")
    return found


def atas_nama(ctx: Context, role: Role) -> str:
    """The office under a signature: the role's own, or ``a.n. Direktur, Admin LSP`` when somebody else signs for it."""
    if ctx.actor.has(role):
        return NAMES[role]
    own = next((NAMES[mine] for mine in STAFF if ctx.actor.has(mine)), "")
    return f"a.n. {NAMES[role]}, {own}" if own else f"a.n. {NAMES[role]}"


def kop() -> dict[str, Any]:
    """Letterhead data for documents."""
    lsp, licence = profil(), lisensi()
    return {
        "nama": lsp.nama,
        "nama_en": lsp.nama_en,
        "singkatan": lsp.singkatan,
        "alamat": lsp.alamat,
        "kota": lsp.kota,
        "telepon": lsp.telepon,
        "email": lsp.email,
        "npwp": lsp.npwp,
        "lisensi": licence.nomor if licence else "",
        "peraga": lsp.peraga,
    }


def naskah_terlihat(ctx: Context, *, jenis: str = "", cari: str = "") -> QuerySet[Naskah]:
    """Letters and decrees this actor may see: staff all, others those addressed to them (SE007 A.IV.5)."""
    rows = Naskah.objects.select_related("penerima", "penandatangan", "dokumen").order_by("-dibuat_pada")
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(penerima=ctx.actor.user) if ctx.actor.user else rows.none()
    if jenis:
        rows = rows.filter(jenis=jenis)
    if cari:
        rows = rows.filter(Q(nomor__icontains=cari) | Q(perihal__icontains=cari) | Q(penerima__name__icontains=cari))
    return rows


def naskah_dari(untuk_id: UUID) -> list[Naskah]:
    """All letters about one row, oldest first."""
    return list(Naskah.objects.filter(untuk_id=untuk_id).order_by("dibuat_pada"))
