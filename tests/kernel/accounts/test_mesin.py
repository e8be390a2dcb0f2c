"""What the owner of the machine does from its command line: the first account, and a way back in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command
from django.test import Client

from telusur.kernel.accounts import commands, owner
from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.notices.models import Message
from telusur.lsp.administrasi.umum.models import ProfilLsp
from tests.beginning import get_going
from tests.cast import PASSWORD, bypass, client_of
from tests.factors import link_mailed_to

pytestmark = pytest.mark.django_db
TOLD = {
    "nama": "LSP Uji Perdana",
    "singkatan": "LSP-UP",
    "jenis": "p1",
    "alamat": "Jalan Uji 1",
    "kota": "Bandung",
    "surel_lembaga": "halo@lsp-up.example",
    "nama_pengelola": "Pandu Prasetyo",
    "surel_pengelola": "Pandu@lsp-up.example",
    "dasar": "SK Direktur 1/2026",
}


@pytest.fixture(autouse=True)
def _no_preparation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of a test is there already."""
    from telusur.kernel.accounts.management.commands import init

    monkeypatch.setattr(init, "call_command", lambda *_, **__: None)
    monkeypatch.setattr(init, "collect_static_files", lambda: None)


def test_init_makes_institution_and_first_pengelola_who_signs_in_by_the_mailed_link(
    client: Client, capsys: Any
) -> None:
    call_command("init", **TOLD)
    assert ProfilLsp.objects.get().nama == "LSP Uji Perdana"
    user = User.objects.get()
    assert context_for(user).actor.roles == {"pengelola_sistem"}
    assert user.roles.get().basis == "SK Direktur 1/2026"
    link = client.get(link_mailed_to("pandu@lsp-up.example"), follow=True).redirect_chain[-1][0]
    client.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/akun/masuk/", {"login": user.email, "password": PASSWORD})
    assert client.get("/akun/orang/").status_code == 200
    printed = capsys.readouterr().out
    assert "LSP Uji Perdana dimulai" in printed and "catat lisensi beserta buktinya" in printed
    entries = Entry.objects.filter(code__in=["umum.isi_profil", "accounts.mulai"], outcome="done")
    assert {(one.channel, one.actor_name.startswith("Sistem (init oleh ")) for one in entries} == {("perintah", True)}
    assert entries.count() == 2


def test_init_refuses_to_run_twice() -> None:
    call_command("init", **TOLD)
    with pytest.raises(CommandError, match="sudah dimulai"):
        call_command("init", **{**TOLD, "surel_pengelola": "lain@lsp-up.example"})
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("flag", "value"), [("jenis", "p9"), ("surel_pengelola", "bukan surel"), ("surel_lembaga", "x")]
)
def test_init_with_something_unusable_leaves_nothing_behind(flag: str, value: str) -> None:
    with pytest.raises(CommandError):
        call_command("init", **{**TOLD, flag: value})
    assert not User.objects.exists()
    assert not ProfilLsp.objects.exists()
    assert not Message.objects.exists()


def test_init_names_what_was_not_told() -> None:
    with pytest.raises(CommandError, match="--nama-pengelola"):
        call_command("init", **{**TOLD, "nama_pengelola": ""})


def test_only_the_machine_begins_and_rescues(pandu: User, ani: User, ctx: Callable[..., Any]) -> None:
    with pytest.raises(NotPermitted):
        owner.mulai(ctx(pandu), name="A B", email="a@uji.example", basis="SK")
    with pytest.raises(NotPermitted):
        owner.pulihkan(ctx(pandu), user=pandu, alasan="uji")
    assert Entry.objects.filter(outcome="refused", actor_name=pandu.name).count() == 2


def test_a_beginning_needs_a_basis_and_an_empty_system(act_as_system: Callable[..., Any]) -> None:
    with pytest.raises(Invalid):
        owner.mulai(act_as_system(), name="A B", email="a@uji.example", basis=" ")
    owner.mulai(act_as_system(), name="A B", email="a@uji.example", basis="SK")
    with pytest.raises(NotPermitted, match="sudah dimulai"):
        owner.mulai(act_as_system(), name="C D", email="c@uji.example", basis="SK")


def test_rescue_lets_a_locked_out_pengelola_in_again_and_is_in_the_trail(
    pandu: User, ctx: Callable[..., Any], client: Client
) -> None:
    TOTP.activate(pandu, generate_totp_secret())
    commands.atur_wajib_faktor_kedua(ctx(pandu), role="pengelola_sistem", required=True)
    with bypass("accounts"):
        pandu.is_active = False
        pandu.save()
    call_command("rescue", pandu.email, "--reason", "Ponsel satu-satunya hilang")
    assert not Authenticator.objects.exists()
    link = client.get(link_mailed_to(pandu.email), follow=True).redirect_chain[-1][0]
    client.post(link, {"password1": "sandi-baru-2026", "password2": "sandi-baru-2026"})
    client.post("/akun/masuk/", {"login": pandu.email, "password": "sandi-baru-2026"})
    assert client.get("/akun/orang/").headers["Location"] == "/akun/keamanan/"  # where a factor can be set up again
    assert client.get("/akun/keamanan/autentikator/pasang/").status_code in {200, 302}
    entry = Entry.objects.get(code="accounts.pulihkan")
    assert (entry.outcome, entry.channel, entry.data["alasan"]) == ("done", "perintah", "Ponsel satu-satunya hilang")
    assert entry.data["dihapus"] == ["totp"]
    assert any("dipulihkan dari mesin" in mail.body for mail in Message.objects.all())


def test_rescue_is_for_a_pengelola_alone_while_there_is_one(pandu: User, ani: User) -> None:
    with pytest.raises(CommandError, match="bukan pengelola sistem"):
        call_command("rescue", ani.email, "--reason", "uji")
    with pytest.raises(CommandError, match="Tidak ada akun"):
        call_command("rescue", "tidak@ada.example", "--reason", "uji")
    with pytest.raises(CommandError, match="alasan"):
        call_command("rescue", pandu.email, "--reason", " ")


def test_rescue_appoints_somebody_when_no_pengelola_is_left(hendra: User) -> None:
    call_command("rescue", hendra.email, "--reason", "Pengelola terakhir wafat")
    assert "pengelola_sistem" in context_for(hendra).actor.roles
    assert Entry.objects.get(code="accounts.pulihkan").data["diangkat"] is True


def test_the_way_back_leads_in(pandu: User) -> None:
    call_command("rescue", pandu.email, "--reason", "uji")
    assert client_of(pandu).get("/akun/orang/").status_code == 200


def test_after_init_one_pengelola_gets_the_lsp_going_and_decides_nothing_alone() -> None:
    call_command("init", **TOLD)
    get_going("pandu@lsp-up.example", "direktur", "asesor")
