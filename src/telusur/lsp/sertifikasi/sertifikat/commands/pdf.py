"""Asking for the pages of a certificate: the watermarked draft, or the final PDF/A to be signed (SOP 4.4)."""

from __future__ import annotations

from typing import Any

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.kernel.documents.commands import minta
from telusur.kernel.documents.models import Document
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.register_bnsp import alamat_qr


def minta_dummy(ctx: Context, row: Sertifikat) -> Document:
    """The draft with real data, watermarked and unsigned."""
    return minta(
        ctx,
        kind="sertifikat_dummy",
        title=f"Dummy sertifikat {row.nama}",
        number=row.nomor,
        data=_isi(row),
        subject=row,
        case_id=row.permohonan_id,
        owner_id=row.pemegang_id,
        sign=False,
        draft=True,
        files=_foto(row),
    )


def minta_sertifikat(ctx: Context, row: Sertifikat) -> Document:
    """The certificate itself, signed in the name of the Direktur who acts."""
    return minta(
        ctx,
        kind="sertifikat",
        title=f"Sertifikat {row.nama}",
        number=row.nomor,
        data=_isi(row),
        subject=row,
        case_id=row.permohonan_id,
        owner_id=row.pemegang_id,
        signer_name=row.isi["direktur"],
        signer_title="Direktur",
        files=_foto(row),
    )


def _isi(row: Sertifikat) -> dict[str, Any]:
    """What is printed, with the address of the QR code where it shall lead to BNSP; a certificate keeps what it bears."""
    alamat = alamat_qr(row.kode)
    return {**row.isi, "alamat_qr": alamat} if alamat else row.isi


def _foto(row: Sertifikat) -> dict[str, StoredFile]:
    foto = row.permohonan.foto
    return {"foto": foto} if foto else {}
