from __future__ import annotations

from typing import Any

from django.test import RequestFactory

from telusur.kernel.audit.views import trail
from telusur.kernel.commands.context import Actor, Context
from tests.kernel.audit.conftest import AT


def test_the_page_shows_acts_with_their_titles_and_reasons(write: Any, monkeypatch: Any) -> None:
    write(2, code="audit.segel")
    ctx = Context(Actor("1", "Pengelola", frozenset({"pengelola_sistem"})), AT, "web")
    monkeypatch.setattr("telusur.kernel.audit.views.context_of", lambda request: ctx)
    shown: dict[str, Any] = {}
    monkeypatch.setattr("telusur.kernel.audit.views.render", lambda request, name, content: shown.update(content))
    trail(RequestFactory().get("/jejak/", {"hasil": "done", "sejak": "2026-11-20", "sampai": "bukan tanggal"}))
    assert [(title, outcome, entry.reason) for entry, title, outcome, _ in shown["baris"]] == [
        ("Menyegel jejak", "Dilakukan", "alasan 1"),
        ("Menyegel jejak", "Dilakukan", "alasan 0"),
    ]
    assert (shown["saringan"].until, shown["segel"].unsealed) == (None, 2)


def test_the_page_is_refused_to_the_public_through_the_real_address(client: Any, db: None) -> None:
    response = client.get("/jejak/")
    assert response.status_code in {302, 403}
