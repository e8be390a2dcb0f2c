"""A version of a guideline on paper (P508 10.1.2)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.cache import cache

from telusur.kernel.base.clock import long_date
from telusur.kernel.documents.letterhead import letterhead
from telusur.kernel.documents.render import Frame, render
from telusur.lsp.administrasi.mutu.queries import susun
from telusur.lsp.administrasi.pengetahuan.models import VersiPedoman

TEMPLATE = "pengetahuan/pedoman.typ"
KEPT_SECONDS = 7 * 24 * 3600


def isi_cetakan(row: VersiPedoman) -> dict[str, Any]:
    """Everything the print shows of a version."""
    return {
        "judul": row.pedoman.judul,
        "identitas": [
            row.pedoman.kode, row.nomor, long_date(row.tanggal), str(row.versi), row.get_status_display(),
        ],
        "perubahan": row.perubahan,
        "blok": [{"jenis": part.jenis, "baris": list(part.baris)} for part in susun(row.isi)],
    }  # fmt: skip


def cetakan(row: VersiPedoman) -> bytes:
    """The PDF. Anybody may ask for it and a version's text never changes, so it is made once and kept."""
    data, head = isi_cetakan(row), letterhead().as_data()
    digest = hashlib.sha256(json.dumps([data, head], sort_keys=True).encode()).hexdigest()
    key = f"pedoman-cetak-{digest}"
    made: bytes | None = cache.get(key)
    if made is None:
        frame = Frame(
            title=str(row.pedoman),
            at=row.diterima_pada,
            number=row.nomor,
            url=f"{settings.BASE_URL}{row.get_absolute_url()}",
            form_code=f"{row.pedoman.kode} versi {row.versi}",
            letterhead=head,
        )
        made = render(TEMPLATE, data, frame)
        cache.set(key, made, KEPT_SECONDS)
    return made
