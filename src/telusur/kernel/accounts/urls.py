"""Addresses of everything about accounts. allauth's pages under our words; only those that this house uses."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path
from django.views.generic import RedirectView

from telusur.kernel.accounts import people_views, role_views, views

# allauth looks these up even where their features are off.
UNUSED = ("account_confirm_login_code", "account_email_verification_sent", "account_email")

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("daftar/", views.register, name="account_signup"),
    path("daftar/selesai/", views.registered, name="accounts_daftar_selesai"),
    path("profil/", views.profile, name="accounts_profil"),
    path("verifikasi-ulang/", account.reauthenticate, name="account_reauthenticate"),
    path("sandi/ganti/", account.password_change, name="account_change_password"),
    path("sandi/buat/", account.password_set, name="account_set_password"),
    path("sandi/lupa/", account.password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path("sandi/tautan/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^sandi/tautan/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("keamanan/", mfa.index, name="mfa_index"),
    path("masuk/faktor-kedua/", mfa.authenticate, name="mfa_authenticate"),
    path("verifikasi-ulang/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("verifikasi-ulang/kunci/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("masuk/kunci/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("keamanan/autentikator/pasang/", totp.activate_totp, name="mfa_activate_totp"),
    path("keamanan/autentikator/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("keamanan/kode/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("keamanan/kode/buat/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("keamanan/kode/unduh/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("keamanan/kunci/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("keamanan/kunci/tambah/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("keamanan/kunci/<int:pk>/hapus/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("keamanan/kunci/<int:pk>/nama/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("orang/", people_views.people, name="accounts_orang"),
    path("orang/baru/", people_views.new_account, name="accounts_akun_baru"),
    path("orang/faktor-kedua/", people_views.second_factors, name="accounts_faktor_kedua"),
    path("orang/<uuid:pk>/", people_views.account, name="accounts_akun"),
    path("orang/<uuid:pk>/peran/", people_views.give_role, name="accounts_beri_peran"),
    path("orang/<uuid:pk>/<slug:act>/", people_views.change_account, name="accounts_ubah_akun"),
    path("peran/permintaan/", role_views.requests, name="accounts_permintaan_peran"),
    path("peran/permintaan/<uuid:pk>/<slug:act>/", role_views.answer, name="accounts_jawab_peran"),
    path("peran/<uuid:pk>/akhiri/", people_views.end_role, name="accounts_akhiri_peran"),
    path("kewenangan/", people_views.permissions, name="accounts_kewenangan"),
    path("kewenangan/<str:code>/", people_views.permission, name="accounts_kewenangan_tindakan"),
    *(path(f"x/{name}/", RedirectView.as_view(pattern_name="account_login"), name=name) for name in UNUSED),
]
