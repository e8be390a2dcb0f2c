"""Addresses of plans, targets and trends."""

from django.urls import path

from telusur.bnsp.perencanaan.program import views

app_name = "program"
urlpatterns = [
    path("rencana/", views.rencana, name="rencana"),
    path("rencana/baru/", views.baru, name="baru"),
    path("rencana/<uuid:pk>/", views.rinci, name="rinci"),
    path("rencana/<uuid:pk>/realisasi/", views.perbarui, name="perbarui"),
    path("target/", views.target, name="target"),
    path("target/baru/", views.target_baru, name="target_baru"),
    path("tren/", views.tren, name="tren"),
]
