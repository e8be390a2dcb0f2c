"""Addresses of the letter register."""

from django.urls import path

from telusur.kernel.letters import views

app_name = "letters"
urlpatterns = [
    path("surat/", views.register, name="register"),
    path("surat/seri/", views.seri, name="series"),
    path("surat/seri/<slug:code>/", views.ubah_seri, name="change_series"),
]
