"""Addresses of the portal and of the public JSON."""

from django.urls import include, path

from telusur.kernel.verification import pages
from telusur.lsp.manajemen.portal import verifikasi, views
from telusur.lsp.manajemen.portal.api import api

halaman = [
    path("", views.beranda, name="beranda"),
    path("profil/", views.profil, name="profil"),
    path("lisensi/", views.lisensi, name="lisensi"),
    path("kontak/", views.kontak, name="kontak"),
    path("skema/", views.daftar_skema, name="skema"),
    path("skema/<slug:slug>/", views.rinci_skema, name="rinci_skema"),
    path("verifikasi/", verifikasi.verifikasi, name="verifikasi"),
    path("verifikasi/bnsp/<str:tanda>/", verifikasi.menurut_bnsp, name="menurut_bnsp"),
    path("verifikasi/<str:kode>/", pages.kode, name="verifikasi_kode"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
urlpatterns = [
    path("", include((halaman, "portal"))),
    path("api/v1/", api.urls),
]
