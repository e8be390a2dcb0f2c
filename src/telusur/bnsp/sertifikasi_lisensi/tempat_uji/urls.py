"""Addresses of the register of TUK."""

from django.urls import path

from telusur.bnsp.sertifikasi_lisensi.tempat_uji import views

app_name = "tempat_uji"
urlpatterns = [
    path("tuk/", views.daftar, name="daftar"),
    path("tuk/baru/", views.baru, name="baru"),
    path("tuk/<uuid:pk>/", views.rinci, name="rinci"),
    path("tuk/<uuid:pk>/data/", views.ubah, name="ubah"),
    path("tuk/<uuid:pk>/keaktifan/", views.keaktifan, name="keaktifan"),
]
