"""Addresses of the visits of BNSP."""

from django.urls import path

from telusur.lsp.manajemen.kunjungan import views_baca, views_lsp, views_masuk

app_name = "kunjungan"
urlpatterns = [
    path("bnsp/masuk/", views_masuk.berangkat, name="masuk"),
    path("bnsp/kembali/", views_masuk.kembali, name="kembali"),
    path("bnsp/sambungan/", views_masuk.sambungan, name="sambungan"),
    path("bnsp/kunjungan/", views_lsp.daftar, name="daftar"),
    path("bnsp/", views_baca.ringkasan, name="ringkasan"),
    path("bnsp/lisensi/", views_baca.lisensi, name="lisensi"),
    path("bnsp/skema/", views_baca.skema, name="skema"),
    path("bnsp/asesor/", views_baca.asesor, name="asesor"),
    path("bnsp/tuk/", views_baca.tuk, name="tuk"),
    path("bnsp/tuk/<uuid:pk>/", views_baca.buka_tuk, name="buka_tuk"),
    path("bnsp/jadwal/", views_baca.jadwal, name="jadwal"),
    path("bnsp/jadwal/<uuid:pk>/", views_baca.buka_jadwal, name="buka_jadwal"),
    path("bnsp/sertifikat/", views_baca.sertifikat, name="sertifikat"),
    path("bnsp/kasus/", views_baca.kasus, name="kasus"),
    path("bnsp/kasus/<uuid:pk>/", views_baca.buka_kasus, name="buka_kasus"),
    path("bnsp/kasus/<uuid:pk>/jejak/", views_baca.jejak, name="jejak"),
    path("bnsp/kasus/<uuid:pk>/ekspor/", views_baca.ekspor_berkas, name="ekspor"),
    path("bnsp/kasus/<uuid:pk>/formulir/<uuid:rekaman_id>/", views_baca.rekaman, name="rekaman"),
    path("bnsp/kasus/<uuid:pk>/berkas/<uuid:file_id>/", views_baca.berkas, name="berkas"),
    path("bnsp/kunjungan-saya/", views_baca.saya, name="saya"),
]
