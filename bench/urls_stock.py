"""The one address of the stock baseline."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

TEMPLATE = engines["django"].from_string("<!doctype html><title>{{ user.username }}</title><p>{{ user.email }}</p>")


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """A signed-in Django view with one small template."""
    return HttpResponse(TEMPLATE.render({"user": request.user}, request=None))


urlpatterns = [path("bare/", bare)]
