"""Addresses of the written exam."""

from django.urls import path

from telusur.lsp.sertifikasi.ujian import views

app_name = "ujian"
urlpatterns = [
    path("ujian/", views.daftar, name="daftar"),
    path("ujian/sesi/<uuid:jadwal_id>/", views.sesi, name="sesi"),
    path("ujian/<uuid:ujian_id>/", views.halaman, name="halaman"),
    path("ujian/<uuid:ujian_id>/mulai/", views.mulai, name="mulai"),
    path("ujian/<uuid:ujian_id>/jawab/", views.jawab, name="jawab"),
    path("ujian/<uuid:ujian_id>/keadaan/", views.keadaan, name="keadaan"),
    path("ujian/<uuid:ujian_id>/kumpulkan/", views.kumpulkan, name="kumpulkan"),
    path("ujian/<uuid:ujian_id>/tambah-waktu/", views.tambah_waktu, name="tambah_waktu"),
    path("ujian/<uuid:ujian_id>/hentikan/", views.hentikan, name="hentikan"),
]
