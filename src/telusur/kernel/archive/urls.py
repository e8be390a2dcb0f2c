"""Addresses of stored files."""

from django.urls import path

from telusur.kernel.archive import views

app_name = "archive"
urlpatterns = [path("berkas/<uuid:file_id>/", views.berkas, name="berkas")]
