"""Files that a sanction case rests on: looked into before they are kept (P508 9.5.1, 11.1.1)."""

from __future__ import annotations

import io

from telusur.bnsp.pengendalian.sanksi.models import KasusSanksi
from telusur.kernel.archive.commands import simpan_berkas, simpan_bytes
from telusur.kernel.archive.intake import Checked, Uploaded, clean_name, size_in_words
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.states import Source
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.exchange import bundle

Isian = Uploaded | Checked
ZIP = b"PK\x03\x04"
TERBESAR = 50 * 1024 * 1024


def simpan_bukti(ctx: Context, *, kasus: KasusSanksi, unggahan: Isian) -> StoredFile:
    """Keep an uploaded file of a case. Raises Invalid with the field ``unggahan``."""
    label = f"Bukti {kasus.nomor}"
    if isinstance(unggahan, Checked) or not _ekspor(unggahan):
        return simpan_berkas(ctx, upload=unggahan, owner_id=None, case_id=kasus.pk, label=label)
    if (unggahan.size or 0) > TERBESAR:
        raise Invalid(f"Berkas ekspor lebih besar dari {size_in_words(TERBESAR)}.", {"unggahan": ["Terlalu besar."]})
    unggahan.seek(0)
    data = unggahan.read(TERBESAR + 1)
    periksa_ekspor(data, kasus.lsp.nomor_lisensi)
    return simpan_bytes(
        ctx,
        data=data,
        name=clean_name(unggahan.name or "ekspor.zip"),
        content_type="application/zip",
        case_id=kasus.pk,
        label=label,
        source=Source.UNGGAHAN,
    )


def _ekspor(unggahan: Uploaded) -> bool:
    unggahan.seek(0)
    return unggahan.read(len(ZIP)) == ZIP


def periksa_ekspor(data: bytes, penanda_tangan: str) -> None:
    """Raise Invalid unless every file in it is as the LSP of this licence number signed it."""
    hasil = bundle.check(io.BytesIO(data))
    sebab = hasil.findings[:1] or ([] if hasil.signer == penanda_tangan else [f"Ditandatangani {hasil.signer}."])
    if sebab:
        raise Invalid(f"Berkas ekspor ini bukan bukti dari LSP itu. {sebab[0]}", {"unggahan": sebab})
