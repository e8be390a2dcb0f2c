"""What the sign-in pages leave in the trail: they are not commands, because allauth runs them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from telusur.kernel.accounts.context import context_for, forget_context
from telusur.kernel.accounts.models import User
from telusur.kernel.audit.models import Outcome
from telusur.kernel.audit.record import record, titles
from telusur.kernel.base.client import address_of
from telusur.kernel.commands.context import Context, public_context

MASUK = "accounts.masuk"
KELUAR = "accounts.keluar"
SANDI = "accounts.atur_sandi"
BUKTI = "accounts.buktikan_identitas"
FAKTOR = "accounts.faktor_kedua"
TERLALU_SERING = "accounts.terlalu_sering"

titles |= {
    MASUK: "Masuk",
    KELUAR: "Keluar",
    SANDI: "Mengatur kata sandi",
    BUKTI: "Membuktikan identitas",
    FAKTOR: "Mengubah faktor kedua",
    TERLALU_SERING: "Mencoba terlalu sering",
}


def done(request: HttpRequest, code: str, *, user: User, **data: Any) -> None:
    """The owner of an account did this; their next look at the context sees it."""
    forget_context(request)
    record(context_for(user), code, Outcome.DONE, subject=user, data={**data, "ip": ip_of(request)})


def refused(request: HttpRequest, code: str, reason: str, *, user: User | None = None, **data: Any) -> None:
    """Somebody was turned away. The actor is whoever is signed in, not whom they claim to be."""
    record(_who(request), code, Outcome.REFUSED, subject=user, reason=reason, data={**data, "ip": ip_of(request)})


def _who(request: HttpRequest) -> Context:
    user: Any = getattr(request, "user", None)
    return context_for(user) if user is not None and user.is_authenticated else public_context()


def ip_of(request: HttpRequest) -> str:
    """Where the request came from."""
    return address_of(request)
