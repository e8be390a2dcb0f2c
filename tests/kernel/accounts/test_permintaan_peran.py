"""Roles that decide: nobody gives them alone, nobody takes them, and the first head of an institution can still begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telusur.kernel.accounts import addresses, commands
from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import RoleAssignment, RoleRequest, User
from telusur.kernel.accounts.role_requests import ajukan_peran, setujui_peran, tolak_peran
from telusur.kernel.accounts.states import RequestStatus
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, ProofNeeded, WrongState
from telusur.kernel.commands.commands import ubah_kewenangan
from telusur.kernel.commands.discover import load_all_acts
from telusur.kernel.notices.models import Message
from telusur.kernel.outbox.models import Event
from tests.cast import client_of, make_user

pytestmark = pytest.mark.django_db
Ctx = Callable[..., Any]
DECIDING = ["direktur", "komite_teknis", "asesor", "manajer_sertifikasi", "manajer_administrasi", "verifikator_tuk",
    "pengelola_sistem"]  # fmt: skip


def roles_of(user: User) -> frozenset[str]:
    return context_for(user).actor.roles


def ask(ctx: Any, user: User, role: str = "asesor") -> RoleRequest:
    return ajukan_peran(ctx, user=user, role=role, basis="SK 7/2026")


@pytest.mark.parametrize("role", [*DECIDING, "admin_lsp", "asesi", "bnsp", "mitra", "sistem", "publik"])
def test_the_pengelola_makes_himself_nothing_with_one_post(pandu: User, role: str) -> None:
    load_all_acts()
    before = roles_of(pandu)
    client = client_of(pandu)
    client.post(f"/akun/orang/{pandu.pk}/peran/", {"role": role, "basis": "SK 1"})
    client.post("/akun/orang/baru/", {"name": "Pandu Lain", "email": "lain@uji.example", "role": role, "basis": "SK 1"})
    assert roles_of(pandu) == before
    assert not RoleAssignment.objects.filter(role__in=["bnsp", "mitra", "sistem", "publik"]).exists()
    assert not RoleAssignment.objects.filter(role__in=set(DECIDING)).exclude(user=pandu).exists()


@pytest.mark.parametrize("role", ["bnsp", "mitra", "sistem", "publik", "pemilik_akun"])
def test_roles_of_institutions_and_of_the_system_are_no_persons(pandu: User, dedi: User, ctx: Ctx, role: str) -> None:
    load_all_acts()
    assert role not in commands.grantable_roles()
    for act in (commands.beri_peran, ajukan_peran):
        with pytest.raises(Invalid, match="belum di"):
            act(ctx(pandu), user=dedi, role=role, basis="SK 1")


@pytest.mark.parametrize("role", DECIDING)
def test_a_role_that_decides_is_not_given_alone(pandu: User, dedi: User, ctx: Ctx, role: str) -> None:
    with pytest.raises(Invalid) as refusal:
        commands.beri_peran(ctx(pandu), user=dedi, role=role, basis="SK 1")
    assert "orang kedua" in refusal.value.fields["role"][0]
    with pytest.raises(Invalid):
        commands.buat_akun(ctx(pandu), name="Orang Baru", email="baru@uji.example", roles=[role], basis="SK 1")
    assert not dedi.roles.exists()


def test_asked_by_one_and_approved_by_another_it_holds_and_the_trail_names_both(
    pandu: User, hendra: User, dedi: User, ctx: Ctx
) -> None:
    asked = ask(ctx(pandu), dedi)
    assert roles_of(dedi) == frozenset()
    assert Message.objects.get(template="peran_diminta").to_email == hendra.email
    given = setujui_peran(ctx(hendra), permintaan=asked)
    assert roles_of(dedi) == {"asesor"}
    assert given.basis == "SK 7/2026"
    asked.refresh_from_db()
    assert (asked.status, asked.asked_by, asked.decided_by) == (RequestStatus.DISETUJUI, pandu, hendra)
    done = Entry.objects.filter(outcome="done", code__in=["accounts.ajukan_peran", "accounts.setujui_peran"])
    assert list(done.order_by("id").values_list("code", "actor_name")) == [
        ("accounts.ajukan_peran", pandu.name), ("accounts.setujui_peran", hendra.name),
    ]  # fmt: skip
    assert Event.objects.filter(name="accounts.setujui_peran").exists()
    assert set(Message.objects.filter(template="peran_diputuskan").values_list("to_email", flat=True)) == {
        dedi.email, pandu.email,
    }  # fmt: skip


def test_neither_who_asked_nor_who_receives_approves_nor_somebody_without_authority(
    pandu: User, hendra: User, citra: User, dedi: User, ctx: Ctx
) -> None:
    asked = ask(ctx(pandu), dedi)
    for person, sentence in ((pandu, "tidak menyetujuinya sendiri"), (dedi, "diri sendiri"), (citra, "orang kedua")):
        with pytest.raises(NotPermitted, match=sentence):
            setujui_peran(ctx(person), permintaan=asked)
    assert Entry.objects.filter(code="accounts.setujui_peran", outcome="refused").count() == 3
    assert roles_of(dedi) == frozenset()


def test_another_pengelola_may_be_the_second_person(pandu: User, dedi: User, ctx: Ctx) -> None:
    other = make_user("putri", "Putri Uji", "pengelola_sistem")
    setujui_peran(ctx(other), permintaan=ask(ctx(pandu), dedi))
    assert roles_of(dedi) == {"asesor"}


def test_both_acts_need_a_fresh_proof(pandu: User, hendra: User, dedi: User, ctx: Ctx) -> None:
    with pytest.raises(ProofNeeded):
        ask(context_for(pandu), dedi)
    asked = ask(ctx(pandu), dedi)
    with pytest.raises(ProofNeeded):
        setujui_peran(context_for(hendra), permintaan=asked)
    assert roles_of(dedi) == frozenset()


def test_nobody_asks_for_himself_and_only_a_pengelola_asks(pandu: User, hendra: User, dedi: User, ctx: Ctx) -> None:
    with pytest.raises(NotPermitted, match="dirinya sendiri"):
        ask(ctx(pandu), pandu)
    with pytest.raises(NotPermitted, match="hanya untuk"):
        ask(ctx(hendra), dedi)
    with pytest.raises(NotPermitted, match="dirinya sendiri"):
        commands.beri_peran(ctx(pandu), user=pandu, role="admin_lsp", basis="SK 1")


def test_a_request_that_cannot_be_is_refused_beside_its_field(pandu: User, citra: User, dedi: User, ctx: Ctx) -> None:
    now = ctx(pandu)
    ask(now, dedi)
    for field, given in (
        ("basis", {"role": "komite_teknis", "basis": " "}),
        ("role", {"role": "asesor", "basis": "SK"}),
        ("role", {"role": "admin_lsp", "basis": "SK"}),
        ("valid_to", {"role": "komite_teknis", "basis": "SK", "valid_to": now.today - timedelta(days=1)}),
    ):
        with pytest.raises(Invalid) as refusal:
            ajukan_peran(now, user=dedi, **given)
        assert list(refusal.value.fields) == [field]


def test_the_first_direktur_accepts_the_office_by_the_mailed_link_and_then_approves(
    pandu: User, dedi: User, ctx: Ctx
) -> None:
    asked = ask(ctx(pandu), dedi, "direktur")
    assert Message.objects.get(template="peran_diminta").to_email == dedi.email
    with pytest.raises(NotPermitted, match="tautan yang dikirim"):
        setujui_peran(ctx(dedi), permintaan=asked)
    addresses.prove(dedi)
    setujui_peran(ctx(dedi), permintaan=asked)
    assert roles_of(dedi) == {"direktur"}
    assert Entry.objects.get(code="accounts.setujui_peran", outcome="done").data["jabatan_perdana"] is True
    # There was a direktur: nobody accepts for himself any more, whoever it is and whatever ended.
    second = make_user("kedua", "Kedua Uji")
    addresses.prove(second)
    with pytest.raises(NotPermitted, match="diri sendiri"):
        setujui_peran(ctx(second), permintaan=ask(ctx(pandu), second, "direktur"))
    setujui_peran(ctx(dedi), permintaan=RoleRequest.objects.get(user=second))
    assert roles_of(second) == {"direktur"}


def test_no_other_role_is_accepted_for_oneself_before_there_is_a_head(pandu: User, dedi: User, ctx: Ctx) -> None:
    addresses.prove(dedi)
    with pytest.raises(NotPermitted):
        setujui_peran(ctx(dedi), permintaan=ask(ctx(pandu), dedi, "komite_teknis"))


def test_the_machines_owner_stands_in_when_there_is_no_second_person(pandu: User, dedi: User, ctx: Ctx) -> None:
    with pytest.raises(CommandError, match="menunggu"):
        call_command("approve_role", dedi.email, "--reason", "x")
    ask(ctx(pandu), dedi)
    call_command("approve_role", dedi.email, "--reason", "Direktur wafat")
    assert roles_of(dedi) == {"asesor"}
    entry = Entry.objects.get(code="accounts.setujui_peran")
    assert (entry.channel, entry.data["alasan"]) == ("perintah", "Direktur wafat")


def test_refused_with_a_reason_it_is_over(pandu: User, hendra: User, citra: User, dedi: User, ctx: Ctx) -> None:
    asked = ask(ctx(pandu), dedi)
    with pytest.raises(Invalid):
        tolak_peran(ctx(hendra), permintaan=asked, alasan=" ")
    with pytest.raises(NotPermitted):
        tolak_peran(ctx(citra), permintaan=asked, alasan="uji")
    tolak_peran(ctx(hendra), permintaan=asked, alasan="Belum bersertifikat")
    with pytest.raises(WrongState):
        setujui_peran(ctx(hendra), permintaan=asked)
    assert roles_of(dedi) == frozenset()


def test_a_closed_account_and_a_period_that_is_over_get_nothing(
    pandu: User, hendra: User, dedi: User, ctx: Ctx
) -> None:
    now = ctx(pandu)
    short = ajukan_peran(now, user=dedi, role="asesor", basis="SK", valid_to=now.today)
    later = now.at + timedelta(days=3)
    with pytest.raises(Invalid, match="sudah lewat"):
        setujui_peran(ctx(hendra, at=later), permintaan=short)
    commands.nonaktifkan(ctx(pandu), user=dedi, alasan="uji")
    with pytest.raises(NotPermitted, match="nonaktif"):
        setujui_peran(ctx(hendra), permintaan=RoleRequest.objects.get())


def test_an_ended_role_is_not_stretched_by_ending_it_again(pandu: User, citra: User, ctx: Ctx) -> None:
    now, held = ctx(pandu), citra.roles.get()
    commands.akhiri_peran(now, assignment=held, basis="SK", valid_to=now.today)
    with pytest.raises(Invalid, match="belum diakhiri"):
        commands.akhiri_peran(now, assignment=held, basis="SK", valid_to=now.today + timedelta(days=365))


def test_nobody_widens_the_permissions_of_the_role_he_holds(pandu: User, ctx: Ctx) -> None:
    of_the_head = [code for code, spec in load_all_acts().items() if spec.roles == {"direktur"}]
    assert of_the_head
    for code in of_the_head:
        with pytest.raises(NotPermitted, match="perannya sendiri"):
            ubah_kewenangan(ctx(pandu), code=code, role="pengelola_sistem", allowed=True)


def test_the_pages_ask_approve_and_refuse(pandu: User, hendra: User, dedi: User, client: Client) -> None:
    keeper, head = client_of(pandu), client_of(hendra)
    said = keeper.post(f"/akun/orang/{dedi.pk}/peran/", {"role": "asesor", "basis": "SK 7"}, follow=True)
    assert "berlaku sesudah disetujui orang kedua" in said.content.decode()
    assert "Menunggu persetujuan" in said.content.decode()
    page = head.get("/akun/peran/permintaan/").content.decode()
    assert dedi.name in page and "Setujui" in page
    asked = RoleRequest.objects.get()
    assert "tidak menyetujuinya sendiri" in keeper.get("/akun/peran/permintaan/").content.decode()
    assert keeper.post(f"/akun/peran/permintaan/{asked.pk}/setujui/").status_code == 403
    stale = client_of(hendra, proven=False)
    assert "/akun/verifikasi-ulang/" in stale.post(f"/akun/peran/permintaan/{asked.pk}/setujui/").headers["Location"]
    assert "sekarang Asesor" in head.post(f"/akun/peran/permintaan/{asked.pk}/setujui/", follow=True).content.decode()
    keeper.post("/akun/orang/baru/", {"name": "Sari Uji", "email": "s@uji.example", "role": "asesor", "basis": "SK 8"})
    second = RoleRequest.objects.get(status=RequestStatus.MENUNGGU)
    assert second.user.email == "s@uji.example"
    answer = head.post(f"/akun/peran/permintaan/{second.pk}/tolak/", {"alasan": "Belum"}, follow=True)
    assert "Permintaan ditolak" in answer.content.decode()
    assert head.post(f"/akun/peran/permintaan/{second.pk}/meledak/").status_code == 404
    assert client.get("/akun/peran/permintaan/").status_code == 302


def test_everybody_sees_their_own_requests_and_no_others(
    pandu: User, hendra: User, dedi: User, citra: User, ctx: Ctx
) -> None:
    ask(ctx(pandu), dedi)
    assert dedi.name in client_of(dedi).get("/akun/peran/permintaan/").content.decode()
    assert "Peran yang diajukan bagi Anda" in client_of(dedi).get("/akun/profil/").content.decode()
    assert dedi.name not in client_of(citra).get("/akun/peran/permintaan/").content.decode()


def test_the_list_needs_the_same_queries_for_many(pandu: User, hendra: User, ctx: Ctx) -> None:
    client = client_of(hendra)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/akun/peran/permintaan/").status_code == 200
        return len(seen)

    ask(ctx(pandu), make_user("satu", "Satu Uji"))
    few = queries()
    for number in range(8):
        ask(ctx(pandu), make_user(f"o{number}", f"Orang {number}"))
    assert queries() == few


def test_nobody_takes_over_an_account_that_decides_by_setting_its_mailbox(
    pandu: User, hendra: User, citra: User, ctx: Ctx
) -> None:
    given = {"name": hendra.name, "phone": hendra.phone, "email": "pandu.kedua@uji.example"}
    with pytest.raises(NotPermitted, match="orang kedua memeriksa"):
        commands.ubah_profil(ctx(pandu), user=hendra, **given)
    assert User.objects.get(pk=hendra.pk).email == "hendra@uji.example"
    assert not Message.objects.exists()
    commands.ubah_profil(ctx(pandu), user=hendra, **{**given, "name": "Hendra Wibawa", "email": hendra.email})
    other = {"name": citra.name, "phone": citra.phone, "email": "citra.baru@uji.example"}
    commands.ubah_profil(ctx(pandu), user=citra, **other)  # Admin LSP is given alone, so it is set alone
    assert User.objects.get(pk=citra.pk).email == "citra.baru@uji.example"
