"""Addresses of TUK."""

from django.urls import path

from telusur.lsp.administrasi.tuk import views

app_name = "tuk"
urlpatterns = [
    path("tuk/", views.daftar, name="daftar"),
    path("tuk/baru/", views.baru, name="baru"),
    path("tuk/<uuid:pk>/", views.rinci, name="rinci"),
    path("tuk/<uuid:pk>/keaktifan/", views.keaktifan, name="keaktifan"),
    path("tuk/<uuid:pk>/verifikasi/", views.rencanakan, name="rencanakan"),
    path("tuk/verifikasi/<uuid:pk>/", views.verifikasi, name="verifikasi"),
    path("tuk/verifikasi/<uuid:pk>/spt/", views.tandatangani_spt, name="spt"),
    path("tuk/verifikasi/<uuid:pk>/ceklis/", views.isi_ceklis, name="ceklis"),
    path("tuk/verifikasi/<uuid:pk>/tetapkan/", views.tetapkan, name="tetapkan"),
]
