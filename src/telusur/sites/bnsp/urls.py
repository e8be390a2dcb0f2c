"""Addresses of the BNSP product."""

from django.urls import include, path

from telusur.sites.urls import KERNEL_URLS

# What everybody opens stands first: addresses are tried in this order.
urlpatterns = [
    path("", include("telusur.bnsp.portal.urls")),
    *KERNEL_URLS,
    path("", include("telusur.bnsp.manajemen.penyedia.sambungan")),
    path("", include("telusur.bnsp.manajemen.penyedia.urls")),
    path("", include("telusur.bnsp.manajemen.pimpinan.urls")),
    path("", include("telusur.bnsp.harmonisasi.pedoman.urls")),
    path("", include("telusur.bnsp.sertifikasi_lisensi.lisensi.urls")),
    path("", include("telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.urls")),
    path("", include("telusur.bnsp.sertifikasi_lisensi.tempat_uji.urls")),
    path("", include("telusur.bnsp.sertifikasi_lisensi.jadwal_uji.urls")),
    path("", include("telusur.bnsp.sertifikasi_lisensi.blanko.urls")),
    path("", include("telusur.bnsp.sertifikasi_lisensi.pemegang.urls")),
    path("", include("telusur.bnsp.sekretariat.layanan.urls")),
    path("", include("telusur.bnsp.pengendalian.pengaduan.urls")),
    path("", include("telusur.bnsp.harmonisasi.kelembagaan.urls")),
    path("", include("telusur.bnsp.perencanaan.program.urls")),
    path("", include("telusur.bnsp.pengendalian.surveilans.urls")),
    path("", include("telusur.bnsp.pengendalian.sanksi.urls")),
    path("", include("telusur.bnsp.pengendalian.laporan_lsp.urls")),
]

handler429 = "telusur.kernel.accounts.views.too_many"
handler500 = "telusur.kernel.ui.views.broken"
