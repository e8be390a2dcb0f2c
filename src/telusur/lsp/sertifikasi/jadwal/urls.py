"""Addresses of schedules."""

from django.urls import path

from telusur.lsp.sertifikasi.jadwal import views

app_name = "jadwal"
urlpatterns = [
    path("jadwal/", views.daftar, name="daftar"),
    path("kalender-saya/", views.kalender, name="kalender"),
    path("jadwal/tetapkan/<uuid:rencana_id>/", views.tetapkan, name="tetapkan"),
    path("jadwal/<uuid:jadwal_id>/", views.rinci, name="rinci"),
    path("jadwal/<uuid:jadwal_id>/kesiapan/", views.kesiapan, name="kesiapan"),
    path("jadwal/<uuid:jadwal_id>/ganti-asesor/", views.ganti_asesor, name="ganti_asesor"),
    path("jadwal/<uuid:jadwal_id>/hadir/", views.hadir, name="hadir"),
    path("jadwal/<uuid:jadwal_id>/<slug:act>/", views.tindak, name="tindak"),
]
