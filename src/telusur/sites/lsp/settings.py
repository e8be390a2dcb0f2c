"""Settings of the LSP product."""

from __future__ import annotations

from telusur.sites.base import *  # noqa: F403  (a product is the shared settings plus its own)
from telusur.sites.base import KERNEL_APPS, data_dir, database, env, secret

PRODUCT = "lsp"
DATA_FOLDER = data_dir(PRODUCT)
ROOT_URLCONF = "telusur.sites.lsp.urls"
WSGI_APPLICATION = "telusur.sites.lsp.wsgi.application"
DATABASES = {"default": database(PRODUCT)}
MEDIA_ROOT = str(DATA_FOLDER / "arsip")
SECRET_KEY = secret(PRODUCT, "secret_key")
FIELD_KEY = secret(PRODUCT, "field_key")
INDEX_KEY = secret(PRODUCT, "index_key")
BASE_URL = env("TELUSUR_URL", f"http://127.0.0.1:{env('LSP_PORT', '8000')}").rstrip("/")

INSTALLED_APPS = [
    *KERNEL_APPS,
    "telusur.lsp.administrasi.umum",
    "telusur.lsp.administrasi.mutu",
    "telusur.lsp.administrasi.skema",
    "telusur.lsp.administrasi.sdm",
    "telusur.lsp.administrasi.keuangan",
    "telusur.lsp.administrasi.asesor",
    "telusur.lsp.administrasi.tuk",
    "telusur.lsp.administrasi.muk",
    "telusur.lsp.sertifikasi.aplikasi",
    "telusur.lsp.sertifikasi.praasesmen",
    "telusur.lsp.sertifikasi.jadwal",
    "telusur.lsp.sertifikasi.asesmen",
    "telusur.lsp.sertifikasi.ujian",
    "telusur.lsp.sertifikasi.keputusan",
    "telusur.lsp.sertifikasi.sertifikat",
    "telusur.lsp.manajemen.portal",
    "telusur.lsp.manajemen.beranda",
]
