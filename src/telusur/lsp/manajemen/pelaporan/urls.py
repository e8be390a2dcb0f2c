"""Addresses of reports."""

from django.urls import path

from telusur.lsp.manajemen.pelaporan import views

app_name = "pelaporan"
urlpatterns = [
    path("laporan/", views.daftar, name="daftar"),
    path("laporan/baru/", views.baru, name="baru"),
    path("laporan/<uuid:pk>/", views.rinci, name="rinci"),
    path("laporan/<uuid:pk>/angka/<slug:bagian>/<int:baris>/<int:kolom>/", views.angka, name="angka"),
    path("laporan/<uuid:pk>/bagian/<slug:kode>/", views.bagian, name="bagian"),
    path("laporan/<uuid:pk>/lembar-kerja/", views.lembar_kerja, name="lembar_kerja"),
    path("laporan/<uuid:pk>/susun/", views.susun, name="susun"),
    path("laporan/<uuid:pk>/finalkan/", views.finalkan, name="finalkan"),
    path("laporan/<uuid:pk>/kirim/", views.kirim, name="kirim"),
    path("laporan/<uuid:pk>/jawaban/", views.jawaban, name="jawaban"),
    path("laporan/<uuid:pk>/perbaiki/", views.perbaiki, name="perbaiki"),
    path("laporan/<uuid:pk>/batalkan/", views.batalkan, name="batalkan"),
]
