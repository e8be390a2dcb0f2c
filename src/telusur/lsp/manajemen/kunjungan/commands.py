"""Acts on the way by which officers of BNSP look in (P508 ch. 11)."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings

from telusur.kernel.accounts.guests import akhiri_tamu, terima_tamu
from telusur.kernel.accounts.models import User
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command, role_list
from telusur.kernel.exchange.states import PartnerStatus
from telusur.lsp.manajemen.bnsp.mitra import bnsp
from telusur.lsp.manajemen.kunjungan import rules
from telusur.lsp.manajemen.kunjungan.models import Petugas, Sambungan
from telusur.lsp.manajemen.kunjungan.oidc import LEEWAY, Keluar, Klaim
from telusur.lsp.roles import Role

TANPA_SUREL = "petugas.bnsp.invalid"  # no letter ever arrives there, so no password link does either
SUB = re.compile(r"[A-Za-z0-9._-]{1,64}")


@command(
    code="kunjungan.atur_sambungan",
    title="Mengatur masuk dari BNSP",
    roles=[Role.PENGELOLA_SISTEM],
    permit=by_role_alone,
    clause="P508 12.1.2",
)
def atur_sambungan(ctx: Context, *, penyedia: str, rahasia: str, aktif: bool) -> Sambungan:
    """Say where BNSP identifies its officers and with what secret, and open or shut the door. An empty secret keeps the old.

    Raises Invalid for an address that cannot be one, or for a door opened without a secret.
    """
    penyedia = penyedia.strip().rstrip("/")
    parts = urlsplit(penyedia)
    if not parts.netloc or parts.path or parts.scheme not in (("https",) if settings.PRODUCTION else ("https", "http")):
        raise Invalid(
            "Belum disimpan.", {"penyedia": ["Tulis alamat sistem BNSP saja, misalnya https://sistem.bnsp.go.id."]}
        )
    row = Sambungan.objects.first() or Sambungan()
    row.penyedia, row.aktif, row.diubah_pada = penyedia, aktif, ctx.at
    row.rahasia = rahasia.strip() or row.rahasia
    if aktif and not row.rahasia:
        raise Invalid("Belum disimpan.", {"rahasia": ["Isi rahasia yang diberikan pengelola sistem BNSP."]})
    row.save()
    note(penyedia=penyedia, dibuka=aktif, rahasia_baru=bool(rahasia.strip()))
    return row


@command(
    code="kunjungan.terima_petugas",
    title="Menerima petugas BNSP",
    roles=[Role.SISTEM],
    permit=rules.sambungan_dibuka,
    clause="P508 12.1.2",
)
def terima_petugas(ctx: Context, *, klaim: Klaim) -> Petugas:
    """Let in somebody whom BNSP has identified: an account without password, its roles for today, all of them reading.

    Raises NotPermitted when BNSP gave no role that opens this LSP, or while BNSP is suspended as partner.
    """
    note(sub=klaim.sub, nama=klaim.nama, peran_bnsp=sorted(klaim.peran))
    mitra = bnsp()
    if mitra is not None and mitra.status != PartnerStatus.AKTIF:
        raise NotPermitted("Hubungan dengan BNSP sedang ditangguhkan oleh LSP ini.")
    roles = sorted({settings.BNSP_PERAN[one] for one in klaim.peran if one in settings.BNSP_PERAN})
    if not roles:
        held = ", ".join(sorted(klaim.peran)) or "tidak ada"
        raise NotPermitted(f"Peran {klaim.nama} di BNSP ({held}) tidak membuka sistem LSP ini.")
    if not SUB.fullmatch(klaim.sub):
        raise Invalid("Tanda pengenal dari BNSP tidak dapat dipakai.")
    row = Petugas.objects.select_related("akun").filter(penyedia=klaim.penyedia, sub=klaim.sub).first()
    known: User | None = row.akun if row else None
    akun = terima_tamu(
        ctx,
        user=known,
        name=klaim.nama,
        email=f"{klaim.sub}@{TANPA_SUREL}",
        roles=roles,
        basis=f"Masuk lewat {klaim.penyedia}",
    )
    row = row or Petugas(akun=akun, penyedia=klaim.penyedia, sub=klaim.sub)
    row.surel, row.terakhir = klaim.surel[:254], ctx.at
    row.save()
    note(peran=role_list(roles))
    return row


@command(
    code="kunjungan.keluarkan_petugas",
    title="Mengakhiri kunjungan petugas BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    clause="P508 12.1.2",
)
def keluarkan_petugas(ctx: Context, *, keluar: Keluar) -> Petugas | None:
    """BNSP says that somebody signed out there, or lost the role: their sessions here end at once.

    Nothing to do for somebody who was never here, or who came in again after they had left (a late message).
    """
    row = Petugas.objects.select_related("akun").filter(penyedia=keluar.penyedia, sub=keluar.sub).first()
    note(sub=keluar.sub, keluar_pada=keluar.pada)
    if row is None or row.terakhir > keluar.pada + timedelta(seconds=LEEWAY):
        note(diakhiri=False)
        return row
    akhiri_tamu(ctx, user=row.akun, alasan="Keluar atau kehilangan peran di BNSP")
    note(diakhiri=True)
    return row
