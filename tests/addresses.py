"""Every address of the product, with something in the place of what varies."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

ONE = {"int": "1", "uuid": str(UUID(int=1)), "slug": "satu", "str": "satu", "path": "satu", "date": "2026-11-20"}


def every_address() -> Iterator[str]:
    """Paths of all patterns; a converter that is not known here stands as ``satu``."""
    for parts in _walk(get_resolver().url_patterns, ()):
        yield "/" + "".join(_filled(part) for part in parts)


def _walk(patterns: list[URLPattern | URLResolver], before: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    for one in patterns:
        here = (*before, one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, here)
        else:
            yield here


def _filled(pattern: object) -> str:
    text = str(pattern)
    if text.startswith("^"):  # the one address that is written as a regular expression
        return text.strip("^$").replace("(?P<uidb36>[0-9A-Za-z]+)", "1").replace("(?P<key>.+)", "kunci")
    for name, converter in getattr(pattern, "converters", {}).items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        kind = {"string": "str"}.get(kind, kind)
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            text = text.replace(written, ONE.get(kind, "satu"))
    return text
