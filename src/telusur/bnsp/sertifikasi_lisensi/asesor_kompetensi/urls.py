"""Addresses of the register of asesor."""

from django.urls import path

from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import views

app_name = "asesor_kompetensi"
urlpatterns = [
    path("asesor/", views.daftar, name="daftar"),
    path("asesor/baru/", views.baru, name="baru"),
    path("asesor/<uuid:pk>/", views.rinci, name="rinci"),
    path("asesor/<uuid:pk>/sertifikat/", views.perpanjang, name="perpanjang"),
    path("asesor/<uuid:pk>/data/", views.ubah, name="ubah"),
    path("asesor/<uuid:pk>/status/", views.status, name="status"),
]
