"""Addresses of the pages that look over a whole case."""

from django.urls import path

from telusur.lsp.manajemen.beranda import views

app_name = "beranda"
urlpatterns = [
    path("mulai/", views.mulai, name="mulai"),
    path("saya/", views.saya, name="saya"),
    path("saya/<uuid:rekaman_id>/lengkapi/", views.lengkapi, name="lengkapi"),
    path("kasus/<uuid:pk>/", views.kasus, name="kasus"),
    path("kasus/<uuid:pk>/jejak/", views.jejak, name="jejak"),
    path("manajemen/kasus/", views.kasus_berjalan, name="kasus_berjalan"),
]
