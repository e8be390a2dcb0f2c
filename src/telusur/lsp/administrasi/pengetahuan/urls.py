"""Addresses of the guidelines."""

from django.urls import path

from telusur.lsp.administrasi.pengetahuan import views

app_name = "pengetahuan"
urlpatterns = [
    path("pedoman/", views.daftar, name="daftar"),
    path("pedoman/<slug:slug>/", views.baca, name="baca"),
    path("pedoman/<slug:slug>/versi/<int:versi>/", views.baca, name="versi"),
    path("pedoman/<slug:slug>/versi/<int:versi>/cetak/", views.cetak, name="cetak"),
]
