"""Addresses of the register of certificates."""

from django.urls import path

from telusur.bnsp.sertifikasi_lisensi.pemegang import views

app_name = "pemegang"
urlpatterns = [
    path("pemegang/", views.daftar, name="daftar"),
    path("pemegang/baru/", views.baru, name="baru"),
    path("pemegang/<uuid:pk>/", views.rinci, name="rinci"),
    *(
        path(f"pemegang/<uuid:pk>/{nama.replace('_', '-')}/", views.tindakan, {"nama": nama}, name=nama)
        for nama in views.TINDAKAN
    ),
]
