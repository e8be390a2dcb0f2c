"""Accounts and roles in the hands of the pengelola sistem."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telusur.kernel.accounts import commands
from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.notices.models import Message
from tests.cast import bypass, client_of, make_user

pytestmark = pytest.mark.django_db
Ctx = Callable[..., Any]


def roles_on(user: User, ctx: Any, day: date) -> set[str]:
    at = ctx.at + (day - ctx.today)
    return set(context_for(user, at=at).actor.roles)


def test_a_role_holds_from_its_first_to_its_last_day_both_included(pandu: User, dedi: User, ctx: Ctx) -> None:
    now = ctx(pandu)
    first, last = now.today + timedelta(days=1), now.today + timedelta(days=3)
    commands.beri_peran(now, user=dedi, role="admin_lsp", basis="SK 1", valid_from=first, valid_to=last)
    days = [now.today + timedelta(days=n) for n in range(5)]
    assert [bool(roles_on(dedi, now, day)) for day in days] == [False, True, True, True, False]
    entry = Entry.objects.get(code="accounts.beri_peran")
    assert (entry.actor_name, entry.subject_label, entry.data["peran"]) == (pandu.name, dedi.name, "Admin LSP")


@pytest.mark.parametrize(
    ("role", "basis", "offset", "field"),
    [
        ("raja", "SK 1", 0, "role"),
        ("sistem", "SK 1", 0, "role"),
        ("admin_lsp", " ", 0, "basis"),
        ("admin_lsp", "SK 1", -1, "valid_to"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused_beside_its_field(
    pandu: User, dedi: User, ctx: Ctx, role: str, basis: str, offset: int, field: str
) -> None:
    now = ctx(pandu)
    with pytest.raises(Invalid) as refusal:
        commands.beri_peran(now, user=dedi, role=role, basis=basis, valid_to=now.today + timedelta(days=offset))
    assert list(refusal.value.fields) == [field]
    assert not dedi.roles.exists()


def test_the_same_role_is_not_given_twice_for_the_same_days(pandu: User, citra: User, ctx: Ctx) -> None:
    with pytest.raises(Invalid) as refusal:
        commands.beri_peran(ctx(pandu), user=citra, role="admin_lsp", basis="SK 2")
    assert "sudah memegang peran ini sejak 5 Januari 2026" in refusal.value.fields["role"][0]


def test_ending_a_role_with_yesterday_takes_it_at_once(pandu: User, citra: User, ctx: Ctx) -> None:
    now, held = ctx(pandu), citra.roles.get()
    commands.akhiri_peran(now, assignment=held, basis="Mutasi", valid_to=now.today - timedelta(days=1))
    assert context_for(citra).actor.roles == frozenset()


def test_the_past_of_a_role_is_not_rewritten(pandu: User, citra: User, ctx: Ctx) -> None:
    now = ctx(pandu)
    with pytest.raises(Invalid):
        commands.akhiri_peran(now, assignment=citra.roles.get(), basis="x", valid_to=now.today - timedelta(days=30))


def test_nobody_but_the_pengelola_manages_accounts_and_the_attempt_is_recorded(
    citra: User, dedi: User, ctx: Ctx
) -> None:
    with pytest.raises(NotPermitted, match="hanya untuk Pengelola Sistem"):
        commands.beri_peran(ctx(citra), user=dedi, role="direktur", basis="SK 1")
    with pytest.raises(NotPermitted):
        commands.buat_akun(ctx(citra), name="Orang Baru", email="baru@uji.example")
    assert Entry.objects.filter(outcome="refused", actor_name=citra.name).count() == 2


def test_the_pengelola_cannot_lock_themselves_out(pandu: User, ctx: Ctx) -> None:
    with pytest.raises(NotPermitted):
        commands.nonaktifkan(ctx(pandu), user=pandu, alasan="uji")
    with pytest.raises(NotPermitted):
        commands.akhiri_peran(ctx(pandu), assignment=pandu.roles.get(), basis="uji")


def test_a_closed_account_is_out_with_the_next_click(pandu: User, ani: User, ctx: Ctx) -> None:
    inside = client_of(ani)
    assert inside.get("/akun/profil/").status_code == 200
    commands.nonaktifkan(ctx(pandu), user=ani, alasan="Permintaan sendiri")
    assert inside.get("/akun/profil/").headers["Location"].startswith("/akun/masuk/")
    commands.aktifkan(ctx(pandu), user=ani, alasan="Kembali")
    assert User.objects.get(pk=ani.pk).is_active


def test_a_new_account_gets_its_roles_and_a_password_link(pandu: User, ctx: Ctx) -> None:
    user = commands.buat_akun(ctx(pandu), name="Sari Uji", email="Sari@uji.example", roles=["admin_lsp"], basis="SK 3")
    assert (user.email, user.has_usable_password()) == ("sari@uji.example", False)
    assert context_for(user).actor.roles == {"admin_lsp"}
    assert "sebagai Admin LSP" in Message.objects.get().body
    with pytest.raises(Invalid) as refusal:
        commands.buat_akun(ctx(pandu), name="Sari Lagi", email="SARI@uji.example")
    assert "sudah dipakai" in refusal.value.fields["email"][0]


def test_the_pengelola_removes_a_lost_second_factor_but_not_their_own(pandu: User, ani: User, ctx: Ctx) -> None:
    TOTP.activate(ani, generate_totp_secret())
    with pytest.raises(Invalid):
        commands.hapus_faktor_kedua(ctx(pandu), user=ani, alasan=" ")
    commands.hapus_faktor_kedua(ctx(pandu), user=ani, alasan="Ponsel hilang, identitas diperiksa")
    assert not Authenticator.objects.filter(user=ani).exists()
    assert "dihapus oleh pengelola sistem" in Message.objects.get().body
    with pytest.raises(NotPermitted):
        commands.hapus_faktor_kedua(ctx(pandu), user=pandu, alasan="uji")


def test_the_owner_changes_name_and_phone_but_not_the_user_name(ani: User, dewi: User, ctx: Ctx) -> None:
    inside = client_of(ani)
    assert inside.post("/akun/profil/", {"name": "Ani Baru Uji", "phone": "0813 1111 2222"}).status_code == 302
    ani.refresh_from_db()
    assert (ani.name, ani.phone) == ("Ani Baru Uji", "+6281311112222")
    from telusur.kernel.accounts.context import as_owner

    with pytest.raises(NotPermitted, match="nama pengguna"):
        commands.ubah_profil(as_owner(ctx(ani)), user=ani, name=ani.name, phone="", email="lain@uji.example")
    with pytest.raises(NotPermitted, match="pemiliknya"):
        commands.ubah_profil(as_owner(ctx(ani)), user=dewi, name="Diganti", phone="")


def test_a_changed_user_name_is_told_to_both_mailboxes(pandu: User, ani: User, ctx: Ctx) -> None:
    old = ani.email
    commands.ubah_profil(ctx(pandu), user=ani, name=ani.name, phone=ani.phone, email="ani.baru@uji.example")
    assert set(Message.objects.values_list("to_email", flat=True)) == {old, "ani.baru@uji.example"}


def test_two_accounts_never_share_an_address_whatever_its_case(ani: User) -> None:
    with pytest.raises(IntegrityError), bypass("accounts"), transaction.atomic():
        User(name="Lain", email=ani.email.upper(), created_at=ani.created_at).save()


def test_the_list_of_people_searches_filters_and_needs_the_same_queries_for_many(
    pandu: User, citra: User, ani: User
) -> None:
    client = client_of(pandu)
    found = client.get("/akun/orang/", {"cari": "citra", "peran": "admin_lsp", "aktif": "ya"}).content.decode()
    assert citra.email in found
    assert ani.email not in found

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/akun/orang/").status_code == 200
        return len(seen)

    few = queries()
    for number in range(20):
        make_user(f"orang{number}", f"Orang {number}", "asesi")
    assert queries() == few


@pytest.mark.parametrize("page", ["/akun/orang/", "/akun/orang/baru/", "/akun/orang/faktor-kedua/", "/akun/kewenangan/",
    "/akun/kewenangan/accounts.beri_peran/"])  # fmt: skip
def test_pages_about_people_open_for_the_pengelola_and_refuse_everybody_else(
    pandu: User, citra: User, page: str
) -> None:
    assert client_of(pandu).get(page).status_code == 200
    assert client_of(citra).get(page).status_code == 403
    assert Entry.objects.filter(outcome="refused", actor_name=citra.name).count() == 1
    assert Client().get(page).headers["Location"].startswith("/akun/masuk/")


def test_the_account_page_shows_roles_and_its_forms_work(pandu: User, citra: User, ani: User) -> None:
    client, page = client_of(pandu), f"/akun/orang/{ani.pk}/"
    assert "Berlaku" in client.get(page).content.decode()
    answer = client.post(
        f"{page}peran/", {"role": "admin_lsp", "basis": "SK 9", "valid_from": "2026-01-01"}, follow=True
    )
    assert "sekarang Admin LSP" in answer.content.decode()
    again = client.post(f"{page}peran/", {"role": "admin_lsp", "basis": "SK 9"})
    assert (again.status_code, "sudah memegang peran ini" in again.content.decode()) == (422, True)
    held = RoleAssignment.objects.get(user=ani, role="admin_lsp")
    assert "Sebutkan SK" in client.post(f"/akun/peran/{held.pk}/akhiri/", {"basis": ""}, follow=True).content.decode()
    assert (
        "Peran diakhiri"
        in client.post(f"/akun/peran/{held.pk}/akhiri/", {"basis": "SK 10"}, follow=True).content.decode()
    )
    assert "Akun dinonaktifkan" in client.post(f"{page}nonaktifkan/", {"alasan": "uji"}, follow=True).content.decode()
    assert client.post(f"{page}meledak/").status_code == 404
    assert client_of(citra).get(page).status_code == 403
    assert client_of(citra).post(f"{page}aktifkan/", {"alasan": "uji"}).status_code == 403


def test_demo_accounts_are_marked_and_have_their_shown_password(ani: User, act_as_system: Callable[..., Any]) -> None:
    commands.tandai_demo(act_as_system(), user=ani, password="demo-telusur")
    fresh = User.objects.get(pk=ani.pk)
    assert fresh.is_demo
    assert fresh.check_password("demo-telusur")
    assert "demo-telusur" not in str(list(Entry.objects.values()))
