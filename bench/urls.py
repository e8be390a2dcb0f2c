"""The product's addresses and the baselines."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from telusur.sites.lsp.urls import handler429
from telusur.sites.lsp.urls import urlpatterns as product

__all__ = ["handler429", "urlpatterns"]

TEMPLATE = engines["django"].from_string("<!doctype html><title>{{ user.name }}</title><p>{{ user.email }}</p>")


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """A signed-in Django view with one small template: session and account are read, nothing else."""
    return HttpResponse(TEMPLATE.render({"user": request.user}, request=None))


def open_(request: HttpRequest) -> HttpResponse:
    """The same without signing in."""
    return HttpResponse(TEMPLATE.render({"user": {"name": "publik", "email": ""}}))


urlpatterns = [path("bare/", bare), path("bare-public/", open_), *product]
