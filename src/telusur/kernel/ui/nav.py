"""Navigation is data: products register what the shells show. One call per entry, in ``apps.py`` ``ready()``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.signals import setting_changed
from django.urls import NoReverseMatch, reverse

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import READ_ONLY_ROLES

Visible = Callable[[Context], bool]
Count = Callable[[Context], int]


def always(ctx: Context) -> bool:
    """Everybody sees it."""
    return True


def _own(visible: Visible) -> Visible:
    """The same, for people of the house."""
    return lambda ctx: ctx.actor.roles.isdisjoint(READ_ONLY_ROLES) and visible(ctx)


@cache
def address_of(url_name: str, urlconf: str | None) -> str:
    """The address of a named page, empty while nothing serves it; looked up once per process."""
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""


def _forget(*, setting: str, **_: Any) -> None:
    if setting == "ROOT_URLCONF":
        address_of.cache_clear()


setting_changed.connect(_forget, dispatch_uid="telusur.ui.nav")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu. ``count`` (how many wait) costs a query per page: only for what a person must see at once."""

    section: str
    label: str
    icon: str
    url_name: str
    order: int
    visible: Visible = always
    count: Count | None = None

    def at(self, urlconf: str | None) -> str:
        """Its address, empty while nothing serves it."""
        return address_of(self.url_name, urlconf)


@dataclass(slots=True)
class Menus:
    """What has been registered in this process."""

    main: list[Entry] = field(default_factory=list)
    user: list[Entry] = field(default_factory=list)
    public: list[Entry] = field(default_factory=list)
    footer: list[Entry] = field(default_factory=list)
    doors: list[Entry] = field(default_factory=list)
    bell: Entry | None = None
    home: str = ""
    check: str = ""


MENUS = Menus()


def register_nav(
    section: str,
    label: str,
    icon: str,
    url_name: str,
    order: int,
    visible: Visible = always,
    count: Count | None = None,
    *,
    guests: bool = False,
) -> None:
    """A line of the side menu. ``section`` "" stands on top without a heading;
    sections are ordered by their first entry. People from elsewhere who only look see lines for ``guests`` alone.
    """
    _put(MENUS.main, Entry(section, label, icon, url_name, order, visible if guests else _own(visible), count))


def register_user_link(label: str, icon: str, url_name: str, order: int = 0, visible: Visible = always) -> None:
    """A line below the name of the person."""
    _put(MENUS.user, Entry("", label, icon, url_name, order, _own(visible)))


def register_public_link(label: str, url_name: str, order: int = 0) -> None:
    """A line of the portal's menu."""
    _put(MENUS.public, Entry("", label, "", url_name, order))


def register_footer_link(label: str, url_name: str, order: int = 0) -> None:
    """A link at the foot of the portal."""
    _put(MENUS.footer, Entry("", label, "", url_name, order))


def register_bell(url_name: str, unread: Count) -> None:
    """The bell: the page of notices and how many are unread (one query per page)."""
    MENUS.bell = Entry("", "Pemberitahuan", "bell", url_name, 0, _own(always), unread)


def register_door(label: str, icon: str, url_name: str, visible: Visible = always) -> None:
    """Another way in, offered on the sign-in page."""
    _put(MENUS.doors, Entry("", label, icon, url_name, 0, visible))


def register_home(url_name: str) -> None:
    """Where the mark of the signed-in shell leads."""
    MENUS.home = url_name


def register_check_page(url_name: str) -> None:
    """Where anybody compares a PDF they were handed with what was issued."""
    MENUS.check = url_name


def _put(menu: list[Entry], entry: Entry) -> None:
    menu[:] = sorted([*(kept for kept in menu if kept.url_name != entry.url_name), entry], key=lambda row: row.order)
