"""An institution of our own with a data folder of its own, and a stranger who speaks the protocol by the guide alone."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.exchange import jose, kinds
from telusur.kernel.exchange.commands import tambah_mitra
from telusur.kernel.exchange.courier import carry, claim
from telusur.kernel.exchange.identity import own_code, own_public_keys
from telusur.kernel.exchange.kinds import Fact, receives
from telusur.kernel.exchange.models import Outgoing, Partner
from telusur.kernel.exchange.publish import publish
from tests.cast import bypass, citra, pandu  # noqa: F401  (fixtures)
from tests.environment import REPOSITORY

GUIDE = REPOSITORY / "docs/pertukaran/contoh.py"
KABAR = {
    "type": "object",
    "properties": {"judul": {"type": "string", "maxLength": 100}, "isi": {"type": "string"}},
    "required": ["judul"],
    "additionalProperties": False,
}


def by_the_guide() -> Any:
    """The guide's example as a module: tests speak the protocol as a stranger would."""
    spec = importlib.util.spec_from_file_location("contoh", GUIDE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


contoh = by_the_guide()


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_FOLDER = tmp_path / "kita"
    settings.DATA_FOLDER.mkdir()
    settings.SEAL_KEY = ""
    settings.EXCHANGE_CODE = "KITA"
    return settings.DATA_FOLDER


@pytest.fixture
def heard() -> list[Fact]:
    """What the module of the kind ``kabar`` was told, in order."""
    return []


@pytest.fixture(autouse=True)
def kabar(heard: list[Fact]) -> Iterator[None]:
    """A kind of a module of the test: news; bad news is refused, impossible news breaks the module."""
    known = dict(kinds.KINDS)
    kinds.all_kinds()

    @receives(kind="kabar", schema=KABAR, title="Kabar")
    def on_kabar(ctx: Context, fact: Fact) -> dict[str, Any]:
        assert (ctx.actor.name, ctx.channel) == (fact.partner.name, "pertukaran")
        if fact.content["judul"] == "buruk":
            raise WrongState("Kabar buruk tidak diterima pada hari Jumat.")
        if fact.content["judul"] == "salah isian":
            raise Invalid("Perbaiki isian yang ditandai.", {"judul": ["Judul itu sudah dipakai."], "lain": ["Bukan."]})
        if fact.content["judul"] == "mustahil":
            raise ZeroDivisionError
        heard.append(fact)
        return {"didengar": len(heard)}

    yield
    kinds.KINDS.pop("kabar")
    kinds.KINDS.update(known)


def keeper(at: datetime | None = None) -> Context:
    """The pengelola sistem, now unless ``at`` says otherwise."""
    moment = at or datetime.now(UTC)
    return Context(Actor("1", "Pandu Pengelola", frozenset({"pengelola_sistem"})), moment, "web", proof_at=moment)


@pytest.fixture
def their_key(tmp_path: Path) -> Any:
    return contoh.load_key(str(tmp_path / "mereka.pem"))


@pytest.fixture
def partner(db: None, their_key: Any) -> Partner:
    """MEREKA, registered with its key; nothing has travelled yet."""
    return tambah_mitra(
        keeper(),
        code="MEREKA",
        name="Lembaga Mereka",
        address="http://127.0.0.1:9",
        public=contoh.public_hex(their_key),
        witness_of_seals=False,
    )


@dataclass
class Stranger:
    """MEREKA's own program: makes messages, sends them to our door, reads the receipts."""

    key: Any
    code: str = "MEREKA"
    number: int = 0
    client: Client = field(default_factory=Client)

    def message(self, **changes: Any) -> dict[str, Any]:
        """The next message about the news ``k``; anything can be otherwise."""
        if "number" not in changes:
            self.number += 1
        moment = contoh.now()
        plain = {
            "from": self.code, "to": "KITA", "number": self.number, "id": str(uuid4()), "kind": "kabar", "key": "k",
            "version": self.number, "created_at": moment, "sent_at": moment, "content": {"judul": f"ke-{self.number}"},
        }  # fmt: skip
        return {**plain, **changes}

    def token(self, message: dict[str, Any], key: Any = None) -> str:
        return contoh.sign(message, "telusur-pesan+jws", key or self.key)

    def post(self, tokens: list[Any]) -> list[dict[str, Any]]:
        """What the receipts say, each signed by us."""
        answer = self.client.post("/pertukaran/v1/pesan", json.dumps(tokens), content_type="application/json")
        assert answer.status_code == 200, answer.content
        return [self.read(token) for token in answer.json()]

    def read(self, token: str) -> dict[str, Any]:
        opened = jose.opened(token, typ=jose.RECEIPT)
        assert opened.signed_by(jose.public_jwk(own_public_keys()[opened.kid]))
        assert opened.payload["from"] == own_code()
        return opened.payload

    def tell(self, **changes: Any) -> dict[str, Any]:
        """Send one message and read its receipt."""
        return self.post([self.token(self.message(**changes))])[0]


@pytest.fixture
def stranger(partner: Partner, their_key: Any) -> Stranger:
    return Stranger(their_key)


@pytest.fixture
def ago() -> Callable[..., str]:
    """A time so long ago, as it travels."""

    def make(**delta: Any) -> str:
        return (datetime.now(UTC) - timedelta(**delta)).isoformat().replace("+00:00", "Z")

    return make


@pytest.fixture
def mereka(partner: Partner, their_key: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """MEREKA's server; our courier and our questions reach it without a network."""
    from tests.kernel.exchange.mereka import Mereka

    there = Mereka(their_key)
    for place in ("courier", "asking", "reconcile"):
        monkeypatch.setattr(f"telusur.kernel.exchange.{place}.open_transport", there)
    return there


@pytest.fixture
def tell(partner: Partner) -> Callable[..., Outgoing | None]:
    """``tell("k", judul="a")``: a command of some module tells MEREKA the news ``k``."""

    def make(key: str = "k", to: Partner | str = partner, **content: Any) -> Outgoing | None:
        with bypass("uji"), transaction.atomic():
            return publish(keeper(), to=to, kind="kabar", key=key, content=content)

    return make


@pytest.fixture
def carry_all() -> Callable[[], int]:
    """One turn of the courier for whoever is due."""

    def run() -> int:
        done = 0
        while (line := claim()) is not None:
            done += carry(line)
        return done

    return run
