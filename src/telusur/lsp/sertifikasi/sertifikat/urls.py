"""Addresses of certificates and blanks."""

from django.urls import path

from telusur.lsp.sertifikasi.sertifikat.views import blanko, daftar, lisensi, rinci

app_name = "sertifikat"
urlpatterns = [
    path("blanko/", blanko.daftar, name="blanko"),
    path("blanko/ajukan/<uuid:komite_id>/", blanko.ajukan, name="blanko_ajukan"),
    path("blanko/<uuid:pk>/", blanko.rinci, name="blanko_rinci"),
    path("blanko/<uuid:pk>/catat/", blanko.catat, name="blanko_catat"),
    path("blanko/<uuid:pk>/lagi/", blanko.ajukan_lagi, name="blanko_lagi"),
    path("blanko/<uuid:pk>/nomor/", blanko.beri_nomor, name="blanko_nomor"),
    path("sertifikat/", daftar.register, name="register"),
    path("sertifikat/tandatangani/", daftar.tandatangani_banyak, name="tandatangani_banyak"),
    path("sertifikat/keputusan-bnsp/", lisensi.daftar, name="keputusan_bnsp"),
    path("sertifikat/keputusan-bnsp/<uuid:pk>/", lisensi.rinci, name="keputusan_bnsp_rinci"),
    path("sertifikat/<uuid:pk>/", rinci.rinci, name="rinci"),
    path("sertifikat/<uuid:pk>/keputusan/", rinci.putuskan, name="putuskan"),
    path("sertifikat/<uuid:pk>/<slug:tindakan>/", rinci.tindak, name="tindak"),
]
