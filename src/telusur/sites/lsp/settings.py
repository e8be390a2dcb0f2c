"""Settings of the LSP product."""

from __future__ import annotations

from telusur.sites.base import *  # noqa: F403  (a product is the shared settings plus its own)
from telusur.sites.base import KERNEL_APPS, data_dir, database, env, secret

PRODUCT = "lsp"
DATA_FOLDER = data_dir(PRODUCT)
LOGIN_REDIRECT_URL = "/mulai/"  # asesi to their own page, everybody else to Tugas saya
ROOT_URLCONF = "telusur.sites.lsp.urls"
WSGI_APPLICATION = "telusur.sites.lsp.wsgi.application"
DATABASES = {"default": database(PRODUCT)}
MEDIA_ROOT = str(DATA_FOLDER / "arsip")
SECRET_KEY = secret(PRODUCT, "secret_key")
FIELD_KEY = secret(PRODUCT, "field_key")
INDEX_KEY = secret(PRODUCT, "index_key")
AUDIT_READERS = ["manajer_sertifikasi", "manajer_administrasi", "direktur"]  # besides the pengelola sistem, by default
EXCHANGE_CODE = env("TELUSUR_CODE", "LSP")  # how partners know this institution
EXCHANGE_READERS = ["manajer_sertifikasi", "manajer_administrasi", "direktur"]  # besides the pengelola sistem
SEAL_KEY = env("TELUSUR_SEAL_KEY")  # path of the key that seals the trail; empty: made in the data folder
REGISTRATION_ROLE = "asesi"  # what somebody who registers an account becomes (SOP 1.2)
PRIVACY_VERSION = "2026-01"
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
    "telusur.lsp.peraga",
]

# Who keeps the tables of the kernel (holidays, number patterns) and who works with its lists; grants can change both.
KEEPER_ROLES = ("pengelola_sistem", "admin_lsp")
STAFF_ROLES = ("admin_lsp", "manajer_sertifikasi", "manajer_administrasi", "direktur")

# Fees of a skema file that does not say which of them an accepted application is charged: those whose name holds one of these.
BIAYA_PERMOHONAN = ("uji kompetensi", "penerbitan sertifikat")

# Questions that one address may put to the public verification in a minute: numbers and unknown codes; uploaded files.
VERIFIKASI_PER_MENIT = 60
PERIKSA_PDF_PER_MENIT = 10
