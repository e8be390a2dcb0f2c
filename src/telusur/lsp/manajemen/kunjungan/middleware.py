"""Officers of BNSP see the pages made for them and no other: what is not expressly theirs is refused and recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from telusur.kernel.accounts.context import context_of
from telusur.kernel.audit.record import record, titles
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.ui.refusals import tell
from telusur.lsp.manajemen.kunjungan.masuk import TAMU, adalah_petugas

HALAMAN_LAIN = "kunjungan.halaman_lain"
titles[HALAMAN_LAIN] = "Mencoba membuka halaman lain"
BERANDA = frozenset({"beranda:mulai", "flows:mine"})
BOLEH = frozenset({"account_logout"})


class TamuMiddleware:
    """Keeps a guest's session to the guest's pages, and lets nobody use a guest's account who did not come by BNSP."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if SESSION_KEY not in request.session or not adalah_petugas(request.user):
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        if not request.session.get(TAMU):
            return self._refuse(request, "Akun petugas BNSP hanya dibuka lewat sistem BNSP.", out=True)
        if name in BOLEH or name.startswith("kunjungan:"):
            return None
        if name in BERANDA:
            return redirect("kunjungan:ringkasan")
        return self._refuse(request, "Halaman ini tidak dibuka bagi petugas BNSP. Pakai menu di samping.")

    def _refuse(self, request: HttpRequest, sentence: str, *, out: bool = False) -> HttpResponse:
        record(context_of(request), HALAMAN_LAIN, "refused", reason=sentence, data={"halaman": request.path[:200]})
        if out:
            logout(request)
        return tell(request, NotPermitted(sentence))
