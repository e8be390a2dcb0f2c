"""Public pages in two languages: Indonesian, and English for readers from abroad.

The reader chooses by ``?bahasa=en``; a cookie keeps the choice. The language of the browser decides nothing: telephones of
Indonesian readers are often set to English.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

COOKIE = "bahasa"
ONE_YEAR = 365 * 24 * 60 * 60


def bilingual(view: View[P]) -> View[P]:
    """Draw the page in the language its reader chose."""

    @wraps(view)
    def drawn(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        known = dict(settings.LANGUAGES)
        chosen = request.GET.get(COOKIE, "")
        kept = request.COOKIES.get(COOKIE, "")
        language = next((one for one in (chosen, kept) if one in known), settings.LANGUAGE_CODE)
        request.bilingual = True  # type: ignore[attr-defined]  # the shell then offers the other language
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ["Cookie"])
        if chosen in known:
            response.set_cookie(COOKIE, chosen, max_age=ONE_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
        return response

    return drawn
