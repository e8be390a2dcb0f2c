"""Addresses of documents."""

from django.urls import path

from telusur.kernel.documents import views

app_name = "documents"
urlpatterns = [
    path("dokumen/<str:code>/", views.dokumen, name="dokumen"),
    path("dokumen/<str:code>/unduh/", views.unduh, name="unduh"),
]
