"""Addresses of the register of LSP."""

from django.urls import path

from telusur.bnsp.sertifikasi_lisensi.lisensi import daftar, views

app_name = "lisensi"
urlpatterns = [
    path("lingkup/", daftar.lingkup, name="semua_lingkup"),
    path("sanksi/", daftar.sanksi, name="sanksi"),
    path("lsp/", views.daftar, name="daftar"),
    path("lsp/baru/", views.baru, name="baru"),
    path("lsp/<uuid:pk>/", views.rinci, name="rinci"),
    path("lsp/<uuid:pk>/profil/", views.ubah_profil, name="ubah_profil"),
    path("lsp/lingkup/<uuid:pk>/", views.lingkup, name="lingkup"),
    path("lsp/lingkup/<uuid:pk>/<slug:nama>/", views.tindakan_lingkup, name="tindakan_lingkup"),
    *(
        path(f"lsp/<uuid:pk>/{nama.replace('_', '-')}/", views.tindakan, {"nama": nama}, name=nama)
        for nama in views.TINDAKAN
    ),
]
