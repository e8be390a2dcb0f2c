"""Pages of the interface itself: the kit of components, and what is shown when a form's token no longer holds."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.ui import refusals
from telusur.kernel.ui.kit import SAMPLES, SampleForm


def ui_kit(request: HttpRequest) -> HttpResponse:
    """Every component in every state. For developers; in production only for somebody who holds a role."""
    if not settings.DEBUG and not (refusals.signed_in(request) and context_of(request).actor.roles):
        raise Http404
    wrong = SampleForm({"salah-nama": "", "salah-alasan": "kurang"}, prefix="salah")
    return render(request, "ui/kit.html", {**SAMPLES(), "form": SampleForm(), "form_salah": wrong})


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
