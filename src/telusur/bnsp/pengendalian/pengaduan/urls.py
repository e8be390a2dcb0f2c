"""Addresses of complaints inside BNSP; the public ones are the portal's."""

from django.urls import path

from telusur.bnsp.pengendalian.pengaduan import views

app_name = "pengaduan"
urlpatterns = [
    path("pengaduan-masuk/", views.daftar, name="daftar"),
    path("pengaduan-masuk/<uuid:pk>/", views.rinci, name="rinci"),
    *(path(f"pengaduan-masuk/<uuid:pk>/{nama}/", views.tindakan, {"nama": nama}, name=nama) for nama in views.TINDAKAN),
]
