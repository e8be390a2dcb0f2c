"""Addresses of documents."""

from django.urls import path

from telusur.kernel.documents import views

app_name = "documents"
urlpatterns = [
    path("tanda-tangan/", views.akar, name="akar"),
    path("tanda-tangan/<str:serial>.cer", views.berkas_akar, name="berkas_akar"),
    path("dokumen/<str:code>/", views.dokumen, name="dokumen"),
    path("dokumen/<str:code>/unduh/", views.unduh, name="unduh"),
]
