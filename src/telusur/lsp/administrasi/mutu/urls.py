"""Addresses of the documents of the quality system."""

from django.urls import path

from telusur.lsp.administrasi.mutu import views

app_name = "mutu"
urlpatterns = [
    path("mutu/", views.daftar, name="daftar"),
    path("mutu/terbitkan/", views.terbitkan, name="terbitkan"),
    path("mutu/<slug:kode>/", views.baca, name="baca"),
    path("mutu/<slug:kode>/cetak/", views.cetak, name="cetak"),
    path("mutu/<slug:kode>/revisi/<int:nomor>/", views.baca_revisi, name="revisi"),
    path("mutu/<slug:kode>/revisi/<int:nomor>/cetak/", views.cetak, name="cetak_revisi"),
    path("mutu/<slug:kode>/revisi-baru/", views.terbitkan, name="revisi_baru"),
]
