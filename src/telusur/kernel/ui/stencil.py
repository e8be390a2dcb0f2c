"""Public pages of which only a few words differ: all else is drawn once per process, then the words are put in.

What a page says besides its words is all it depends on, so that is what it is kept by: language, addresses, institution, menu and
whatever the view adds. A page for one reader (signed in, with a message, with a question in its address) is drawn as ever.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.signals import setting_changed
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.translation import get_language

from telusur.kernel.ui.components.markup import conditional_escape
from telusur.kernel.ui.context import Shell
from telusur.kernel.ui.institution import current_institution

EDGE = "\0"  # no text of ours or of anybody's holds it: no database would take it
MOST = 256
_kept: dict[Hashable, list[str]] = {}


def drawn(request: HttpRequest, template: str, page: dict[str, Hashable], name: str, words: dict[str, str]) -> str:
    """``template``, which says ``{{ name.word }}`` of the words and otherwise depends on ``page`` alone."""
    shell = _said_by_the_shell(request)
    if shell is None:
        return render_to_string(template, {**page, name: words}, request)
    there = tuple(word for word, text in words.items() if text)  # a template may ask whether there is a word
    key = (template, shell, tuple(page.items()), there)
    parts = _kept.get(key)
    if parts is None:
        marked = {**words, **{word: f"{EDGE}{word}{EDGE}" for word in there}}
        parts = render_to_string(template, {**page, name: marked}, request).split(EDGE)
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = parts
    return "".join([conditional_escape(words[one]) if place % 2 else one for place, one in enumerate(parts)])


def forget(**_: Any) -> None:
    """Draw everything anew."""
    _kept.clear()


setting_changed.connect(forget, dispatch_uid="telusur.ui.stencil")


def _said_by_the_shell(request: HttpRequest) -> Hashable | None:
    """What ``ui/public.html`` says on this page; None where it says something to one reader."""
    shell = Shell(request)
    if request.GET or shell.signed_in or len(get_messages(request)):
        return None
    current = tuple(link.current for link in (*shell.public_links, *shell.footer_links))
    offered = getattr(request, "bilingual", False)
    return (
        get_language(),
        get_urlconf(),
        current_institution(),
        shell.login_url,
        settings.CSRF_COOKIE_NAME,
        offered,
        current,
    )
