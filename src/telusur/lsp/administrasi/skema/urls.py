"""Addresses of the staff pages of skema."""

from django.urls import path

from telusur.lsp.administrasi.skema import views

app_name = "skema"
urlpatterns = [
    path("kelola/skema/", views.daftar, name="daftar"),
    path("kelola/skema/impor/", views.impor, name="impor"),
    path("kelola/skema/<slug:slug>/<int:nomor>/", views.rinci, name="rinci"),
    path("kelola/skema/<slug:slug>/<int:nomor>/berlakukan/", views.berlakukan, name="berlakukan"),
    path("kelola/skema/<slug:slug>/<int:nomor>/tarik/", views.tarik, name="tarik"),
]
