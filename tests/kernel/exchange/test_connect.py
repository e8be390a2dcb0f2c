"""``connect``: begin to exchange with whoever answers at an address, in the name of somebody who may."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from telusur.kernel.accounts.models import User
from telusur.kernel.audit.models import Entry
from telusur.kernel.exchange.models import Partner
from telusur.kernel.exchange.transport import Unreachable
from tests.kernel.exchange.conftest import contoh

pytestmark = pytest.mark.django_db
ALAMAT = "https://sana.example"


class Sana:
    """What answers there: ``says`` the body, or nobody."""

    def __init__(self, says: Any) -> None:
        self.says = says

    def __call__(self) -> Sana:
        return self

    def get(self, url: str, token: str) -> bytes:
        assert (url, token) == (f"{ALAMAT}/pertukaran/v1/kunci", "")
        if self.says is None:
            raise Unreachable("Tidak terhubung: ConnectionRefusedError")
        return self.says if isinstance(self.says, bytes) else json.dumps(self.says).encode()

    def close(self) -> None: ...


def listed(code: str, key: Any) -> dict[str, Any]:
    """The public keys as an institution states them."""
    x = contoh.b64(bytes.fromhex(contoh.public_hex(key)))
    return {"code": code, "current": contoh.kid(key), "keys": [{"kid": contoh.kid(key), "x": x}]}


def connect(monkeypatch: pytest.MonkeyPatch, says: Any, user: User | None, **options: Any) -> str:
    """Run the command with this answer from the other side; what it printed."""
    monkeypatch.setattr("telusur.kernel.exchange.management.commands.connect.open_transport", Sana(says))
    shown, surel = StringIO(), user.email if user else "siapa@peraga.example"
    call_command("connect", ALAMAT, surel=surel, nama="Lembaga Sana", stdout=shown, **{"yes": True, **options})
    return shown.getvalue()


def test_the_keeper_registers_who_answers_there_after_the_keys_mark_was_compared(
    pandu: User,
    their_key: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    says = listed("SANA", their_key)
    monkeypatch.setattr("builtins.input", lambda question: "t")
    with pytest.raises(CommandError, match="Tidak jadi"):
        connect(monkeypatch, says, pandu, yes=False)
    assert not Partner.objects.exists()
    assert f"SANA di {ALAMAT}, kunci {contoh.kid(their_key)}" in connect(monkeypatch, says, pandu, kode="SANA")
    partner = Partner.objects.get()
    assert (partner.code, partner.address, partner.keys.get().kid) == ("SANA", ALAMAT, contoh.kid(their_key))
    entry = Entry.objects.get(code="exchange.tambah_mitra")
    assert (entry.actor_name, entry.channel) == (pandu.name, "perintah")
    assert "SANA sudah menjadi mitra." in connect(monkeypatch, says, pandu)
    assert Partner.objects.count() == 1


def test_who_cannot_be_reached_says_nothing_of_use_or_is_somebody_else_is_refused_with_a_sentence(
    pandu: User,
    citra: User,
    their_key: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = listed("SANA", their_key)
    refusals: list[tuple[Any, User | None, dict[str, Any], str]] = [
        (None, pandu, {}, "Tidak terhubung: ConnectionRefusedError"),
        (b"<html>", pandu, {}, "bukan jawaban sistem pertukaran"),
        ({**said, "current": "lain"}, pandu, {}, "bukan jawaban sistem pertukaran"),
        ({**said, "code": ""}, pandu, {}, "belum mempunyai kode"),
        (said, pandu, {"kode": "BNSP"}, "menyebut diri SANA, bukan BNSP"),
        (said, None, {}, "Tidak ada akun siapa@peraga.example"),
        (said, citra, {}, "Mendaftarkan mitra pertukaran: hanya untuk Pengelola Sistem"),
        (listed("KITA", their_key), pandu, {}, "Ini kode lembaga sendiri"),
        (listed("dua kata", their_key), pandu, {}, "Kode: 1 sampai 40 huruf"),
        (listed("SANA", their_key) | {"keys": [{"kid": said["current"], "x": "AAAA"}]}, pandu, {}, "bukan jawaban"),
    ]
    for says, user, options, sentence in refusals:
        with pytest.raises(CommandError, match=sentence):
            connect(monkeypatch, says, user, **options)
    assert not Partner.objects.exists()
    refused = Entry.objects.filter(code="exchange.tambah_mitra", outcome="refused").order_by("id")
    assert [entry.actor_name for entry in refused] == [citra.name, pandu.name, pandu.name]
