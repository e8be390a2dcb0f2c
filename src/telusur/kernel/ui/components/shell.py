"""The frame around a signed-in page: side menu, bell, person.

It is a function of what it says, so its markup is made once per process for each thing it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.template import Context, Library
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.safestring import SafeString

from telusur.kernel.ui.components.icons import icon
from telusur.kernel.ui.components.markup import format_html
from telusur.kernel.ui.components.parts import csrf_field
from telusur.kernel.ui.components.state import NOTHING
from telusur.kernel.ui.nav import address_of

register = Library()

CURRENT = SafeString(' aria-current="page"')


TOKEN = SafeString("\0")  # where the one thing stands that is another in each request


class Frame(NamedTuple):
    """Everything the frame says. What it says is all it depends on, so it is drawn once per process."""

    institution: str
    short: str
    licence: str
    home_url: str
    name: str
    initials: str
    role_line: str
    sections: tuple[Any, ...]
    user_links: tuple[Any, ...]
    bell: Any
    logout_url: str


@register.simple_tag(takes_context=True)
def kerangka(context: Context, *, rangka: Any, lembaga: Any) -> SafeString:
    """Head and side menu of a signed-in page."""
    drawn = _frame(
        lembaga.nama, lembaga.pendek, lembaga.lisensi, rangka.home_url, rangka.name, rangka.initials, rangka.role_line,
        tuple(rangka.sections), tuple(rangka.user_links), rangka.bell, rangka.logout_url,
    )  # fmt: skip
    return SafeString(drawn.replace(TOKEN, csrf_field(context)) if rangka.logout_url else drawn)


@lru_cache(maxsize=512, typed=True)
def _frame(*said: Any) -> str:
    return render_to_string("ui/_kerangka.html", {"k": Frame(*said), "token": TOKEN})


@register.simple_tag
def menu(sections: Iterable[Any]) -> SafeString:
    """The sections of the side menu with their lines."""
    made: list[str] = []
    for section in sections:
        if section.name:
            made.append(format_html("<h2>{}</h2>", section.name))
        made += [_line(one.label, one.icon, one.url, one.current, one.waiting) for one in section.items]
    return SafeString("\n".join(made))


def _line(label: str, symbol: str, url: str, current: bool, count: int) -> SafeString:
    waiting = format_html(
        '<span class="tl-count"><span class="visually-hidden">, </span>{}'
        '<span class="visually-hidden"> menunggu</span></span>',
        count,
    )
    return format_html(
        '<a class="tl-nav" href="{}"{}>{}{}{}</a>',
        url,
        CURRENT if current else NOTHING,
        icon(symbol),
        label,
        waiting if count else NOTHING,
    )


@register.simple_tag
def alamat(url_name: str) -> str:
    """``{% alamat "flows:all" %}``: the address of a page that takes no arguments, looked up once per process."""
    return address_of(url_name, get_urlconf())


@register.simple_tag
def menu_orang(links: Iterable[Any], logout_url: str, token: str) -> SafeString:
    """The lines below the name of the person, and the way out."""
    lines = SafeString("".join(_line(one.label, one.icon, one.url, one.current, 0) for one in links))
    out = (
        format_html(
            '<form method="post" action="{}">{}<button class="tl-nav" type="submit">{}Keluar</button></form>',
            logout_url,
            token,
            icon("logout"),
        )
        if logout_url
        else NOTHING
    )
    return format_html('<div class="tl-user-taut">{}{}</div>', lines, out)


@register.simple_tag
def lonceng(bell: Any) -> SafeString:
    """The bell and how many notices are unread; nothing where there is no page of notices."""
    return _bell(bell.url, bell.waiting) if bell is not None and bell.url else NOTHING


def _bell(url: str, count: int) -> SafeString:
    return format_html(
        '<a class="tl-icon-btn" href="{}" aria-label="Pemberitahuan{}">{}{}</a>',
        url,
        f", {count} belum dibaca" if count else "",
        icon("bell"),
        format_html('<span class="tl-count" aria-hidden="true">{}</span>', count) if count else NOTHING,
    )
