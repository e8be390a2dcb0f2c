"""What every template has: ``lembaga`` (whose system) and ``rangka`` (the shell:
menus, person, bell), made only when drawn.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_urlconf
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from telusur.kernel.accounts.context import context_of
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import ROLE_NAMES
from telusur.kernel.ui.institution import current_institution
from telusur.kernel.ui.nav import MENUS, Entry, address_of

ROLES_NAMED = 2


class Link(NamedTuple):
    """A line of a menu as this person sees it on this page."""

    label: str
    icon: str
    url: str
    current: bool
    waiting: int = 0


class Section(NamedTuple):
    """Lines under one heading."""

    name: str
    items: tuple[Link, ...]


class Shell:
    """The frame around a page. Everything is looked up on first use, so fragments and JSON pay nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def ctx(self) -> Context:
        return context_of(self.request)

    @cached_property
    def _urlconf(self) -> str | None:
        """Asked once, because every menu has dozens of addresses."""
        return get_urlconf()

    @cached_property
    def signed_in(self) -> bool:
        return bool(getattr(self.request, "user", None) and self.request.user.is_authenticated)

    @property
    def account_id(self) -> str:
        """Keeps what is stored on a shared device apart by person."""
        return str(self.request.user.pk) if self.signed_in else ""

    @property
    def csrf_cookie(self) -> str:
        """Its name: two products on one machine must not take each other's."""
        return settings.CSRF_COOKIE_NAME

    @property
    def registration_open(self) -> bool:
        """Whether people make their own accounts here."""
        return bool(settings.REGISTRATION_ROLE)

    @property
    def name(self) -> str:
        return self.ctx.actor.name

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @cached_property
    def role_line(self) -> str:
        """``Admin LSP, Asesor``; empty for somebody without a role."""
        names = sorted(ROLE_NAMES.get(role, role) for role in self.ctx.actor.roles) if self.signed_in else []
        more = len(names) - ROLES_NAMED
        return ", ".join(names[:ROLES_NAMED]) + (f" dan {more} lagi" if more > 0 else "")

    @cached_property
    def sections(self) -> list[Section]:
        """The side menu: only what this person may open."""
        shown = [(entry, entry.at(self._urlconf)) for entry in MENUS.main if entry.visible(self.ctx)]
        here = self._here([url for _, url in shown])
        made: dict[str, list[Link]] = {}
        for entry, url in shown:
            if url:
                made.setdefault(entry.section, []).append(self._link(entry, url, here))
        return [Section(name, tuple(items)) for name, items in made.items()]

    @cached_property
    def user_links(self) -> list[Link]:
        return self._plain([entry for entry in MENUS.user if entry.visible(self.ctx)])

    @cached_property
    def doors(self) -> list[Link]:
        """Other ways in than by password."""
        return self._plain([entry for entry in MENUS.doors if entry.visible(self.ctx)])

    @cached_property
    def public_links(self) -> list[Link]:
        return self._plain(MENUS.public)

    @cached_property
    def footer_links(self) -> list[Link]:
        return self._plain(MENUS.footer)

    @cached_property
    def bell(self) -> Link | None:
        entry = MENUS.bell
        if entry is None or not self.signed_in or not entry.visible(self.ctx):
            return None
        return self._link(entry, entry.at(self._urlconf), "")

    @property
    def home_url(self) -> str:
        return self._at(MENUS.home) or "/"

    @property
    def check_url(self) -> str:
        return self._at(MENUS.check)

    @property
    def login_url(self) -> str:
        return self._at("account_login")

    @property
    def logout_url(self) -> str:
        return self._at("account_logout") if self.signed_in else ""

    def _at(self, url_name: str) -> str:
        return address_of(url_name, self._urlconf) if url_name else ""

    def _plain(self, entries: list[Entry]) -> list[Link]:
        shown = [(entry, url) for entry in entries if (url := entry.at(self._urlconf))]
        here = self._here([url for _, url in shown])
        return [self._link(entry, url, here) for entry, url in shown]

    def _link(self, entry: Entry, url: str, here: str) -> Link:
        return Link(
            entry.label, entry.icon, url, bool(url) and url == here, entry.count(self.ctx) if entry.count else 0
        )

    def _here(self, urls: list[str]) -> str:
        """The longest address that this page lies under."""
        path = self.request.path
        return max((url for url in urls if path == url or (len(url) > 1 and path.startswith(url))), key=len, default="")


def address(url_name: str, **query: str) -> str:
    """The address of a named page with a query, or empty while nothing serves it."""
    found = address_of(url_name, get_urlconf()) if url_name else ""
    return f"{found}?{urlencode(query)}" if found and query else found


def institution(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``lembaga`` and ``rangka``, both lazy."""
    return {"lembaga": SimpleLazyObject(current_institution), "rangka": Shell(request)}
