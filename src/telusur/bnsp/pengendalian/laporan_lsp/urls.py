"""Addresses of reports of LSP."""

from django.urls import path

from telusur.bnsp.pengendalian.laporan_lsp import views

app_name = "laporan_lsp"
urlpatterns = [
    path("laporan-lsp/", views.daftar, name="daftar"),
    path("laporan-lsp/belum/", views.belum, name="belum"),
    path("laporan-lsp/<uuid:pk>/", views.rinci, name="rinci"),
    path("laporan-lsp/<uuid:pk>/bagian/<slug:kode>/", views.bagian, name="bagian"),
    path("laporan-lsp/<uuid:pk>/<slug:nama>/", views.tindakan, name="tindakan"),
]
