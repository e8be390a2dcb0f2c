"""Public addresses of BNSP."""

from django.urls import include, path

from telusur.bnsp.portal import pengaduan, views
from telusur.bnsp.portal.api import api
from telusur.kernel.verification import pages

halaman = [
    path("", views.beranda, name="beranda"),
    path("direktori/", views.direktori, name="lsp"),
    path("direktori/<uuid:pk>/", views.lsp, name="rinci_lsp"),
    path("verifikasi/", views.verifikasi, name="verifikasi"),
    path("verifikasi/<str:kode>/", pages.kode, name="verifikasi_kode"),
    path("pedoman/", views.daftar_pedoman, name="pedoman"),
    path("pedoman/<slug:slug>/", views.rinci_pedoman, name="rinci_pedoman"),
    path("pedoman/<slug:slug>/<int:versi>/", views.rinci_pedoman, name="pedoman_versi"),
    path("pedoman/<slug:slug>/<int:versi>/pdf/", views.berkas_pedoman, name="berkas_pedoman"),
    path("pengaduan/", pengaduan.ajukan, name="pengaduan"),
    path("pengaduan/diterima/", pengaduan.diterima, name="pengaduan_diterima"),
    path("pengaduan/lihat/", pengaduan.lihat, name="lihat_pengaduan"),
    path("kontak/", views.kontak, name="kontak"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
urlpatterns = [
    path("", include((halaman, "portal"))),
    path("api/v1/", api.urls),
]
