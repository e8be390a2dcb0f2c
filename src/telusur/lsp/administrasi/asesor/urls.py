"""Addresses of the asesor register."""

from django.urls import path

from telusur.lsp.administrasi.asesor import views

app_name = "asesor"
urlpatterns = [
    path("asesor/", views.daftar, name="daftar"),
    path("asesor/baru/", views.baru, name="baru"),
    path("asesor/<uuid:pk>/", views.profil, name="profil"),
    path("asesor/<uuid:pk>/lingkup/", views.lingkup, name="lingkup"),
    path("asesor/<uuid:pk>/nomor/", views.nomor, name="nomor"),
    path("asesor/<uuid:pk>/sertifikat/", views.sertifikat, name="sertifikat"),
    path("asesor/<uuid:pk>/status/", views.status, name="status"),
]
