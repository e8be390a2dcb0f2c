"""Addresses of notices and of the mail log."""

from django.urls import path

from telusur.kernel.notices import views

app_name = "notices"
urlpatterns = [
    path("pemberitahuan/", views.pemberitahuan, name="inbox"),
    path("pemberitahuan/baca-semua/", views.baca_semua, name="read_all"),
    path("pemberitahuan/<uuid:message_id>/", views.satu, name="message"),
    path("catatan-surel/", views.catatan, name="mail_log"),
    path("catatan-surel/<uuid:message_id>/", views.surel, name="mail"),
    path("catatan-surel/<uuid:message_id>/kirim-ulang/", views.kirim_ulang, name="resend"),
    path("surat-keluar-lokal/", views.lokal, name="local"),
]
