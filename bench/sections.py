"""The page of results, part by part: what was measured in this run replaces its section, all others stay as they were."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

HEADING = re.compile(r"^## ", re.MULTILINE)


def split(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the first section, and the sections by their heading."""
    starts = [match.start() for match in HEADING.finditer(text)] + [len(text)]
    parts = [text[start:end].rstrip() + "\n" for start, end in pairwise(starts)]
    return text[: starts[0]], {part.split("\n", 1)[0]: part for part in parts}


def merged(old: str, new: str) -> str:
    """The new page, and after it the old sections that it does not measure."""
    head, sections = split(new)
    kept = {name: part for name, part in split(old)[1].items() if name not in sections}
    return "\n".join([head.rstrip() + "\n", *sections.values(), *kept.values()])


def put(page: Path, section: str) -> None:
    """Replace or add one section of the page."""
    head, sections = split(page.read_text(encoding="utf-8"))
    name = section.split("\n", 1)[0]
    sections[name] = section.rstrip() + "\n"
    page.write_text("\n".join([head.rstrip() + "\n", *sections.values()]), encoding="utf-8")
