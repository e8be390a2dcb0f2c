"""Addresses of the table of days off."""

from django.urls import path

from telusur.kernel.calendar import views

app_name = "calendar"
urlpatterns = [
    path("kalender/", views.kalender, name="year"),
    path("kalender/isi/", views.isi, name="fill"),
    path("kalender/tetapkan/", views.tetapkan, name="set"),
    path("kalender/hapus/", views.hapus, name="remove"),
]
