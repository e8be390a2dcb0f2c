"""Reading a YAML file against a declared shape, so that every mistake is told with its line and what to do about it.

Shapes are small objects (``Text``, ``Number``, ``Flag``, ``ListOf``, ``Map``). ``read_yaml`` gives back plain values in which
mappings are ``Row`` and lists are ``Rows``; both know the lines they came from, for checks across the file.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

# The parser in C where PyYAML brings it: ten times as fast, with the same lines.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 2 * 1024 * 1024
DEEPEST = 20
SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong in a file: the line (from 1) and one sentence."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"baris {self.line}: {self.reason}"


class BadFile(ValueError):
    """The file cannot be taken. ``mistakes`` in the order of the lines, at least one."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = sorted(set(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))

    def sentences(self) -> list[str]:
        """``baris 12: ...``, the first sixty; the last says how many more there are."""
        told = [str(mistake) for mistake in self.mistakes[:SHOWN]]
        rest = len(self.mistakes) - len(told)
        return [*told, f"dan {rest} kesalahan lagi."] if rest else told


class Row(dict[str, Any]):
    """A mapping of the file. ``line`` is where it begins, ``lines`` where each of its keys stands."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """Line of a key, or of the mapping if the key was left out."""
        return self.lines.get(key, self.line)


class Rows(list[Any]):
    """A list of the file. ``lines`` holds the line of each entry."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []

    def numbered(self) -> Iterator[tuple[int, Any]]:
        """Pairs of line and entry."""
        return zip(self.lines, self, strict=True)


class _Wrong:
    """Stands for a value that could not be read, so that reading goes on and finds the other mistakes too."""


WRONG = _Wrong()


class Shape(Protocol):
    """What may stand at a place of the file."""

    def read(self, node: yaml.Node, name: str, found: list[Mistake]) -> Any: ...


def line_of(node: yaml.Node) -> int:
    """Line of a node, from 1."""
    return int(node.start_mark.line) + 1


def _say(found: list[Mistake], node: yaml.Node, reason: str) -> _Wrong:
    found.append(Mistake(line_of(node), reason))
    return WRONG


