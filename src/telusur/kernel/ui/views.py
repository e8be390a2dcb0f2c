"""Pages of the interface itself: the kit of components, and what is shown when a form's token no longer holds."""

from __future__ import annotations

import sys

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import server_error

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.base.full import StorageFull, is_full
from telusur.kernel.ui import refusals
from telusur.kernel.ui.kit import SAMPLES, SampleForm


def ui_kit(request: HttpRequest) -> HttpResponse:
    """Every component in every state. For developers; in production only for somebody who holds a role."""
    if not settings.DEBUG and not (refusals.signed_in(request) and context_of(request).actor.roles):
        raise Http404
    wrong = SampleForm({"salah-nama": "", "salah-alasan": "kurang"}, prefix="salah")
    return render(request, "ui/kit.html", {**SAMPLES(), "form": SampleForm(), "form_salah": wrong})


def broken(request: HttpRequest) -> HttpResponse:
    """Nobody caught what went wrong. A full disk is told as such: it is no fault of the program and can be mended at once.

    Drawn without the database, which is what may be full.
    """
    if not is_full(sys.exc_info()[1]):
        return server_error(request)
    refusal = StorageFull()
    if refusals.wants_json(request) or getattr(request, "htmx", False):
        return refusals.tell(request, refusal)
    words = {"kalimat": refusal.sentence, "saran": refusals.TELLINGS[refusal.http_status].advice}
    return HttpResponse(render_to_string("ui/penuh.html", words), status=refusal.http_status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form is missing or old: usually a sign-in in another tab, or a browser that refuses cookies."""
    sentence = (
        "Formulir ini dibuka sebelum Anda masuk, atau peramban Anda menolak kuki, jadi kiriman ini tidak "
        "dapat dipastikan "
        "berasal dari Anda. Tidak ada yang disimpan."
    )
    if refusals.wants_json(request):
        return refusals.tell(request, NotPermitted(sentence))
    advice = "Kembali ke formulir, muat ulang halamannya, lalu kirim lagi. Isian yang tersimpan otomatis tidak hilang."
    return refusals.page(
        request, 403, sentence, judul="Kirim sekali lagi", saran=advice, gambar="refresh-alert", tone="wait"
    )
