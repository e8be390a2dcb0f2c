"""A filled form as the paper people know: header, sections as tables, statements, signatures; the code and edition in
the corner.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from telusur.kernel.base.clock import date_and_time
from telusur.kernel.documents.charset import unprintable
from telusur.kernel.forms import files
from telusur.kernel.forms.content import Content
from telusur.kernel.forms.definition import Fields, FormDefinition, Rows, Stage, Text
from telusur.kernel.forms.fields import Field, Kind
from telusur.kernel.forms.models import Rekaman, TandaTangan
from telusur.kernel.forms.rows import Row

TICK = "✓"
MANY_COLUMNS = 4  # from here on the page lies on its side
SHOWN_OF_SECRET = 4
SHORT_KEY = 3  # such a key is the number of the row
NO_SNAPSHOT: dict[str, Any] = {"skema": {"kelompok": [], "persyaratan": []}}


def document_data(rekaman: Rekaman) -> dict[str, Any]:
    """Everything the print shows of a record; whoever has yet to sign has an empty place."""
    content, done = rekaman.content(), rekaman.tahap
    waiting = content.definition.stages[done:] if rekaman.stage else ()
    signatures = TandaTangan.objects.filter(rekaman=rekaman, gugur=False).order_by("at", "id")
    kepala = rekaman.sumber.get("kepala", {})
    return {
        **_body(content),
        "kepala": [[label, str(kepala[key])] for key, label in content.definition.header if kepala.get(key)],
        "versi": rekaman.version,
        "digest": rekaman.digest,
        "tanda_tangan": [
            *(_signature(tanda) for tanda in signatures),
            *(_place_for(stage) for stage in waiting if stage.is_signature),
        ],
        "pengajuan": [
            f"{turn['party']} ({turn['name']}): {date_and_time(datetime.fromisoformat(turn['at']))}{_confirmed(turn)}"
            for turn in rekaman.riwayat
            if turn["act"] == "ajukan"
        ],
    }


def _confirmed(turn: dict[str, Any]) -> str:
    """What this party confirmed though it is unlikely."""
    sentences = " ".join(sentence for _, sentence in turn.get("ditegaskan", ()))
    return f". Ditegaskan benar: {sentences}" if sentences else ""


def blank_data(form: FormDefinition) -> dict[str, Any]:
    """The empty form, for reading it beforehand or filling it by hand."""
    content = Content(form, NO_SNAPSHOT, {})
    return {
        **_body(content, blank=True),
        "kepala": [[label, ""] for _, label in form.header],
        "versi": 0,
        "digest": "",
        "tanda_tangan": [_place_for(stage) for stage in form.stages if stage.is_signature],
        "pengajuan": [],
    }


def _signature(tanda: TandaTangan) -> dict[str, str]:
    return {"pihak": tanda.party, "nama": tanda.name, "waktu": date_and_time(tanda.at), "sidik": tanda.digest[:16]}


def _place_for(stage: Stage) -> dict[str, str]:
    return {"pihak": stage.party, "nama": "", "waktu": "", "sidik": ""}


def _body(content: Content, *, blank: bool = False) -> dict[str, Any]:
    names = {} if blank else _file_names(content)
    parts = [_part(content, section, names, blank=blank) for section in content.definition.sections]
    shown = [part for part in parts if part is not None]
    return {
        "judul": content.definition.name,
        "bagian": shown,
        "rebah": any(len(part.get("kolom", ())) > MANY_COLUMNS + 1 for part in shown),
    }


def _file_names(content: Content) -> dict[str, str]:
    ids = {
        str(item)
        for path, box in content.boxes().items()
        if box.field.kind is Kind.FILES
        for item in content.values.get(path) or ()
    }
    return {key: _printable(str(row)) for key, row in files.named(ids).items()}


def _printable(name: str) -> str:
    for char in unprintable(name):
        name = name.replace(char, "?")
    return name


def _part(
    content: Content, section: Fields | Rows | Text, names: dict[str, str], *, blank: bool
) -> dict[str, Any] | None:
    if isinstance(section, Text):
        text = content.text_of(section)
        return {"jenis": "teks", "judul": section.title, "isi": text["isi"], "versi": text["versi"]}
    if isinstance(section, Fields):
        rows = [
            [box.label, _shown(box, content.get(section.name, box.name), names)]
            for box in section.fields
            if blank or content.get(section.name, box.name) is not None
        ]
        return {"jenis": "butir", "judul": section.title, "baris": rows} if rows else None
    return _table(content, section, names, blank=blank)


def _table(content: Content, section: Rows, names: dict[str, str], *, blank: bool) -> dict[str, Any] | None:
    rows = [row for row in content.rows(section.name) if blank or not section.free or _used(content, section, row)]
    if not rows:
        return None
    ticks = section.layout == "matriks"
    boxes = [box for box in section.fields if blank or ticks or _any(content, section, box, rows)]
    heads = [option.label for option in boxes[0].options] if ticks and boxes else [box.label for box in boxes]
    lines: list[dict[str, Any]] = []
    for row in rows:
        lines.extend(_headings(lines, row))
        cells = _ticks(content, section, row) if ticks else [_cell(content, section, row, box, names) for box in boxes]
        lines.append(
            {"no": row.code or row.key if row.code or len(row.key) <= 3 else "", "judul": row.title, "sel": cells}
        )
    return {
        "jenis": "tabel",
        "judul": section.title,
        "kolom": ["No.", section.row_name.capitalize(), *heads],
        "sempit": ticks,
        "baris": lines,
    }


def _headings(lines: list[dict[str, Any]], row: Row) -> Iterable[dict[str, Any]]:
    group = " ".join(part for part in (row.group_code, row.group) if part)
    seen = [line["kelompok"] for line in lines if "kelompok" in line]
    if group and group not in seen:
        yield {"kelompok": group}
    if row.subgroup and f"{group}/{row.subgroup}" not in [line.get("kunci") for line in lines]:
        yield {"subkelompok": row.subgroup, "kunci": f"{group}/{row.subgroup}"}


def _used(content: Content, section: Rows, row: Row) -> bool:
    return any(content.get(section.name, box.name, row.key) for box in section.fields)


def _any(content: Content, section: Rows, box: Field, rows: list[Row]) -> bool:
    return any(content.get(section.name, box.name, row.key) is not None for row in rows)


def _ticks(content: Content, section: Rows, row: Row) -> list[str]:
    box = section.fields[0]
    chosen = content.get(section.name, box.name, row.key) or ()
    return [TICK if option.code in chosen else "" for option in box.options]


def _cell(content: Content, section: Rows, row: Row, box: Field, names: dict[str, str]) -> str:
    value = content.get(section.name, box.name, row.key)
    option = box.option(value) if isinstance(value, str) else None
    return option.short or option.label if option else _shown(box, value, names)


def _shown(box: Field, value: Any, names: dict[str, str]) -> str:
    if box.kind is Kind.FILES:
        return ", ".join(names.get(str(item), "berkas") for item in value or ())
    if box.kind is Kind.BOOL and value is not None:
        return TICK if value else ""
    if box.secret and value:
        # The stored print holds no whole NIK: the record itself does, encrypted.
        return f"{value[:SHOWN_OF_SECRET]} **** **** {value[-SHOWN_OF_SECRET:]}"
    return box.label_of(value)
