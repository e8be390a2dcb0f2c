"""Who asks: the one place that decides from which address a request comes, and by which scheme.

Behind a proxy the sender of every request is the proxy. What a proxy adds (X-Forwarded-For, X-Forwarded-Proto) is believed
only if it comes from an address in ``settings.TRUSTED_PROXIES``; whoever else sends such headers has written them themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

UNKNOWN = "tidak dikenal"
IPV6_SITE = 64  # bits: one household or office has all addresses below them
PROTO = "HTTP_X_FORWARDED_PROTO"


def networks(listed: Iterable[str]) -> tuple[Network, ...]:
    """Addresses and networks (``10.0.0.7``, ``10.0.0.0/8``, ``fd00::/8``) as networks. Raises ValueError."""
    return tuple(ip_network(one.strip()) for one in listed if one.strip())


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks: the rightmost one of the way here that is none of our proxies.

    What stands left of it was written by that client and is not read. An entry that is no address ends the walk: then the
    proxy that passed it on is all we know.
    """
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    if peer is None:
        return UNKNOWN
    if not _trusted(peer):
        return str(peer)
    found = peer
    for hop in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        address = _address(hop)
        if address is None:
            break
        found = address
        if not _trusted(address):
            break
    return str(found)


def network_of(request: HttpRequest) -> str:
    """What limits count by: the address, of IPv6 its first 64 bits, because one connection has all that begin so."""
    found = address_of(request)
    address = _address(found)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_SITE), strict=False))
    return found


def must_wait(request: HttpRequest, seconds: float) -> int:
    """Note how long this client is to wait; the answer then is a 429 that says so. Returns whole seconds, at least one."""
    whole = max(1, -int(-seconds // 1))
    request.wait_seconds = max(whole, waiting(request))  # type: ignore[attr-defined]
    return whole


def waiting(request: HttpRequest) -> int:
    """The seconds noted by ``must_wait``; 0 if nobody has to wait."""
    return int(getattr(request, "wait_seconds", 0))


def _trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _address(text: str) -> Address | None:
    """An address as proxies write it, with or without a port; IPv4 inside IPv6 is IPv4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


class ClientMiddleware:
    """Takes away a scheme that no proxy of ours vouches for, and tells whoever must wait for how long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _settle_scheme(request)
        response = self.get_response(request)
        if seconds := waiting(request):
            if response.status_code in (200, 422):  # a form that shows the sentence; a fragment is swapped in as well
                response.status_code = 429
            if response.status_code == 429:
                response.headers["Retry-After"] = str(seconds)
        return response


def _settle_scheme(request: HttpRequest) -> None:
    """Of several proxies the last one has spoken to us; what its predecessors or the client wrote stands left of it."""
    told = request.META.pop(PROTO, "")
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    if told and peer is not None and _trusted(peer):
        request.META[PROTO] = told.rpartition(",")[2].strip().lower()
