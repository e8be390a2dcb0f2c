"""Addresses of announced schedules."""

from django.urls import path

from telusur.bnsp.sertifikasi_lisensi.jadwal_uji import views

app_name = "jadwal_uji"
urlpatterns = [
    path("jadwal/", views.daftar, name="daftar"),
    path("jadwal/baru/", views.baru, name="baru"),
    path("jadwal/<uuid:pk>/", views.rinci, name="rinci"),
    path("jadwal/<uuid:pk>/batalkan/", views.batalkan, name="batalkan"),
]
