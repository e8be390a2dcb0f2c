"""Addresses of completeness and sanction cases."""

from django.urls import path

from telusur.bnsp.pengendalian.sanksi import views

app_name = "sanksi"
urlpatterns = [
    path("kelengkapan/", views.daftar_kelengkapan, name="kelengkapan"),
    path("kelengkapan/<uuid:pk>/", views.rinci_kelengkapan, name="rinci_kelengkapan"),
    path("kelengkapan/<uuid:pk>/kasus/", views.baru, name="baru"),
    path("kasus-sanksi/", views.daftar, name="daftar"),
    path("kasus-sanksi/<uuid:pk>/", views.rinci, name="rinci"),
    *(path(f"kasus-sanksi/<uuid:pk>/{nama}/", views.tindakan, {"nama": nama}, name=nama) for nama in views.TINDAKAN),
]
