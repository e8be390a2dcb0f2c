"""Addresses of the visits of BNSP."""

from django.urls import path

from telusur.lsp.manajemen.kunjungan import views_arsip, views_kasus, views_lsp, views_masuk, views_register

app_name = "kunjungan"
urlpatterns = [
    path("bnsp/masuk/", views_masuk.berangkat, name="masuk"),
    path("bnsp/kembali/", views_masuk.kembali, name="kembali"),
    path("bnsp/keluar/", views_masuk.keluar, name="keluar"),
    path("bnsp/sambungan/", views_masuk.sambungan, name="sambungan"),
    path("bnsp/kunjungan/", views_lsp.daftar, name="daftar"),
    path("bnsp/", views_register.ringkasan, name="ringkasan"),
    path("bnsp/lisensi/", views_register.lisensi, name="lisensi"),
    path("bnsp/skema/", views_register.skema, name="skema"),
    path("bnsp/asesor/", views_register.asesor, name="asesor"),
    path("bnsp/tuk/", views_register.tuk, name="tuk"),
    path("bnsp/tuk/<uuid:pk>/", views_register.buka_tuk, name="buka_tuk"),
    path("bnsp/jadwal/", views_register.jadwal, name="jadwal"),
    path("bnsp/jadwal/<uuid:pk>/", views_register.buka_jadwal, name="buka_jadwal"),
    path("bnsp/sertifikat/", views_register.sertifikat, name="sertifikat"),
    path("bnsp/kasus/", views_kasus.kasus, name="kasus"),
    path("bnsp/kasus/<uuid:pk>/", views_kasus.buka_kasus, name="buka_kasus"),
    path("bnsp/kasus/<uuid:pk>/jejak/", views_kasus.jejak, name="jejak"),
    path("bnsp/kasus/<uuid:pk>/ekspor/", views_kasus.ekspor_berkas, name="ekspor"),
    path("bnsp/kasus/<uuid:pk>/formulir/<uuid:rekaman_id>/", views_kasus.rekaman, name="rekaman"),
    path("bnsp/kasus/<uuid:pk>/berkas/<uuid:file_id>/", views_kasus.berkas, name="berkas"),
    path("bnsp/rekaman/", views_arsip.rekaman, name="daftar_rekaman"),
    path("bnsp/rekaman/<uuid:pk>/", views_arsip.buka_rekaman, name="buka_rekaman"),
    path("bnsp/dokumen/", views_arsip.dokumen, name="dokumen"),
    path("bnsp/dokumen/<uuid:pk>/", views_arsip.buka_dokumen, name="buka_dokumen"),
    path("bnsp/tenggat/", views_arsip.tenggat, name="tenggat"),
    path("bnsp/pemantauan/", views_arsip.berkas_pemantauan, name="pemantauan"),
    path("bnsp/pemantauan/ekspor/", views_arsip.ekspor_pemantauan, name="ekspor_pemantauan"),
    path("bnsp/kunjungan-saya/", views_kasus.saya, name="saya"),
]
