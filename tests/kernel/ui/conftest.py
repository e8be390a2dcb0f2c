"""What the tests of the interface share: requests with a known actor, templates from strings, a site in the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from telusur.kernel.accounts.models import User
from telusur.kernel.base.ids import uuid7
from telusur.kernel.calendar import working_days
from telusur.kernel.commands.context import Actor, Context, public_context
from telusur.kernel.ui import institution

UI = Path(__file__).resolve().parents[3] / "src/telusur/kernel/ui"
SOURCES = UI.parents[1]


@pytest.fixture(autouse=True)
def _nameless_institution(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No product says whose system this is; menus and bell still count what waits, in an empty database."""
    monkeypatch.setattr(institution._Known, "provider", None)
    monkeypatch.setattr(institution._Known, "value", None)


@pytest.fixture
def weekdays_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A calendar without holidays, and without a database."""
    empty = working_days.Calendar(frozenset(), frozenset(), frozenset())
    monkeypatch.setattr(working_days, "_look", lambda: empty)


@pytest.fixture
def request_of(now: datetime) -> Callable[..., HttpRequest]:
    """``request_of("/x/", signed_in=True, proven=True)``: a request that no database stands behind."""

    def make(path: str = "/", *, signed_in: bool = True, proven: bool = True, **headers: Any) -> HttpRequest:
        request = RequestFactory().get(path, **headers)
        if signed_in:
            user = User(id=uuid7(), email="citra@uji.example", name="Citra Maharani Uji")
            actor = Actor(str(user.pk), user.name, frozenset({"admin_lsp"}), user)
            proof = now if proven else now - timedelta(hours=1)
            made, request.user = Context(actor, now, "web", proof_at=proof), user
        else:
            made, request.user = public_context(at=now), AnonymousUser()
        request._telusur_context = made  # type: ignore[attr-defined]
        return request

    return make


@pytest.fixture
def draw() -> Callable[..., str]:
    """``draw('{% lencana ... %}', request=None, **context)``."""

    def make(source: str, request: HttpRequest | None = None, **context: Any) -> str:
        return engines["django"].from_string(source).render(context, request)

    return make
