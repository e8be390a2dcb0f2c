"""BNSP's system begins from the command line of its machine."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.notices.models import Message

pytestmark = pytest.mark.django_db
TOLD = {"nama_pengelola": "Satrio Mahendra", "surel_pengelola": "satrio@bnsp.example", "dasar": "SK Ketua 1/2026"}


def test_init_makes_the_first_pengelola_sends_the_link_and_refuses_a_second_time(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from telusur.kernel.accounts.management.commands import init

    monkeypatch.setattr(init, "call_command", lambda *_, **__: None)
    monkeypatch.setattr(init, "collect_static_files", lambda: None)
    call_command("init", **TOLD)
    assert context_for(User.objects.get()).actor.roles == {"pengelola_sistem"}
    assert "/akun/sandi/tautan/" in Message.objects.get().body
    assert "Badan Nasional Sertifikasi Profesi dimulai" in capsys.readouterr().out
    with pytest.raises(CommandError, match="sudah dimulai"):
        call_command("init", **TOLD)
