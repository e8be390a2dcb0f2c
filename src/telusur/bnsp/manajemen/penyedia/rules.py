"""What must hold before a system of an LSP is registered."""

from __future__ import annotations

from django.conf import settings

from telusur.bnsp.manajemen.penyedia.models import SistemLsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import alamat_sistem
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context


@rule(
    "LSP ini belum mempunyai alamat sistem. Isi alamat itu pada profilnya, atau daftarkan LSP sebagai mitra pertukaran."
)
def punya_alamat(ctx: Context, lsp: Lsp) -> bool | str:
    """The address is where the answer goes, so in production it must be encrypted on the way."""
    there = alamat_sistem(lsp)
    if settings.PRODUCTION and there and not there.startswith("https://"):
        return "Alamat sistem LSP ini harus https."
    return bool(there)


@rule("Masuk ke sistem LSP ini sudah dihentikan.")
def masih_dibuka(ctx: Context, sistem: SistemLsp) -> bool | str:
    """A system that no longer takes part is entered by nobody; the page says why."""
    return sistem.aktif or f"Masuk ke {sistem} sudah dihentikan: {sistem.alasan}"
