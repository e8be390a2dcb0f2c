"""From a POST to a command and back: proof of identity, the command, a message, the next page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from telusur.kernel.accounts.context import context_of
from telusur.kernel.accounts.proof import prove_by_password
from telusur.kernel.audit.record import record_refusal
from telusur.kernel.base.errors import DomainError, Invalid, NotPermitted, ProofNeeded
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import spec_of, why_not
from telusur.kernel.ui.refusals import details, proof_url, way_back

T = TypeVar("T")

PASSWORD_FIELD = "sandi"  # noqa: S105  (the name of a form field)


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """What came of an act: ``value`` of the command when ``ok``, else the refusal in ``error``."""

    ok: bool
    value: T | None = None
    error: DomainError | None = None

    def put_into(self, form: Any) -> None:
        """Put the refusal beside the fields it is about; what belongs to no field of the form goes on top."""
        if self.error is None:
            return
        fields = self.error.fields if isinstance(self.error, Invalid) else {}
        placed = False
        for name, texts in fields.items():
            known = name in form.fields
            placed |= known
            for text in texts:
                form.add_error(name if known else None, text)
        if not placed:
            form.add_error(None, self.error.sentence)


def prove(request: HttpRequest, password: str) -> None:
    """Take the password as a fresh proof of who is acting.

    Raises Invalid for a wrong password, TooEarly after five wrong ones.
    """
    user: Any = request.user
    if not user.is_authenticated:
        raise NotPermitted("Masuk dahulu sebelum menandatangani.")
    if not prove_by_password(request, password):
        sentence = "Kata sandi belum cocok. Ketik sekali lagi; tidak ada isian yang hilang."
        raise Invalid(sentence, fields={PASSWORD_FIELD: [sentence]})


def require(request: HttpRequest, act: Callable[..., Any], target: Any = None) -> Context:
    """The context of a person who may do this act, for the page that leads to it.

    Raises NotPermitted; the refusal stays in the trail, because whoever opens that page by its address was trying.
    """
    ctx = context_of(request)
    if why := why_not(act, ctx, target):
        raise record_refusal(ctx, spec_of(act).code, NotPermitted(why), subject=target)
    return ctx


def attempt(request: HttpRequest, command: Callable[..., T], **kwargs: Any) -> Result[T]:
    """Run a command for a view that draws its form again with what went wrong. Never raises DomainError."""
    try:
        if password := request.POST.get(PASSWORD_FIELD):
            prove(request, password)
        return Result(True, value=command(context_of(request), **kwargs))
    except DomainError as refusal:
        return Result(False, error=refusal)


def perform(
    request: HttpRequest,
    command: Callable[..., T],
    *,
    success: str | Callable[[T], str],
    next: str | Callable[[T], str],  # noqa: A002  (as in Django and allauth)
    **kwargs: Any,
) -> HttpResponse:
    """Run a command for a button:
    on success a message and the next page, on refusal its sentence on the page it came from.

    ``success`` and ``next`` may be functions of what the command returned. A stale proof of identity without the inline
    password leads to the page that asks for it.
    """
    result = attempt(request, command, **kwargs)
    if not result.ok:
        return refused(request, result.error, fallback=next if isinstance(next, str) else "/")
    value: Any = result.value
    messages.success(request, success if isinstance(success, str) else success(value))
    return go(request, next if isinstance(next, str) else next(value))


def refused(request: HttpRequest, error: DomainError | None, *, fallback: str) -> HttpResponse:
    """Back to where the button was, with the sentence of the refusal on top."""
    if isinstance(error, ProofNeeded) and request.user.is_authenticated:
        messages.warning(request, error.sentence)
        return go(request, proof_url(request))
    if error is not None:
        lines = [text for text in details(error) if text != error.sentence]
        messages.error(request, " ".join([error.sentence, *lines]))
    return go(request, way_back(request) or fallback)


def go(request: HttpRequest, url: str) -> HttpResponse:
    """To another page, also from a fragment request."""
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)
