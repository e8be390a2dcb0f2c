"""The fixed cast: invented people with one role each, and the ways in which tests act as them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.commands import guard
from telusur.kernel.commands.context import Context, system_context
from telusur.lsp.roles import Role

PASSWORD = "kereta-senja-2026"
SINCE = date(2026, 1, 5)
# Name, role. Dedi is a stranger: an account without any role.
CAST: dict[str, tuple[str, Role | None]] = {
    "ani": ("Ani Lestari Uji", Role.ASESI),
    "dewi": ("Dewi Puspita Uji", Role.ASESI),
    "budi": ("Budi Hartono Uji", Role.ASESOR),
    "bayu": ("Bayu Saputra Uji", Role.ASESOR),
    "citra": ("Citra Maharani Uji", Role.ADMIN_LSP),
    "mira": ("Mira Anggraini Uji", Role.MANAJER_SERTIFIKASI),
    "maman": ("Maman Sudrajat Uji", Role.MANAJER_ADMINISTRASI),
    "hendra": ("Hendra Wibawa Uji", Role.DIREKTUR),
    "kartika": ("Kartika Sari Uji", Role.KOMITE_TEKNIS),
    "kurnia": ("Kurnia Ramadan Uji", Role.KOMITE_TEKNIS),
    "karim": ("Karim Abdullah Uji", Role.KOMITE_TEKNIS),
    "vina": ("Vina Oktaviani Uji", Role.VERIFIKATOR_TUK),
    "pandu": ("Pandu Prasetyo Uji", Role.PENGELOLA_SISTEM),
    "dedi": ("Dedi Kurniawan Uji", None),
}


@contextmanager
def bypass(module: str, *, ctx: Context | None = None) -> Iterator[None]:
    """Let rows of one module be saved without a command: for making the world a test begins in, never for the act it tests."""
    spec: Any = None
    running = guard.Running(spec=spec, ctx=ctx or system_context("pabrik"), module=module, parent=None)
    token = guard.current.set(running)
    try:
        yield
    finally:
        guard.current.reset(token)


def make_user(nick: str, name: str, *roles: str, password: str = PASSWORD, since: date = SINCE) -> User:
    """An account ``nick@uji.example`` with these roles."""
    user = User(
        name=name, email=f"{nick}@uji.example", phone="+6281200000000", created_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    user.set_password(password)
    with bypass("accounts"):
        user.save()
        for role in roles:
            RoleAssignment(user=user, role=str(role), valid_from=since, basis="Data uji").save()
    return user


def ctx(user: User, *, at: datetime | None = None) -> Context:
    """The user's context, identity just proved; now unless ``at`` says otherwise."""
    moment = at or timezone.now()
    return context_for(user, at=moment, proof_at=moment)


def client_of(user: User, *, proven: bool = True) -> Client:
    """A signed-in Django client; its session holds a fresh proof by password, or one that is too old."""
    client = Client()
    client.force_login(user)
    at = time.time() - (0 if proven else 3600)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": at, "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def _fixture(nick: str) -> Callable[..., User]:
    name, role = CAST[nick]

    def person(db: None) -> User:
        return make_user(nick, name, *([role] if role else []))

    person.__doc__ = f"{name}, {role or 'tanpa peran'}."
    return pytest.fixture(name=nick)(person)


ani, dewi = _fixture("ani"), _fixture("dewi")
budi, bayu = _fixture("budi"), _fixture("bayu")
citra, mira, maman, hendra = _fixture("citra"), _fixture("mira"), _fixture("maman"), _fixture("hendra")
kartika, kurnia, karim = _fixture("kartika"), _fixture("kurnia"), _fixture("karim")
vina, pandu, dedi = _fixture("vina"), _fixture("pandu"), _fixture("dedi")


@pytest.fixture(name="ctx")
def ctx_fixture() -> Callable[..., Context]:
    """``ctx(user)``: context with a fresh proof."""
    return ctx


@pytest.fixture(name="client_of")
def client_of_fixture() -> Callable[..., Client]:
    """``client_of(user)``: signed-in client with a fresh proof."""
    return client_of