def _quote(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        text = " ".join(str(node.value).split())
        return f"“{text[:40]}{'…' if len(text) > 40 else ''}”" if text else "kosong"
    return "sebuah daftar" if isinstance(node, yaml.SequenceNode) else "sebuah peta"


def _is(node: yaml.Node, tag: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == f"tag:yaml.org,2002:{tag}"


def unprintable(text: str, *, newlines: bool = False) -> str:
    """The first character nobody can see or print, as ``U+200B``; empty if all are fine."""
    for character in text:
        if newlines and character in "\n\t":
            continue
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            return f"U+{ord(character):04X}"
    return ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, trimmed and in NFC. ``null`` and ``empty`` allow nothing to stand there; both read as an empty text."""

    longest: int = 200
    empty: bool = False
    lines: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    example: str = ""

    def read(self, node: yaml.Node, name: str, found: list[Mistake]) -> Any:
        if _is(node, "null") and self.empty:
            return ""
        if not _is(node, "str"):
            return _say(found, node, f"{name} harus teks, tertulis {_quote(node)}.{self._cure(node)}")
        text = unicodedata.normalize("NFC", str(node.value)).strip()
        return WRONG if self._mistaken(text, node, name, found) else text

    def _cure(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            return ""
        return f' Beri tanda kutip: "{node.value[:40]}".'

    def _mistaken(self, text: str, node: yaml.Node, name: str, found: list[Mistake]) -> bool:
        why = self._why_not(text, name)
        if why:
            _say(found, node, why)
        return bool(why)

    def _why_not(self, text: str, name: str) -> str:
        if not text:
            return "" if self.empty else f"{name} kosong. Isi teksnya."
        return self._why_not_kept(text, name) or self._why_not_known(text, name)

    def _why_not_kept(self, text: str, name: str) -> str:
        if len(text) > self.longest:
            return f"{name} terlalu panjang: {len(text)} huruf, paling banyak {self.longest}."
        if "\n" in text and not self.lines:
            return f"{name} harus satu baris."
        bad = unprintable(text, newlines=self.lines)
        return f"{name} memuat karakter yang tidak dapat dicetak ({bad})." if bad else ""

    def _why_not_known(self, text: str, name: str) -> str:
        if self.choices and text not in self.choices:
            return f"{name} “{text[:40]}” tidak dikenal. Pilihan: {', '.join(self.choices)}."
        if self.pattern and not re.fullmatch(self.pattern, text):
            return f"{name} “{text[:40]}” tidak sesuai bentuknya, contoh: {self.example}."
        return ""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from ``least`` to ``most``. ``null`` allows nothing to stand there."""

    least: int = 0
    most: int = 10**12
    null: bool = False

    def read(self, node: yaml.Node, name: str, found: list[Mistake]) -> Any:
        if _is(node, "null") and self.null:
            return None
        if not _is(node, "int") or not re.fullmatch(r"[+-]?\d{1,15}", str(node.value)):
            cure = " Hapus tanda kutipnya." if re.fullmatch(r"\d+", str(node.value)) else ""
            return _say(found, node, f"{name} harus bilangan bulat, tertulis {_quote(node)}.{cure}")
        number = int(node.value)
        if number < self.least:
            return _say(found, node, f"{name} paling kecil {self.least}, tertulis {number}.")
        if number > self.most:
            return _say(found, node, f"{name} paling besar {self.most}, tertulis {number}.")
        return number


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""

    def read(self, node: yaml.Node, name: str, found: list[Mistake]) -> Any:
        if not _is(node, "bool") or str(node.value).lower() not in {"true", "false"}:
            return _say(found, node, f"{name} harus true atau false, tertulis {_quote(node)}.")
        return str(node.value).lower() == "true"


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one shape, of at least ``least`` entries. ``unique`` names the key that no two entries may share."""

    shape: Shape
    least: int = 1
    most: int = 500
    unique: str = ""

    def read(self, node: yaml.Node, name: str, found: list[Mistake]) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return _say(found, node, f"{name} harus daftar, tertulis {_quote(node)}.")
        if len(node.value) < self.least:
            return _say(found, node, f"{name} kosong. Isi sedikitnya {self.least}.")
        if len(node.value) > self.most:
            return _say(found, node, f"{name} terlalu banyak: {len(node.value)}, paling banyak {self.most}.")
        rows = Rows(line_of(node))
        for number, entry in enumerate(node.value, 1):
            rows.append(self.shape.read(entry, f"{name} ke-{number}", found))
            rows.lines.append(line_of(entry))
        self._no_twins(rows, name, found)
        return rows

    def _no_twins(self, rows: Rows, name: str, found: list[Mistake]) -> None:
        seen: dict[Hashable, int] = {}
        for line, row in rows.numbered():
            value = row.get(self.unique, WRONG) if self.unique and isinstance(row, Row) else row
            if isinstance(value, _Wrong | Row | Rows):
                continue
            at = row.line_of(self.unique) if isinstance(row, Row) else line
            if value in seen:
                label = f"{self.unique} “{value}”" if self.unique else f"“{value}”"
                found.append(Mistake(at, f"{label} di {name} sudah dipakai di baris {seen[value]}."))
            seen.setdefault(value, at)


@dataclass(frozen=True, slots=True)
class Map:
    """A mapping with the keys ``needed`` and, if wished, ``optional`` ones, else with the default given. Others are mistakes."""

    title: str
    needed: Mapping[str, Shape]
    optional: Mapping[str, tuple[Shape, Any]] = field(default_factory=dict)

    def read(self, node: yaml.Node, name: str, found: list[Mistake]) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return _say(found, node, f"{name or self.title} harus peta kunci dan isi, tertulis {_quote(node)}.")
        row = Row(line_of(node))
        for key, value in node.value:
            self._take(row, key, value, found)
        absent = (key for key in self.needed if key not in row.lines)
        found.extend(Mistake(row.line, f"kunci “{key}” tidak ada di {self.title}.") for key in absent)
        for key, (_shape, default) in self.optional.items():
            row.setdefault(key, default)
        return row

    def _take(self, row: Row, key: yaml.Node, value: yaml.Node, found: list[Mistake]) -> None:
        # YAML 1.1 reads an unquoted `no` as false; whoever wrote that meant the key.
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        shape = self._shape(name)
        if shape is None:
            found.append(Mistake(line_of(key), self._unknown(name)))
        elif name in row.lines:
            found.append(Mistake(line_of(key), f"kunci “{name}” ditulis dua kali, pertama di baris {row.lines[name]}."))
        else:
            row.lines[name] = line_of(key)
            row[name] = shape.read(value, name, found)

    def _shape(self, name: str) -> Shape | None:
        if name in self.optional:
            return self.optional[name][0]
        return self.needed.get(name)

    def _unknown(self, name: str) -> str:
        known = [*self.needed, *self.optional]
        near = difflib.get_close_matches(name, known, n=1)
        cure = f"Maksud Anda “{near[0]}”?" if near else f"Yang dikenal: {', '.join(known)}."
        return f"kunci “{name[:40]}” tidak dikenal di {self.title}. {cure}"


def sound(value: Any) -> bool:
    """Whether a value (with all that is in it) was read without mistake."""
    if isinstance(value, Row):
        return all(map(sound, value.values()))
    if isinstance(value, Rows):
        return all(map(sound, value))
    return not isinstance(value, _Wrong)


def plain(value: Any) -> Any:
    """The same as ordinary dicts and lists."""
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items()}
    return [plain(entry) for entry in value] if isinstance(value, list | tuple) else value


def read_yaml(data: bytes, shape: Map) -> tuple[Row, list[Mistake]]:
    """Read a file against its shape. Raises BadFile if it is no YAML at all; else the values and the mistakes found."""
    node = _compose(_decode(data))
    found: list[Mistake] = []
    value = shape.read(node, shape.title, found)
    if not isinstance(value, Row):
        raise BadFile(found)
    return value, found


def _decode(data: bytes) -> str:
    if len(data) > LARGEST:
        raise BadFile([Mistake(1, f"berkas terlalu besar: paling besar {LARGEST // 1024 // 1024} MB.")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile([Mistake(line, "berkas bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8.")]) from None


def _compose(text: str) -> yaml.Node:
    try:
        _no_tricks(text)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = f"susunan YAML tidak terbaca di kolom {column}. Periksa lekuk baris, titik dua dan tanda kutip."
        raise BadFile([Mistake(line, reason)]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        reason = f"karakter yang tidak dapat dicetak (U+{int(error.character):04X})."
        raise BadFile([Mistake(line, reason)]) from None
    if node is None:
        raise BadFile([Mistake(1, "berkas kosong.")])
    return node


def _no_tricks(text: str) -> None:
    """Refuse aliases (they can blow a small file up), foreign tags and absurd nesting."""
    depth = 0
    documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadFile(
                [Mistake(line, "jangkar dan alias YAML (& dan *) tidak dipakai di berkas ini. Tulis isinya.")]
            )
        if tag := getattr(event, "tag", None):
            raise BadFile([Mistake(line, f"tanda jenis “{tag}” tidak dipakai di berkas ini. Hapus.")])
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise BadFile([Mistake(line, f"susunan terlalu dalam: lebih dari {DEEPEST} tingkat.")])
        if documents > 1:
            raise BadFile(
                [Mistake(line, "berkas memuat lebih dari satu dokumen YAML (---). Pisahkan menjadi dua berkas.")]
            )
