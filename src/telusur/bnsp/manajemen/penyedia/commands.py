"""Acts on the sign-in of BNSP's officers at LSP systems (P508 ch. 11)."""

from __future__ import annotations

import secrets
from uuid import UUID

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client
from django.db.models import QuerySet

from telusur.bnsp.manajemen.penyedia import rules
from telusur.bnsp.manajemen.penyedia.keys import sidik
from telusur.bnsp.manajemen.penyedia.models import Kehadiran, SistemLsp
from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import alamat_sistem
from telusur.kernel.accounts.models import User
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

KELUAR = "penyedia.petugas_keluar"
SCOPES = ["openid", "profile", "email"]
CALLBACK = "/bnsp/kembali/"  # where an LSP's system takes the answer (lsp.manajemen.kunjungan)


@command(
    code="penyedia.daftarkan",
    title="Mendaftarkan sistem LSP",
    roles=[Role.PENGELOLA_SISTEM],
    permit=rules.punya_alamat,
    subject="lsp",
    clause="P508 12.1.2",
)
def daftarkan(ctx: Context, *, lsp: Lsp) -> tuple[SistemLsp, str]:
    """Let BNSP's officers sign in at this LSP's system. Returns it with the secret, which is shown once and not kept.

    Registering again gives a new secret and takes the address that the register of LSP names now; the old secret ends.
    """
    row = SistemLsp.objects.filter(lsp=lsp).first() or SistemLsp(lsp=lsp, dicatat_pada=ctx.at)
    row.kode, row.alamat, row.aktif, row.alasan = lsp.nomor_lisensi, alamat_sistem(lsp), True, ""
    row.save()
    secret = secrets.token_urlsafe(32)
    client = Client.objects.filter(pk=row.kode).first() or Client(id=row.kode)
    client.name, client.type = lsp.nama[:100], Client.Type.CONFIDENTIAL
    client.set_scopes(SCOPES)
    client.set_redirect_uris([row.alamat + CALLBACK])
    client.secret = sidik(secret)
    client.save()
    note(sistem=row.kode, alamat=row.alamat)
    return row, secret


@command(
    code="penyedia.hentikan",
    title="Menghentikan masuk ke sistem LSP",
    roles=[Role.PENGELOLA_SISTEM],
    permit=by_role_alone,
    subject="sistem",
    clause="P508 12.1.2",
)
def hentikan(ctx: Context, *, sistem: SistemLsp, alasan: str) -> None:
    """Nobody signs in there any more, and the secret ends. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Belum dihentikan.", {"alasan": ["Tulis alasannya; alasan ini tercatat."]})
    _akhiri(ctx, Kehadiran.objects.filter(sistem=sistem))
    Client.objects.filter(pk=sistem.kode).delete()
    sistem.aktif, sistem.alasan = False, alasan.strip()[:300]
    sistem.save()


@command(
    code="penyedia.masuk_ke_lsp",
    title="Masuk ke sistem LSP",
    roles=STAFF,
    permit=rules.masih_dibuka,
    subject="sistem",
    clause="P508 12.1.3",
)
def masuk_ke_lsp(ctx: Context, *, sistem: SistemLsp) -> None:
    """An officer lets BNSP tell this LSP's system who they are."""
    note(sistem=sistem.kode)
    petugas = UUID(ctx.actor.id)
    row = Kehadiran.objects.filter(petugas_id=petugas, sistem=sistem).first()
    row = row or Kehadiran(petugas_id=petugas, sistem=sistem)
    row.sejak = ctx.at
    row.save()


@command(
    code="penyedia.akhiri_kehadiran",
    title="Mengabarkan petugas keluar kepada sistem LSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="petugas",
    clause="P508 12.1.2",
)
def akhiri_kehadiran(ctx: Context, *, petugas: User, sebab: str) -> None:
    """Every LSP system to which somebody went on is told that they left BNSP's, or hold their role no more."""
    note(sebab=sebab)
    _akhiri(ctx, Kehadiran.objects.filter(petugas=petugas))


def _akhiri(ctx: Context, rows: QuerySet[Kehadiran]) -> None:
    """One event for each: the worker tells the system, again and again until it answers (``subscribers.py``)."""
    for row in rows.select_related("sistem", "petugas"):
        ctx.emit(
            KELUAR,
            kode=row.sistem.kode,
            alamat=row.sistem.alamat,
            sub=get_adapter().get_user_sub(Client(id=row.sistem.kode), row.petugas),
            pada=ctx.at.isoformat(),
        )
        row.delete()
