"""Addresses of service cases. The lists are those that modules have registered by the time the addresses are read."""

from django.urls import path

from telusur.bnsp.sekretariat.layanan import views
from telusur.bnsp.sekretariat.layanan.slot import DAFTAR

app_name = "layanan"
urlpatterns = [
    path("layanan/<uuid:pk>/", views.rinci, name="rinci"),
    path("layanan/<uuid:pk>/langkah/", views.langkah, name="langkah"),
    path("layanan/<uuid:pk>/hentikan/", views.hentikan, name="hentikan"),
    path("layanan/buka/<slug:alur>/", views.buka, name="buka"),
    path("arsip/", views.arsip, name="arsip"),
    *(path(f"{nama.replace('_', '-')}/", views.daftar, {"nama": nama}, name=nama) for nama in DAFTAR),
]
