"""Addresses of what BNSP holds against the LSP."""

from django.urls import path

from telusur.lsp.manajemen.pengendalian import views

app_name = "pengendalian"
urlpatterns = [
    path("temuan-bnsp/", views.daftar, name="daftar"),
    path("temuan-bnsp/<uuid:pk>/", views.rinci, name="rinci"),
    path("temuan-bnsp/<uuid:pk>/jawab/", views.jawab, name="jawab"),
]
