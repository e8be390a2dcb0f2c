"""Icons of the sprite. Every name must be in ``ikon.txt``; a test scans templates and code for names that are not."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from django.template import Library
from django.templatetags.static import static
from django.utils.safestring import SafeString

from telusur.kernel.ui.components.markup import format_html

register = Library()
log = logging.getLogger("telusur.ui")

LIST = Path(__file__).resolve().parents[1] / "ikon.txt"
FALLBACK = "circle-dashed"


@cache
def names() -> frozenset[str]:
    """The icons that are in the sprite."""
    lines = (line.split("#")[0].strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line)


@cache
def asset(path: str) -> str:
    """Address of a static file, looked up once per process."""
    return static(path)


@cache
def icon(name: str, css: str = "icon") -> SafeString:
    """One icon. An unknown name must not take a page down: it is logged and drawn as a dashed circle."""
    if name not in names():
        log.error("icon %r is not in ikon.txt", name)
        name = FALLBACK
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, asset("vendor/ikon.svg"), name
    )


def maybe_icon(name: str) -> SafeString:
    """The icon, or nothing for an empty name."""
    return icon(name) if name else SafeString("")


@register.simple_tag
def ikon(name: str) -> SafeString:
    """``{% ikon "bell" %}``. Decoration only: words beside it carry the meaning."""
    return icon(name)


@register.simple_tag
def aset(path: str) -> str:
    """``{% aset "ui/telusur.css" %}``: the address of a static file."""
    return asset(path)


MARK = SafeString(
    '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#22407c"/>'
    '<path d="M8.5 10.5h11a3 3 0 0 1 0 6h-7a3 3 0 0 0 0 6h11" fill="none" stroke="#fff" stroke-width="2.25" '
    'stroke-linecap="round"/><circle cx="8.5" cy="10.5" r="2.4" fill="#fff"/>'
    '<circle cx="23.5" cy="22.5" r="3" fill="#22407c" stroke="#fff" stroke-width="2"/></svg>'
)


@register.simple_tag
def tanda() -> SafeString:
    """The mark: one line with two nodes."""
    return MARK


SCRIPTS = {
    "htmx": "django_htmx/htmx-2.min.js",
    "dasar": "ui/js/dasar.js",
    "autosave": "ui/js/autosave.js",
    "berkas": "ui/js/berkas.js",
    "progress": "ui/js/progress.js",
}


@register.simple_tag
def skrip(*files: str) -> SafeString:
    """``{% skrip "autosave" "progress" %}``: script elements, deferred.

    Each file is given once per page by the caller.
    """
    return SafeString("".join(format_html('<script defer src="{}"></script>', asset(SCRIPTS[name])) for name in files))
