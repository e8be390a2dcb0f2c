"""The letterhead of every document: the LSP's profile and licence as they stand when the document is asked for."""

from __future__ import annotations

from telusur.kernel.documents.letterhead import Letterhead
from telusur.lsp.administrasi.umum.models import ProfilLsp
from telusur.lsp.administrasi.umum.queries import lisensi

BELUM = "Lembaga Sertifikasi Profesi"


def kepala_surat() -> Letterhead:
    """Name, licence and address of the LSP; a demonstration LSP says so in every letterhead."""
    lsp, licence = ProfilLsp.objects.first(), lisensi()
    if lsp is None:
        return Letterhead(name=BELUM)
    nomor = licence.nomor if licence else ""
    return Letterhead(
        name=lsp.nama,
        address=f"{lsp.alamat}, {lsp.kota}",
        licence=f"{nomor} (LSP peraga)" if nomor and lsp.peraga else nomor,
        phone=lsp.telepon,
        email=lsp.email,
        city=lsp.kota,
    )
