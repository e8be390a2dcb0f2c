"""Addresses of work lists and flows."""

from django.urls import path

from telusur.kernel.flows import views

app_name = "flows"
urlpatterns = [
    path("tugas/", views.tugas_saya, name="mine"),
    path("tugas/semua/", views.tugas_semua, name="all"),
    path("alur/", views.daftar_alur, name="flows"),
    path("alur/<slug:code>/", views.alur, name="matrix"),
]
