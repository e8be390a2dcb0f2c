"""Addresses of decisions."""

from django.urls import path

from telusur.lsp.sertifikasi.keputusan.views import daftar, komite, layar

app_name = "keputusan"
urlpatterns = [
    path("keputusan/", daftar.daftar, name="daftar"),
    path("keputusan/hasil/", daftar.hasil, name="hasil"),
    path("keputusan/usul/<uuid:pk>/", komite.usul, name="usul"),
    path("keputusan/<uuid:pk>/", komite.rinci, name="komite"),
    path("keputusan/<uuid:pk>/buka-pleno/", komite.buka_pleno, name="buka_pleno"),
    path("keputusan/<uuid:pk>/<uuid:permohonan_id>/", layar.buka, name="layar"),
    path("keputusan/<uuid:pk>/<slug:tindakan>/", komite.tindak, name="tindak"),
]
