"""Addresses about blanks."""

from django.urls import path

from telusur.bnsp.sertifikasi_lisensi.blanko import views

app_name = "blanko"
urlpatterns = [
    path("blanko/", views.daftar, name="daftar"),
    path("blanko/baru/", views.baru, name="baru"),
    path("blanko/persediaan/", views.persediaan, name="persediaan"),
    path("blanko/persediaan/baru/", views.terima, name="terima"),
    path("blanko/rusak/", views.rusak, name="rusak"),
    path("blanko/rusak/baru/", views.lapor_rusak, name="lapor_rusak"),
    path("blanko/rusak/<uuid:pk>/", views.rinci_rusak, name="rinci_rusak"),
    path("blanko/rusak/<uuid:pk>/ganti/", views.ganti_rusak, name="ganti_rusak"),
    path("blanko/<uuid:pk>/", views.rinci, name="rinci"),
    *(path(f"blanko/<uuid:pk>/{nama}/", views.putusan, {"nama": nama}, name=nama) for nama in views.PUTUSAN),
]
