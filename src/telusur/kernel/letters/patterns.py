"""What a number pattern may say. It is data that people edit, so nothing but the named placeholders is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from string import Formatter

from telusur.kernel.base.clock import ROMAN_MONTHS
from telusur.kernel.base.errors import Invalid
from telusur.kernel.letters.states import Reset

OWN = frozenset({"n", "tahun", "bulan", "romawi"})
WIDTH = re.compile(r"0?[1-9]?d")
MAX_PATTERN = 120


def placeholders(pattern: str) -> dict[str, str]:
    """Name and format of each placeholder. Raises Invalid if the braces do not match."""
    try:
        parsed = list(Formatter().parse(pattern))
    except ValueError as trouble:
        raise _refused("Kurung kurawal pada pola tidak berpasangan.") from trouble
    if any(conversion for _, _, _, conversion in parsed):
        raise _refused("Tanda seru tidak dipakai dalam pola nomor.")
    return {name: spec or "" for _, name, spec, _ in parsed if name is not None}


def check(pattern: str, reset: str, parts: Iterable[str]) -> None:
    """Raise Invalid unless every number of this pattern is writable and unique in its series."""
    if not pattern.strip() or len(pattern) > MAX_PATTERN:
        raise _refused(f"Pola nomor berisi 1 sampai {MAX_PATTERN} karakter.")
    known = OWN | set(parts)
    found = placeholders(pattern)
    if strange := sorted(set(found) - known):
        shown = ", ".join(f"{{{name}}}" for name in strange)
        usable = ", ".join(f"{{{name}}}" for name in sorted(known))
        raise _refused(f"{shown} tidak dikenal dalam pola ini. Yang dapat dipakai: {usable}.")
    for name, spec in found.items():
        if spec and (name not in {"n", "bulan"} or not WIDTH.fullmatch(spec)):
            raise _refused(f"Bentuk {{{name}:{spec}}} tidak dikenal. Contoh yang benar: {{n:04d}}.")
    if "n" not in found:
        raise _refused("Pola nomor harus memuat nomor urut, {n} atau {n:04d}.")
    if reset == Reset.TAHUN and "tahun" not in found:
        raise _refused("Nomor urut seri ini mulai dari 1 setiap tahun, jadi pola harus memuat {tahun}.")


def write(pattern: str, n: int, at: date, parts: dict[str, str]) -> str:
    """The number. Raises KeyError when the caller gave too few parts, which is a programming error."""
    own = {"n": n, "tahun": at.year, "bulan": at.month, "romawi": ROMAN_MONTHS[at.month - 1]}
    return pattern.format(**{**parts, **own})


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, {"pattern": [sentence]})
