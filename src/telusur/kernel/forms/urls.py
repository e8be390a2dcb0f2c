"""Addresses of forms."""

from django.urls import path

from telusur.kernel.forms import prints, views

app_name = "forms"
urlpatterns = [
    path("formulir/<uuid:rekaman_id>/", views.formulir, name="formulir"),
    path("formulir/kosong/<str:edition>/<str:code>/", prints.kosong, name="kosong"),
    path("formulir/<uuid:rekaman_id>/cetak/", prints.cetak, name="cetak"),
    path("formulir/<uuid:rekaman_id>/simpan/", views.simpan, name="simpan"),
    path("formulir/<uuid:rekaman_id>/berkas/", views.berkas, name="berkas"),
]
