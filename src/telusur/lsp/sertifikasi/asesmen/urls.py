"""Addresses of the assessment."""

from django.urls import path

from telusur.lsp.sertifikasi.asesmen import views

app_name = "asesmen"
urlpatterns = [
    path("asesmen/", views.daftar, name="daftar"),
    path("asesmen/umpan-balik/", views.umpan_balik, name="umpan_balik"),
    path("asesmen/tidak-hadir/<uuid:peserta_id>/", views.absen, name="absen"),
    path("asesmen/<uuid:jadwal_id>/", views.sesi, name="sesi"),
    path("asesmen/<uuid:jadwal_id>/buka/", views.buka, name="buka"),
    path("asesmen/<uuid:jadwal_id>/lapor/", views.lapor, name="lapor"),
]
