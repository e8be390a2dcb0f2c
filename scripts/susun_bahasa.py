"""Make the binary catalogues (``.mo``) that Django reads from the ``.po`` files people edit: ``python scripts/susun_bahasa.py``.

Both are in the repository, so that no machine needs GNU gettext; a test fails when they disagree or a sentence is missing.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src/telusur"
LOCALE = SOURCE / "locale"
TRANSLATE = re.compile(r"{%\s*translate\s+(\"[^\"]*\"|'[^']*')")
BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
MAGIC = 0x950412DE


def wanted() -> set[str]:
    """Every sentence that templates and Python files mark for translation."""
    return {text for path in SOURCE.rglob("*") for text in _marked(path)}


def _marked(path: Path) -> Iterator[str]:
    if path.suffix == ".html":
        text = path.read_text(encoding="utf-8")
        yield from (found[1][1:-1] for found in TRANSLATE.finditer(text))
        yield from (VARIABLE.sub(r"%(\1)s", found[1]) for found in BLOCK.finditer(text))
    elif path.suffix == ".py" and "gettext" in (code := path.read_text(encoding="utf-8")):
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                yield from (
                    str(one.value)
                    for one in node.args[:1]
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )


def entries(po: Path) -> dict[str, str]:
    """Sentence and translation, from the simple form of ``.po`` that this project keeps."""
    found: dict[str, str] = {}
    for block in po.read_text(encoding="utf-8").split("\n\n"):
        parts: dict[str, list[str]] = {"msgid": [], "msgstr": []}
        current = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            current, quoted = (word, rest) if word in parts else (current, line)
            parts[current].append(ast.literal_eval(quoted))
        if parts["msgstr"]:
            found["".join(parts["msgid"])] = "".join(parts["msgstr"])
    return found


def binary(messages: dict[str, str]) -> bytes:
    """A catalogue in the format of GNU gettext, sorted, without a hash table."""
    pairs = sorted((key.encode(), text.encode()) for key, text in messages.items())
    count, head = len(pairs), 28
    at = head + 16 * count
    tables: list[bytes] = []
    for column in (0, 1):
        rows = []
        for pair in pairs:
            rows.append(struct.pack("<II", len(pair[column]), at))
            at += len(pair[column]) + 1
        tables.append(b"".join(rows))
    strings = b"".join(text + b"\0" for column in (0, 1) for text in (pair[column] for pair in pairs))
    header = struct.pack("<7I", MAGIC, 0, count, head, head + 8 * count, 0, head + 16 * count)
    return header + tables[0] + tables[1] + strings


def main() -> int:
    """Write each catalogue; 1 when a sentence has no translation."""
    missing: set[str] = set()
    for po in sorted(LOCALE.rglob("*.po")):
        messages = entries(po)
        po.with_suffix(".mo").write_bytes(binary(messages))
        missing |= wanted() - set(messages)
    for sentence in sorted(missing):
        print(f"belum diterjemahkan: {sentence}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
