"""Addresses of the LSP's profile, settings and letters."""

from django.urls import path

from telusur.lsp.administrasi.umum import views

app_name = "umum"
urlpatterns = [
    path("profil-lsp/", views.profil, name="profil"),
    path("profil-lsp/lisensi/", views.lisensi, name="lisensi"),
    path("catatan-tangan/", views.catatan_tangan, name="catatan_tangan"),
    path("setelan/", views.setelan, name="setelan"),
    path("setelan/<str:kode>/", views.ubah_setelan, name="ubah_setelan"),
    path("naskah/", views.naskah, name="naskah"),
    path("naskah/<uuid:pk>/", views.rinci_naskah, name="rinci_naskah"),
]
