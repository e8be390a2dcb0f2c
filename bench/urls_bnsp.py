"""BNSP's addresses and the baseline."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.sites.bnsp.urls import handler429
from telusur.sites.bnsp.urls import urlpatterns as product

__all__ = ["handler429", "urlpatterns"]

TEMPLATE = engines["django"].from_string("<!doctype html><title>{{ name }}</title><p>{{ name }}</p>")


def bare(request: HttpRequest) -> HttpResponse:
    """A public Django view with one small template and no question to the database."""
    return HttpResponse(TEMPLATE.render({"name": "publik"}))


def bare_read(request: HttpRequest, kode: str) -> HttpResponse:
    """The same with the one read that the question needs, by Django's ORM."""
    return HttpResponse(
        TEMPLATE.render({"name": SertifikatTerdaftar.objects.select_related("lsp").get(kode=kode).nama})
    )


urlpatterns = [path("bare-public/", bare), path("bare-read/<str:kode>/", bare_read), *product]
