"""Settings of the LSP product."""

from __future__ import annotations

from telusur.sites.base import *  # noqa: F403  (a product is the shared settings plus its own)
from telusur.sites.base import KERNEL_APPS, MIDDLEWARE, env, product

globals().update(product("lsp", port="8000"))
LOGIN_REDIRECT_URL = "/mulai/"  # asesi to their own page, everybody else to Tugas saya
AUDIT_READERS = ["manajer_sertifikasi", "manajer_administrasi", "direktur"]  # besides the pengelola sistem, by default
EXCHANGE_IDENTITY = "telusur.lsp.administrasi.umum.queries.nomor_lisensi"
BNSP_ANSWER_SECONDS = 3.0  # how long a public check waits for what BNSP's register says
BNSP_CODE = env("BNSP_CODE", "BNSP")  # how the national authority is known among the partners
EXCHANGE_READERS = ["manajer_sertifikasi", "manajer_administrasi", "direktur"]  # besides the pengelola sistem
FIRST_INSTITUTION = "telusur.lsp.administrasi.umum.perdana.LembagaPerdana"  # what `telusur lsp init` asks and records
# Roles that one pengelola sistem gives alone; any other decides, so a second person approves it: the head or another pengelola.
ROLES_GIVEN_ALONE: tuple[str, ...] = ("asesi", "admin_lsp")
HEAD_ROLES: tuple[str, ...] = ("direktur",)
REGISTRATION_ROLE = "asesi"  # what somebody who registers an account becomes (SOP 1.2)
DEFAULT_FROM_EMAIL = env("TELUSUR_MAIL_FROM", "tidak-dibalas@lsp.example")

INSTALLED_APPS = [
    *KERNEL_APPS,
    "telusur.lsp.administrasi.umum",
    "telusur.lsp.administrasi.mutu",
    "telusur.lsp.administrasi.pengetahuan",
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
    "telusur.lsp.manajemen.pelaporan",
    "telusur.lsp.manajemen.pengendalian",
    "telusur.lsp.manajemen.bnsp",
    "telusur.lsp.manajemen.beranda",
    "telusur.lsp.manajemen.kunjungan",
    "telusur.lsp.peraga",
]

# Officers of BNSP who look in (P508 ch. 11): which role at BNSP is which commission here, and how long a visit lasts before
# BNSP is asked again whether the person still holds it.
MIDDLEWARE = [*MIDDLEWARE, "telusur.lsp.manajemen.kunjungan.middleware.TamuMiddleware"]
BNSP_PERAN = {
    "komisi_perencanaan": "bnsp_perencanaan",
    "komisi_harmonisasi": "bnsp_harmonisasi",
    "komisi_sertifikasi": "bnsp_sertifikasi",
    "komisi_pengendalian": "bnsp_pengendalian",
}
BNSP_SESI_MENIT = int(env("TELUSUR_BNSP_SESI_MENIT", "60"))
BNSP_EKSPOR_MAKS_MB = int(env("TELUSUR_BNSP_EKSPOR_MAKS_MB", "200"))  # of documents in one monitoring file

# Who keeps the tables of the kernel (holidays, number patterns) and who works with its lists; grants can change both.
KEEPER_ROLES: tuple[str, ...] = ("pengelola_sistem", "admin_lsp")
STAFF_ROLES: tuple[str, ...] = ("admin_lsp", "manajer_sertifikasi", "manajer_administrasi", "direktur")

# Fees of a skema file that does not say which of them an accepted application is charged: those whose name holds one of these.
BIAYA_PERMOHONAN = ("uji kompetensi", "penerbitan sertifikat")
