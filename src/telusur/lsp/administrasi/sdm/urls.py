"""Addresses of what the LSP knows of people."""

from django.urls import path

from telusur.lsp.administrasi.sdm import views

app_name = "sdm"
urlpatterns = [
    path("personel/", views.pelatihan, name="daftar"),
    path("personel/pelatihan/baru/", views.pelatihan_baru, name="pelatihan_baru"),
    path("personel/kompetensi/", views.kompetensi, name="kompetensi"),
    path("personel/kompetensi/baru/", views.kompetensi_baru, name="kompetensi_baru"),
]
