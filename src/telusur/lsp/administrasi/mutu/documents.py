"""A document of the quality system on paper: the revision as it was published, under the letterhead (P508 10.4.4.1)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.cache import cache

from telusur.kernel.base.clock import long_date
from telusur.kernel.documents.letterhead import letterhead
from telusur.kernel.documents.render import Frame, render
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.mutu.susunan import susun

TEMPLATE = "mutu/dokumen.typ"
KEPT_SECONDS = 7 * 24 * 3600


def isi_cetakan(dokumen: DokumenMutu) -> dict[str, Any]:
    """Everything the print shows of a revision."""
    return {
        "jenis": dokumen.get_jenis_display(),
        "judul": dokumen.judul,
        "identitas": [
            dokumen.kode, str(dokumen.revisi), long_date(dokumen.berlaku_sejak), dokumen.get_status_display(),
        ],
        "blok": [{"jenis": part.jenis, "baris": list(part.baris)} for part in susun(dokumen.isi)],
        "pengesahan": [
            ["Dibuat", dokumen.dibuat_oleh, long_date(dokumen.dibuat_pada)],
            ["Diperiksa", dokumen.diperiksa_oleh, long_date(dokumen.diperiksa_pada)],
            ["Disetujui", dokumen.disetujui_oleh, long_date(dokumen.disetujui_pada)],
        ],
    }  # fmt: skip


def cetakan(dokumen: DokumenMutu) -> bytes:
    """The PDF. Anybody may ask for it and a revision never changes, so it is made once and kept."""
    data, head = isi_cetakan(dokumen), letterhead().as_data()
    digest = hashlib.sha256(json.dumps([data, head], sort_keys=True).encode()).hexdigest()
    key = f"mutu-cetak-{digest}"
    made: bytes | None = cache.get(key)
    if made is None:
        frame = Frame(
            title=f"{dokumen.kode} {dokumen.judul}",
            at=dokumen.diterbitkan_pada,
            number=dokumen.kode,
            url=f"{settings.BASE_URL}{dokumen.get_absolute_url()}",
            form_code=f"{dokumen.kode} revisi {dokumen.revisi}",
            letterhead=head,
        )
        made = render(TEMPLATE, data, frame)
        cache.set(key, made, KEPT_SECONDS)
    return made
