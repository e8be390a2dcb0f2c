"""How the documents of a thing are shown where it is judged: each opens in the browser, and the opening is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.models import BerkasLsp
from telusur.kernel.archive.intake import size_in_words
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.ui.registers import Part, Row


def bagian(rows: Sequence[BerkasLsp], sebutan: Mapping[str, str], *, judul: str = "Dokumen", kosong: str = "") -> Part:
    """A part of a page; ``sebutan`` names the kinds."""
    return Part(judul, [_baris(one, sebutan) for one in rows], kosong or "Tidak ada dokumen.")


def _baris(one: BerkasLsp, sebutan: Mapping[str, str]) -> Row:
    jenis = sebutan.get(one.jenis, one.jenis)
    if (file := one.isi) is None:
        ditolak = one.keadaan == "Ditolak"
        sebab = f" · {one.kiriman.reason}" if ditolak and one.kiriman else ""
        return Row(jenis, f"{one.nama}{sebab}", "late" if ditolak else "wait", one.keadaan)
    asal = f"{file.get_source_display()}, {file.captured_by}, {date_and_time(file.created_at)}"
    meta = f"{one.nama} · {size_in_words(file.size)} · {asal}"
    return Row(jenis, meta, "ok", "Buka", f"{reverse('archive:berkas', args=[file.pk])}?lihat=1")
