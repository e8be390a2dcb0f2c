"""The question file: its shape, and every way it can be wrong, given the units of the skema. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from telusur.kernel.base.yaml_lines import (
    BadFile,
    Flag,
    ListOf,
    Map,
    Mistake,
    Number,
    Row,
    Rows,
    Shape,
    Text,
    plain,
    read_yaml,
)

NUMBER = Number(1, 999)
KUK_NUMBER = Text(8, pattern=r"\d+\.\d+", example='"1.10"')
WHERE_ONE: dict[str, Shape] = {"unit": Text(40), "elemen": Number(1, 99), "kuk": KUK_NUMBER}
WHERE_MANY: dict[str, Shape] = {"unit": Text(40), "elemen": ListOf(Number(1, 99)), "kuk": ListOf(KUK_NUMBER)}
QUESTION = Text(3000, lines=True)
ANSWER = Text(5000, lines=True)
LINES = ListOf(Text(500), most=60)

OPTIONS = Map(
    "opsi",
    {letter: Text(500) for letter in "ab"},
    {letter: (Text(500), None) for letter in "cde"},
)
CHOICE = Map(
    "pilihan_ganda",
    {"no": NUMBER, **WHERE_ONE, "pertanyaan": QUESTION, "opsi": OPTIONS, "kunci": Text(1)},
    {"kode_program": (Text(5000, lines=True), "")},
)
ESSAY = Map(
    "esai",
    {"no": NUMBER, **WHERE_MANY, "pertanyaan": QUESTION, "kunci_jawaban": ANSWER},
    {"kode_program": (Text(5000, lines=True), ""), "pokok_penilaian": (LINES, [])},
)
ORAL = Map("lisan", {"no": NUMBER, **WHERE_ONE, "pertanyaan": QUESTION, "jawaban_diharapkan": ANSWER})
STEP = Map("langkah_kerja", {"no": NUMBER, "instruksi": Text(1000), **WHERE_MANY})
TASK = Map(
    "praktik",
    {
        "no": NUMBER,
        "judul": Text(300),
        "kelompok_pekerjaan": ListOf(Text(300)),
        "unit": ListOf(Text(40)),
        "petunjuk": LINES,
        "skenario": QUESTION,
        "perlengkapan_peralatan": LINES,
        "waktu_menit": Number(1, 2880),
        "langkah_kerja": ListOf(STEP, unique="no"),
        "hasil_diharapkan": LINES,
    },
)
SHAPE = Map(
    "berkas soal",
    {
        "skema": Text(80),
        "jenis": Text(choices=("bank_soal",)),
        "pilihan_ganda": ListOf(CHOICE, unique="no"),
    },
    {
        "nama_skema": (Text(200), ""),
        "bahasa": (Text(choices=("id",)), "id"),
        "versi": (Number(1, 999), 1),
        "buatan_sendiri": (Flag(), False),
        "esai": (ListOf(ESSAY, least=0, unique="no"), []),
        "lisan": (ListOf(ORAL, least=0, unique="no"), []),
        "praktik": (ListOf(TASK, least=0, unique="no"), []),
    },
)

Known = Mapping[str, Mapping[int, frozenset[str]]]  # unit code -> elemen -> KUK numbers


def parse(data: bytes) -> tuple[Row, list[Mistake]]:
    """What the file says and the mistakes of form found so far; raises BadFile when not even its skema can be read."""
    source, mistakes = read_yaml(data, SHAPE)
    if not isinstance(source.get("skema"), str):
        raise BadFile(mistakes)
    return source, mistakes


def check(source: Row, mistakes: list[Mistake], known: Known, groups: frozenset[str]) -> None:
    """Ask the questions against the skema. Raises BadFile with all mistakes, those of form included."""
    found = [*mistakes, *_keys(source), *_places(source, known), *_tasks(source, known, groups)]
    if found:
        raise BadFile(found)


def digest(source: Row) -> str:
    """SHA-256 of what the file says."""
    text = json.dumps(plain(source), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(row: Row, key: str) -> Iterator[Row]:
    entries = row.get(key)
    return (entry for entry in entries if isinstance(entry, Row)) if isinstance(entries, Rows) else iter(())


def _keys(source: Row) -> Iterator[Mistake]:
    for row in _rows(source, "pilihan_ganda"):
        options, key = row.get("opsi"), row.get("kunci")
        if not isinstance(options, Row):
            continue
        letters = [letter for letter in "abcde" if isinstance(options.get(letter), str)]
        if isinstance(key, str) and key not in letters:
            yield Mistake(row.line_of("kunci"), f"kunci “{key}” tidak ada di antara opsi {', '.join(letters)}.")
        yield from _same_answers(options, letters)


def _same_answers(options: Row, letters: list[str]) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for letter in letters:
        text = options[letter].casefold()
        if text in seen:
            yield Mistake(options.line_of(letter), f"opsi {letter} sama dengan opsi {seen[text]}. Bedakan isinya.")
        seen.setdefault(text, letter)
    gap = next((letter for letter in letters if letter > "a" and chr(ord(letter) - 1) not in letters), None)
    if gap:
        yield Mistake(options.line_of(gap), f"opsi {gap} ditulis tanpa opsi {chr(ord(gap) - 1)}. Urutkan mulai dari a.")


def _places(source: Row, known: Known) -> Iterator[Mistake]:
    for key in ("pilihan_ganda", "esai", "lisan"):
        for row in _rows(source, key):
            yield from _place(row, known)
    for task in _rows(source, "praktik"):
        for step in _rows(task, "langkah_kerja"):
            yield from _place(step, known)


def _place(row: Row, known: Known) -> Iterator[Mistake]:
    unit = row.get("unit")
    if not isinstance(unit, str):
        return
    if unit not in known:
        yield Mistake(row.line_of("unit"), f"unit “{unit}” tidak ada di skema ini.")
        return
    elements = [(line, number) for line, number in _each(row, "elemen") if isinstance(number, int)]
    for line, number in elements:
        if number not in known[unit]:
            yield Mistake(line, f"elemen {number} tidak ada di unit {unit}.")
    numbers = {kuk for _, element in elements for kuk in known[unit].get(element, ())}
    if all(element in known[unit] for _, element in elements):
        for line, kuk in _each(row, "kuk"):
            if isinstance(kuk, str) and kuk not in numbers:
                named = ", ".join(str(element) for _, element in elements)
                yield Mistake(line, f"KUK {kuk} tidak ada di elemen {named} unit {unit}.")


def _each(row: Row, key: str) -> Iterator[tuple[int, Any]]:
    value = row.get(key)
    return value.numbered() if isinstance(value, Rows) else iter([(row.line_of(key), value)])


def _tasks(source: Row, known: Known, groups: frozenset[str]) -> Iterator[Mistake]:
    for task in _rows(source, "praktik"):
        for line, unit in _each(task, "unit"):
            if isinstance(unit, str) and unit not in known:
                yield Mistake(line, f"unit “{unit}” tidak ada di skema ini.")
        for line, group in _each(task, "kelompok_pekerjaan"):
            if isinstance(group, str) and group not in groups:
                yield Mistake(line, f"kelompok pekerjaan “{group}” tidak ada di skema ini.")
