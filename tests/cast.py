"""The fixed cast: invented people with one role each, and the ways in which tests act as them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from telusur.kernel.accounts.models import User
from telusur.kernel.commands.context import Context
from telusur.lsp.roles import Role
from tests.acting import PASSWORD, SINCE, bypass, client_of, ctx, make_user

__all__ = ["CAST", "PASSWORD", "SINCE", "bypass", "client_of", "ctx", "make_user"]

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
