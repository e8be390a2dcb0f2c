"""Addresses of guidelines for those who write them."""

from django.urls import path

from telusur.bnsp.harmonisasi.pedoman import views

app_name = "pedoman"
urlpatterns = [
    path("naskah-pedoman/", views.daftar, name="daftar"),
    path("naskah-pedoman/baru/", views.baru, name="baru"),
    path("naskah-pedoman/<uuid:pk>/", views.rinci, name="rinci"),
    path("naskah-pedoman/<uuid:pk>/tulis/", views.tulis, name="tulis"),
    path("naskah-pedoman/versi/<uuid:pk>/terbitkan/", views.terbitkan, name="terbitkan"),
]
