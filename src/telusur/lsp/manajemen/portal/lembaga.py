"""Whose portal this is: the name and licence that every page of the LSP shows."""

from __future__ import annotations

from telusur.kernel.base.errors import NotFound
from telusur.kernel.ui.institution import Institution
from telusur.lsp.administrasi.umum.queries import lisensi, profil


def lembaga() -> Institution | None:
    """The LSP's profile as the shells show it; None until the profile is recorded."""
    try:
        lsp = profil()
    except NotFound:
        return None
    licence = lisensi()
    nomor = licence.nomor if licence else ""
    return Institution(
        nama=lsp.nama,
        singkat=lsp.singkatan,
        lisensi=nomor,
        keterangan=f"Lisensi {nomor}" if nomor else "",
        alamat=f"{lsp.alamat}, {lsp.kota}",
        telepon=lsp.telepon,
        surel=lsp.email,
    )
