"""Addresses of the list of LSP systems."""

from django.urls import path

from telusur.bnsp.manajemen.penyedia import views

app_name = "penyedia"
urlpatterns = [
    path("sistem-lsp/", views.daftar, name="daftar"),
    path("kunjungan-ke-lsp/", views.kunjungan, name="kunjungan"),
    path("sistem-lsp/baru/", views.baru, name="baru"),
    path("sistem-lsp/<uuid:pk>/", views.rinci, name="rinci"),
    path("sistem-lsp/<uuid:pk>/rahasia/", views.rahasia, name="rahasia"),
    path("sistem-lsp/<uuid:pk>/hentikan/", views.hentikan, name="hentikan"),
]
