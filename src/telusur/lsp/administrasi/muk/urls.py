"""Addresses of the MUK."""

from django.urls import path

from telusur.lsp.administrasi.muk import views

app_name = "muk"
urlpatterns = [
    path("muk/", views.daftar, name="daftar"),
    path("muk/mapa/<uuid:mapa_id>/", views.mapa, name="mapa"),
    path("muk/mapa/<uuid:mapa_id>/tarik/", views.tarik_mapa, name="tarik_mapa"),
    path("muk/skema/<uuid:skema_id>/susun-mapa/", views.susun_mapa, name="susun_mapa"),
    path("muk/skema/<uuid:skema_id>/perangkat-baru/", views.susun_perangkat, name="susun_perangkat"),
    path("muk/perangkat/<uuid:perangkat_id>/", views.perangkat, name="perangkat"),
    path("muk/perangkat/<uuid:perangkat_id>/berlakukan/", views.berlakukan_perangkat, name="berlakukan_perangkat"),
    path("muk/perangkat/<uuid:perangkat_id>/tarik/", views.tarik_perangkat, name="tarik_perangkat"),
    path("muk/soal/impor/", views.impor_soal, name="impor_soal"),
    path("muk/soal/<uuid:bank_id>/", views.bank, name="bank"),
    path("muk/soal/<uuid:bank_id>/isi/", views.soal, name="soal"),
    path("muk/soal/<uuid:bank_id>/berlakukan/", views.berlakukan_bank, name="berlakukan_bank"),
    path("muk/soal/<uuid:bank_id>/tarik/", views.tarik_bank, name="tarik_bank"),
]
