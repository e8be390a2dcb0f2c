"""The frame around a signed-in page: side menu, bell, person.

Lines of the menu are functions of what they say, so the markup of each is made once per process.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.template import Context, Library
from django.urls import get_urlconf
from django.utils.safestring import SafeString

from telusur.kernel.ui.components.icons import icon
from telusur.kernel.ui.components.markup import format_html
from telusur.kernel.ui.components.parts import csrf_field
from telusur.kernel.ui.components.state import NOTHING
from telusur.kernel.ui.nav import address_of

register = Library()

CURRENT = SafeString(' aria-current="page"')


@register.simple_tag
def menu(*, rangka: Any) -> SafeString:
    """The sections of the side menu with their lines."""
    made: list[str] = []
    for section in rangka.sections:
        if section.name:
            made.append(format_html("<h2>{}</h2>", section.name))
        made += [_line(one.label, one.icon, one.url, one.current, one.count) for one in section.items]
    return SafeString("\n".join(made))


@lru_cache(maxsize=2048)
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


@register.simple_tag(takes_context=True)
def menu_orang(context: Context, *, rangka: Any) -> SafeString:
    """The lines below the name of the person, and the way out."""
    lines = SafeString("".join(_line(one.label, one.icon, one.url, one.current, 0) for one in rangka.user_links))
    out = (
        format_html(
            '<form method="post" action="{}">{}<button class="tl-nav" type="submit">{}Keluar</button></form>',
            rangka.logout_url,
            csrf_field(context),
            icon("logout"),
        )
        if rangka.logout_url
        else NOTHING
    )
    return format_html('<div class="tl-user-taut">{}{}</div>', lines, out)


@register.simple_tag
def lonceng(*, rangka: Any) -> SafeString:
    """The bell and how many notices are unread; nothing where there is no page of notices."""
    bell = rangka.bell
    return _bell(bell.url, bell.count) if bell is not None and bell.url else NOTHING


@lru_cache(maxsize=512)
def _bell(url: str, count: int) -> SafeString:
    return format_html(
        '<a class="tl-icon-btn" href="{}" aria-label="Pemberitahuan{}">{}{}</a>',
        url,
        f", {count} belum dibaca" if count else "",
        icon("bell"),
        format_html('<span class="tl-count" aria-hidden="true">{}</span>', count) if count else NOTHING,
    )
