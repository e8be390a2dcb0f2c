"""Addresses of forms."""

from django.urls import path

from telusur.kernel.forms import views

app_name = "forms"
urlpatterns = [
    path("formulir/<uuid:rekaman_id>/", views.formulir, name="formulir"),
    path("formulir/kosong/<str:edition>/<str:code>/", views.kosong, name="kosong"),
    path("formulir/<uuid:rekaman_id>/simpan/", views.simpan, name="simpan"),
    path("formulir/<uuid:rekaman_id>/berkas/", views.berkas, name="berkas"),
]
