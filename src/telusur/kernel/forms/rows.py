"""Rows of a form, built from the snapshot a record keeps: unit, elemen, KUK, persyaratan, whatever the product put
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from telusur.kernel.forms.definition import Rows

Snapshot = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``key`` stands in paths; ``group`` and ``subgroup`` are headings above it; ``details`` are printed
    below its title (the KUK of an elemen); ``data`` is what the snapshot knows besides. ``accept`` and ``max_mb`` narrow
    what may be uploaded here, where the snapshot says so.
    """

    key: str
    title: str
    code: str = ""
    group: str = ""
    group_code: str = ""
    subgroup: str = ""
    details: tuple[str, ...] = ()
    data: Mapping[str, Any] | None = None
    accept: tuple[str, ...] = ()
    max_mb: int = 0


def rows_of(section: Rows, snapshot: Snapshot) -> list[Row]:
    """The rows of a section, in the order of the form."""
    if section.free:
        return [Row(str(number), f"{section.row_name.capitalize()} {number}") for number in range(1, section.free + 1)]
    if not section.source:
        return [Row(key, title) for key, title in section.items]
    rows = list(_SKEMA_SOURCES.get(section.source, _listed(section.source))(snapshot))
    return _with_items(rows, section.items) if section.items else rows


def _with_items(rows: list[Row], items: tuple[tuple[str, str], ...]) -> list[Row]:
    return [
        replace(row, key=f"{row.key}:{key}", title=title, code="", group=row.title, group_code=row.code, subgroup="")
        for row in rows
        for key, title in items
    ]


def _kelompok(snapshot: Snapshot) -> Iterator[Row]:
    for number, group in enumerate(snapshot["skema"]["kelompok"], start=1):
        yield Row(f"k{number}", group["nama"], data={"unit": [unit["kode"] for unit in group["unit"]]})


def _unit(snapshot: Snapshot) -> Iterator[Row]:
    for group in snapshot["skema"]["kelompok"]:
        for unit in group["unit"]:
            yield Row(unit["kode"], unit["judul"], unit["kode"], group=group["nama"], data={"unit": unit["kode"]})


def _elemen(snapshot: Snapshot) -> Iterator[Row]:
    for unit in units(snapshot):
        for elemen in unit["elemen"]:
            yield Row(
                f"{unit['kode']}:{elemen['no']}",
                elemen["judul"],
                f"Elemen {elemen['no']}",
                group=unit["judul"],
                group_code=unit["kode"],
                details=tuple(f"{kuk['no']} {kuk['teks']}" for kuk in elemen["kuk"]),
                data={"unit": unit["kode"], "elemen": elemen["no"]},
            )


def _kuk(snapshot: Snapshot) -> Iterator[Row]:
    for unit in units(snapshot):
        for elemen in unit["elemen"]:
            for kuk in elemen["kuk"]:
                yield Row(
                    f"{unit['kode']}:{kuk['no']}",
                    kuk["teks"],
                    kuk["no"],
                    group=unit["judul"],
                    group_code=unit["kode"],
                    subgroup=f"Elemen {elemen['no']}. {elemen['judul']}",
                    data={"unit": unit["kode"], "elemen": elemen["no"], "kuk": kuk["no"]},
                )


def units(snapshot: Snapshot) -> list[dict[str, Any]]:
    """All units of the snapshot's skema, in order."""
    return [unit for group in snapshot["skema"]["kelompok"] for unit in group["unit"]]


def _persyaratan(snapshot: Snapshot) -> Iterator[Row]:
    names = {"dasar": "Persyaratan dasar", "administratif": "Persyaratan administratif"}
    for line in snapshot["skema"]["persyaratan"]:
        yield Row(
            line["id"],
            line["uraian"],
            group=names.get(line["jenis"], line["jenis"]),
            data=line,
            accept=tuple(line.get("jenis_berkas") or ()),
            max_mb=line.get("ukuran_maks_mb") or 0,
        )


def _listed(name: str) -> Callable[[Snapshot], Iterator[Row]]:
    def rows(snapshot: Snapshot) -> Iterator[Row]:
        for line in snapshot.get(name, ()):
            yield Row(
                str(line["key"]),
                line["judul"],
                line.get("kode", ""),
                group=line.get("grup", ""),
                details=tuple(line.get("rincian", ())),
                data=line,
            )

    return rows


_SKEMA_SOURCES: Mapping[str, Callable[[Snapshot], Iterator[Row]]] = {
    "kelompok": _kelompok,
    "unit": _unit,
    "elemen": _elemen,
    "kuk": _kuk,
    "persyaratan": _persyaratan,
}
