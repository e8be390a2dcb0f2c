"""Addresses of assessment plans."""

from django.urls import path

from telusur.lsp.sertifikasi.praasesmen import views

app_name = "praasesmen"
urlpatterns = [
    path("rencana/", views.daftar, name="daftar"),
    path("rencana/baru/", views.baru, name="baru"),
    path("rencana/kasus/<uuid:permohonan_id>/", views.kasus, name="kasus"),
    path("rencana/<uuid:rencana_id>/", views.rinci, name="rinci"),
    path("rencana/<uuid:rencana_id>/ubah/", views.ubah, name="ubah"),
    path("rencana/<uuid:rencana_id>/ganti-asesor/", views.ganti_asesor, name="ganti_asesor"),
    path("rencana/<uuid:rencana_id>/tambah/", views.tambah, name="tambah"),
    path("rencana/<uuid:rencana_id>/keluarkan/", views.keluarkan, name="keluarkan"),
    path("rencana/<uuid:rencana_id>/<slug:act>/", views.tindak, name="tindak"),
]
