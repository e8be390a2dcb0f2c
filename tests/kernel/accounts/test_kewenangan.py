"""Which role may do what, as data (SE007 A.IV.4, P508 10.2.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from telusur.kernel.accounts import commands
from telusur.kernel.accounts.models import User
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import NotPermitted
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.req("SE007-021")
def test_the_administrator_changes_a_permission_it_holds_at_once_and_is_logged(
    pandu: User, citra: User, dedi: User, ctx: Callable[..., Any]
) -> None:
    with pytest.raises(NotPermitted):
        commands.beri_peran(ctx(citra), user=dedi, role="admin_lsp", basis="SK 1")
    client, page = client_of(pandu), "/akun/kewenangan/accounts.beri_peran/"
    given = client.post(page, {"peran": "admin_lsp", "boleh": "ya"}, follow=True).content.decode()
    assert "Langsung berlaku" in given
    assert "diubah dari bawaan: tidak" in given
    commands.beri_peran(ctx(citra), user=dedi, role="admin_lsp", basis="SK 1")
    assert "Diubah" in client.get("/akun/kewenangan/").content.decode()
    client.post(page, {"peran": "admin_lsp", "boleh": "tidak"})
    with pytest.raises(NotPermitted):
        commands.beri_peran(ctx(citra), user=dedi, role="asesi", basis="SK 1")
    entries = Entry.objects.filter(code="commands.ubah_kewenangan", outcome="done").order_by("id")
    assert [(entry.actor_name, entry.data["role"], entry.data["allowed"]) for entry in entries] == [
        (pandu.name, "Admin LSP", True),
        (pandu.name, "Admin LSP", False),
    ]


def test_the_matrix_names_every_act_of_people_and_every_role(pandu: User) -> None:
    text = client_of(pandu).get("/akun/kewenangan/").content.decode()
    for word in ("Memberi peran", "Mengubah kewenangan", "Asesor", "Komite Teknis"):
        assert word in text


def test_an_unknown_act_has_no_page(pandu: User) -> None:
    assert client_of(pandu).get("/akun/kewenangan/tidak.ada/").status_code == 404


def test_the_pengelola_cannot_take_this_permission_from_themselves(pandu: User) -> None:
    page = "/akun/kewenangan/commands.ubah_kewenangan/"
    answer = client_of(pandu).post(page, {"peran": "pengelola_sistem", "boleh": "tidak"}, follow=True)
    assert "tidak dapat mencabut" in answer.content.decode()
