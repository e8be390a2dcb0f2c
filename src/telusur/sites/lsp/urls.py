"""Addresses of the LSP product."""

from django.urls import include, path

urlpatterns = [
    path("akun/", include("allauth.urls")),
]
