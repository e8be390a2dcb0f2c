"""From where a request comes, and whose word is taken for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from telusur.kernel.base import client
from telusur.kernel.base.client import ClientMiddleware, address_of, network_of, networks

PROXY, SECOND, STRANGER, PERSON = "10.0.0.7", "192.168.5.1", "203.0.113.9", "198.51.100.4"


@pytest.fixture(autouse=True)
def _proxies(settings: Any) -> None:
    settings.TRUSTED_PROXIES = networks(["10.0.0.0/8", SECOND, "fd00::/8"])


def request_from(peer: str, forwarded: str | None = None, **more: str) -> Any:
    if forwarded is not None:
        more["HTTP_X_FORWARDED_FOR"] = forwarded
    return RequestFactory().get("/", REMOTE_ADDR=peer, **more)


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        (STRANGER, None, STRANGER),
        (STRANGER, PERSON, STRANGER),  # no proxy of ours: it wrote that itself
        (PROXY, PERSON, PERSON),
        (PROXY, None, PROXY),
        (PROXY, "", PROXY),
        (PROXY, f"127.0.0.1, {STRANGER}, {PERSON}", PERSON),  # the left ones were written by the client
        (PROXY, f"{STRANGER}, {PERSON}, {SECOND}", PERSON),  # through two proxies of ours
        (PROXY, f"10.9.9.9, {SECOND}", "10.9.9.9"),  # from within
        (PROXY, f"{PERSON}, kacau, {SECOND}", SECOND),  # beyond what is no address nothing is known
        (PROXY, f"{PERSON}:51234", PERSON),
        (PROXY, "[2001:db8::1]:443", "2001:db8::1"),
        ("fd00::1", "2001:db8::1", "2001:db8::1"),
        (f"::ffff:{PROXY}", f"::ffff:{PERSON}", PERSON),
        ("", PERSON, "tidak dikenal"),
    ],
)
def test_the_client_is_the_rightmost_hop_that_is_no_proxy_of_ours(
    peer: str, forwarded: str | None, expected: str
) -> None:
    assert address_of(request_from(peer, forwarded)) == expected


def test_no_header_is_believed_as_long_as_no_proxy_is_named(settings: Any) -> None:
    settings.TRUSTED_PROXIES = ()
    assert address_of(request_from(PROXY, PERSON)) == PROXY


def test_addresses_of_one_ipv6_connection_share_a_count() -> None:
    one, other, neighbour = (
        request_from(f"2001:db8:0:{site}::{host}") for site, host in (("1", 1), ("1", 2), ("2", 1))
    )
    assert network_of(one) == network_of(other) == "2001:db8:0:1::/64"
    assert network_of(neighbour) != network_of(one)
    assert network_of(request_from(PERSON)) == PERSON


@pytest.mark.parametrize(
    ("peer", "told", "secure"),
    [
        (PROXY, "https", True),
        (PROXY, "http", False),
        (PROXY, "https, http", False),  # what stands left was written by the client
        (STRANGER, "https", False),
        (PROXY, "", False),
    ],
)
def test_https_is_believed_from_a_proxy_of_ours_only(peer: str, told: str, secure: bool, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = (client.PROTO, "https")
    seen: list[bool] = []

    def view(request: Any) -> HttpResponse:
        seen.append(request.is_secure())
        return HttpResponse()

    ClientMiddleware(view)(request_from(peer, HTTP_X_FORWARDED_PROTO=told))
    assert seen == [secure]
