"""Reports as facts: their rows on sheets as large as a message takes, and the report that says how many there are (LAP 3)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.clock import day_of
from telusur.kernel.exchange.attachments import described
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.manajemen.pelaporan.queries import tercetak

Isi = dict[str, Any]
MUATAN = 60_000  # characters of rows on one sheet; a message holds several times that
BARIS = 1_000


def lembar(rows: Sequence[Laporan]) -> dict[str, Isi]:
    """Every sheet of every report, by report and number."""
    return {
        f"{row.pk}.{nomor}": {"nomor": row.nomor, "versi": row.versi, "lembar": nomor, "isi": isi}
        for row in rows
        for nomor, isi in enumerate(_lembar(row), start=1)
    }


def laporan(rows: Sequence[Laporan]) -> dict[str, Isi]:
    """The report without its rows; nothing of one whose print is not made yet."""
    return {str(row.pk): _laporan(row) for row in rows if row.dokumen and row.dokumen.file}


def berkas(rows: Sequence[Laporan]) -> list[StoredFile]:
    """The prints of these reports."""
    return [row.dokumen.file for row in rows if row.dokumen and row.dokumen.file]


def _lembar(row: Laporan) -> Iterator[list[Isi]]:
    """Rows in their order, each sheet with as many as fit."""
    isi: list[Isi] = []
    muatan = banyak = 0
    for part in tercetak(row.isi):
        for baris in part["rows"]:
            panjang = len(json.dumps(baris, ensure_ascii=False).encode())
            if isi and (muatan + panjang > MUATAN or banyak >= BARIS):
                yield isi
                isi, muatan, banyak = [], 0, 0
            if not isi or isi[-1]["bagian"] != part["code"]:
                isi.append({"bagian": part["code"], "baris": []})
            isi[-1]["baris"].append(baris)
            muatan, banyak = muatan + panjang, banyak + 1
    if isi:
        yield isi


def _laporan(row: Laporan) -> Isi:
    return {
        "nomor": row.nomor,
        "versi": row.versi,
        "kiriman": row.kiriman,
        "jenis": row.jenis,
        "judul": row.judul,
        "dari": row.dari.isoformat(),
        "sampai": row.sampai.isoformat(),
        "angkatan": row.angkatan.nomor if row.angkatan else "",
        "tanggal": day_of(row.difinalkan_pada).isoformat() if row.difinalkan_pada else "",
        "penanggung_jawab": row.difinalkan_oleh,
        "tim": [one["nama"] for one in row.tim],
        "catatan": row.catatan,
        "lampiran": [described(file, "laporan") for file in berkas([row])],
        "lembar": sum(1 for _ in _lembar(row)),
        "bagian": [
            {
                "kode": part["code"],
                "judul": part["title"],
                "kolom": part["columns"],
                "kelompok": part["groups"],
                "kosong": part["empty"],
                "jumlah": len(part["rows"]),
            }
            for part in tercetak(row.isi)
        ],
    }
