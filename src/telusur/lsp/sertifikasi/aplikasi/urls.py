"""Addresses of applications. The page of a case belongs to beranda, which knows all its stages."""

from django.urls import path

from telusur.lsp.sertifikasi.aplikasi import views

app_name = "aplikasi"
urlpatterns = [
    path("permohonan/", views.daftar, name="daftar"),
    path("permohonan/baru/", views.pilih, name="pilih"),
    path("permohonan/baru/<slug:slug>/", views.baru, name="baru"),
    path("permohonan/<uuid:pk>/kelayakan/", views.kelayakan, name="kelayakan"),
    path("permohonan/<uuid:pk>/kembalikan/", views.kembalikan, name="kembalikan"),
    path("permohonan/<uuid:pk>/tolak/", views.tolak, name="tolak"),
    path("permohonan/<uuid:pk>/batalkan/", views.batalkan, name="batalkan"),
]
