"""Addresses of the leadership's pages."""

from django.urls import path

from telusur.bnsp.manajemen.pimpinan import views

app_name = "pimpinan"
urlpatterns = [
    path("ringkasan/", views.ringkasan, name="ringkasan"),
]
