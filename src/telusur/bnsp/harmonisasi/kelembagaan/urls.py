"""Addresses of branches, standards and harmonisation."""

from django.urls import path

from telusur.bnsp.harmonisasi.kelembagaan import views

app_name = "kelembagaan"
urlpatterns = [
    path("cabang/", views.cabang, name="cabang"),
    path("cabang/baru/", views.cabang_baru, name="cabang_baru"),
    path("cabang/<uuid:pk>/", views.rinci_cabang, name="rinci_cabang"),
    path("cabang/<uuid:pk>/tutup/", views.tutup_cabang, name="tutup_cabang"),
    path("standar/", views.standar, name="standar"),
    path("standar/baru/", views.standar_baru, name="standar_baru"),
    path("standar/<uuid:pk>/", views.rinci_standar, name="rinci_standar"),
    path("standar/<uuid:pk>/cabut/", views.cabut_standar, name="cabut_standar"),
    path("harmonisasi/", views.harmonisasi, name="harmonisasi"),
    path("harmonisasi/baru/", views.harmonisasi_baru, name="harmonisasi_baru"),
    path("harmonisasi/<uuid:pk>/", views.rinci_harmonisasi, name="rinci_harmonisasi"),
]
