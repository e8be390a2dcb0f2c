"""Addresses of the LSP product."""

from django.urls import include, path

from telusur.sites.urls import KERNEL_URLS

# What everybody opens all day stands first: addresses are tried in this order.
urlpatterns = [
    path("", include("telusur.lsp.manajemen.beranda.urls")),
    *KERNEL_URLS,
    path("", include("telusur.lsp.manajemen.kunjungan.urls")),
    path("", include("telusur.lsp.manajemen.portal.urls")),
    path("", include("telusur.lsp.administrasi.skema.urls")),
    path("", include("telusur.lsp.administrasi.muk.urls")),
    path("", include("telusur.lsp.administrasi.mutu.urls")),
    path("", include("telusur.lsp.administrasi.pengetahuan.urls")),
    path("", include("telusur.lsp.administrasi.keuangan.urls")),
    path("", include("telusur.lsp.administrasi.tuk.urls")),
    path("", include("telusur.lsp.administrasi.asesor.urls")),
    path("", include("telusur.lsp.administrasi.sdm.urls")),
    path("", include("telusur.lsp.administrasi.umum.urls")),
    path("", include("telusur.lsp.sertifikasi.ujian.urls")),
    path("", include("telusur.lsp.sertifikasi.aplikasi.urls")),
    path("", include("telusur.lsp.sertifikasi.praasesmen.urls")),
    path("", include("telusur.lsp.sertifikasi.jadwal.urls")),
    path("", include("telusur.lsp.sertifikasi.asesmen.urls")),
    path("", include("telusur.lsp.sertifikasi.keputusan.urls")),
    path("", include("telusur.lsp.sertifikasi.sertifikat.urls")),
    path("", include("telusur.lsp.manajemen.pelaporan.urls")),
    path("", include("telusur.lsp.manajemen.pengendalian.urls")),
]

handler429 = "telusur.kernel.accounts.views.too_many"
handler500 = "telusur.kernel.ui.views.broken"
