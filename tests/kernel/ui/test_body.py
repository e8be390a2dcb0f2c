"""A body that an address does not take is refused by its length, before a byte of it is read."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from telusur.kernel.base import body
from tests.acting import client_of, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MEGABYTE = 1024 * 1024
FORM = "multipart/form-data; boundary=x"


class Unread:
    """The body as it comes over the line; whoever reads it fails."""

    def read(self, *_: Any) -> bytes:
        pytest.fail("the body was read")

    readline = read


def send(client: Client, address: str, length: int, **more: Any) -> Any:
    extra = {"CONTENT_LENGTH": str(length), "wsgi.input": Unread(), **more}
    return client.generic("POST", address, content_type=FORM, **extra)


@pytest.mark.parametrize(
    "address", ["/", "/akun/masuk/", "/verifikasi/", "/tidak/ada/", "/pertukaran/v1/pesan", "/tugas/"]
)
def test_a_stranger_s_body_of_150_mb_is_not_read(client: Client, address: str) -> None:
    answer = send(client, address, 150 * MEGABYTE)
    assert answer.status_code == 413
    assert "150 MB" in answer.content.decode()
    assert answer["Connection"] == "close"


def test_whoever_is_signed_in_may_send_more_but_not_anything(client: Client) -> None:
    signed_in = client_of(make_user("citra", "Citra Uji", "admin_lsp"))
    assert send(client, "/akun/masuk/", MEGABYTE).status_code == 413
    assert send(signed_in, "/tugas/", MEGABYTE).status_code == 405
    refused = send(signed_in, "/tugas/", 150 * MEGABYTE)
    assert refused.status_code == 413
    assert "Tidak ada yang dibaca atau disimpan" in refused.content.decode()


def test_an_address_has_its_own_limit(client: Client) -> None:
    request = RequestFactory().post("/verifikasi/", CONTENT_LENGTH=str(20 * MEGABYTE))
    request.user = AnonymousUser()
    assert body.refusal_of(request) is None, "a PDF to be checked may be large, also from a stranger"
    assert send(client, "/verifikasi/", 21 * MEGABYTE).status_code == 413


def test_scripts_and_partners_are_told_as_json(client: Client) -> None:
    answer = send(client, "/akun/masuk/", MEGABYTE, HTTP_ACCEPT="application/json")
    assert answer.json()["pesan"].startswith(
        "Kiriman ini berukuran 1 MB, sedangkan alamat ini menerima paling besar 0,2 MB."
    )


@pytest.mark.parametrize("length", ["", "abc", "-5", "١٢", "0"])
def test_a_length_that_is_none_is_no_body(client: Client, length: str) -> None:
    answer = client.generic("GET", "/", CONTENT_LENGTH=length)
    assert answer.status_code == 200
