"""BNSP's system begins from the command line of its machine."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from telusur.bnsp.roles import Role
from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.notices.models import Message
from tests.acting import client_of, make_user
from tests.beginning import get_going
from tests.bnsp.conftest import MANUSIA

pytestmark = pytest.mark.django_db
TOLD = {"nama_pengelola": "Satrio Mahendra", "surel_pengelola": "satrio@bnsp.example", "dasar": "SK Ketua 1/2026"}


@pytest.fixture(autouse=True)
def _no_preparation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of a test is there already."""
    from telusur.kernel.accounts.management.commands import init

    monkeypatch.setattr(init, "call_command", lambda *_, **__: None)
    monkeypatch.setattr(init, "collect_static_files", lambda: None)


def test_init_makes_the_first_pengelola_sends_the_link_and_refuses_a_second_time(capsys: Any) -> None:
    call_command("init", **TOLD)
    assert context_for(User.objects.get()).actor.roles == {"pengelola_sistem"}
    assert "/akun/sandi/tautan/" in Message.objects.get().body
    assert "Badan Nasional Sertifikasi Profesi dimulai" in capsys.readouterr().out
    with pytest.raises(CommandError, match="sudah dimulai"):
        call_command("init", **TOLD)


def test_after_init_one_pengelola_gets_bnsp_going_and_decides_nothing_alone() -> None:
    call_command("init", **TOLD)
    get_going("satrio@bnsp.example", "ketua", "komisi_sertifikasi")


@pytest.mark.parametrize("role", [None, *MANUSIA])
def test_the_page_of_requests_opens_for_everybody_who_is_signed_in(role: Role | None) -> None:
    person = make_user("seseorang", "Seseorang Uji", *([role] if role else []))
    assert client_of(person).get("/akun/peran/permintaan/").status_code == 200
