"""Addresses of invoices."""

from django.urls import path

from telusur.lsp.administrasi.keuangan import views

app_name = "keuangan"
urlpatterns = [
    path("tagihan/", views.daftar, name="daftar"),
    path("tagihan/<uuid:pk>/", views.rinci, name="rinci"),
    path("tagihan/<uuid:pk>/bayar/", views.bayar, name="bayar"),
    path("tagihan/<uuid:pk>/sahkan/", views.sahkan, name="sahkan"),
    path("tagihan/<uuid:pk>/tolak/", views.tolak, name="tolak"),
    path("tagihan/<uuid:pk>/bebaskan/", views.bebaskan, name="bebaskan"),
]
