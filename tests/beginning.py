"""The first days of an institution by its pages: from ``init`` to a head who approves."""

from __future__ import annotations

import re

from django.test import Client

from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import RoleRequest, User
from tests.acting import PASSWORD
from tests.factors import link_mailed_to

NEW = re.compile(r"/akun/orang/([0-9a-f-]{36})/")


def enter(email: str) -> Client:
    """Follow the mailed link, choose a password and sign in."""
    client = Client()
    link = client.get(link_mailed_to(email), follow=True).redirect_chain[-1][0]
    client.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/akun/masuk/", {"login": email, "password": PASSWORD})
    return client


def ask_for(keeper: Client, name: str, email: str, role: str) -> RoleRequest:
    """The pengelola sistem makes an account and asks for the role."""
    answer = keeper.post("/akun/orang/baru/", {"name": name, "email": email, "role": role, "basis": "SK 1/2026"})
    assert NEW.search(answer.headers["Location"])
    return RoleRequest.objects.get(user__email=email)


def approve(client: Client, asked: RoleRequest) -> int:
    """Press Setujui."""
    return client.post(f"/akun/peran/permintaan/{asked.pk}/setujui/").status_code


def get_going(keeper_email: str, head: str, member: str) -> None:
    """One pengelola sistem alone gets the institution its head, and then cannot decide alone any more."""
    keeper = enter(keeper_email)
    first = ask_for(keeper, "Kepala Uji", "kepala@uji.example", head)
    assert approve(keeper, first) == 403
    chief = enter("kepala@uji.example")
    assert "Setujui" in chief.get("/akun/peran/permintaan/").content.decode()
    assert approve(chief, first) == 302
    assert context_for(User.objects.get(email="kepala@uji.example")).actor.roles == {head}
    second = ask_for(keeper, "Anggota Uji", "anggota@uji.example", member)
    assert approve(enter("anggota@uji.example"), second) == 403
    assert approve(chief, second) == 302
    assert context_for(User.objects.get(email="anggota@uji.example")).actor.roles == {member}
