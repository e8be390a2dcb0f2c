"""Settings of the BNSP product."""

from __future__ import annotations

from telusur.sites.base import *  # noqa: F403  (a product is the shared settings plus its own)
from telusur.sites.base import KERNEL_APPS, env, product

globals().update(product("bnsp", port="8001"))
SESSION_COOKIE_NAME = "bnsp_sesi"  # cookies know no port: on one machine the LSP's must not be overwritten
CSRF_COOKIE_NAME = "bnsp_csrf"
AUDIT_READERS = ["ketua", "wakil_ketua", "komisi_pengendalian"]  # besides the pengelola sistem, by default
EXCHANGE_CODE = env("TELUSUR_CODE", "BNSP")  # how partners know this institution
EXCHANGE_READERS = ["ketua", "wakil_ketua", "komisi_pengendalian", "koordinator_sertifikasi", "operator"]
REGISTRATION_ROLE = ""  # nobody registers an account here: BNSP makes the accounts of its people
DEFAULT_FROM_EMAIL = env("TELUSUR_MAIL_FROM", "tidak-dibalas@bnsp.example")

# Whose system this is: pages, letters and documents show it.
LEMBAGA = {
    "nama": env("BNSP_NAMA", "Badan Nasional Sertifikasi Profesi"),
    "singkat": "BNSP",
    "alamat": env("BNSP_ALAMAT", "Jakarta"),
    "telepon": env("BNSP_TELEPON"),
    "surel": env("BNSP_SUREL"),
}

INSTALLED_APPS = [
    *KERNEL_APPS,
    "telusur.bnsp.harmonisasi.pedoman",
    "telusur.bnsp.sertifikasi_lisensi.lisensi",
    "telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi",
    "telusur.bnsp.sertifikasi_lisensi.tempat_uji",
    "telusur.bnsp.sertifikasi_lisensi.jadwal_uji",
    "telusur.bnsp.sertifikasi_lisensi.blanko",
    "telusur.bnsp.sertifikasi_lisensi.pemegang",
    "telusur.bnsp.pengendalian.pengaduan",
    "telusur.bnsp.pengendalian.surveilans",
    "telusur.bnsp.portal",
    "telusur.bnsp.manajemen.pertukaran",
    "telusur.bnsp.manajemen.pimpinan",
    "telusur.bnsp.manajemen.penyedia",
    "allauth.idp.oidc",
    "telusur.bnsp.peraga",
]

# Who keeps the tables of the kernel (holidays, number patterns) and who works with its lists; grants can change both.
KEEPER_ROLES: tuple[str, ...] = ("pengelola_sistem", "sekretariat")
STAFF_ROLES: tuple[str, ...] = (
    "ketua",
    "wakil_ketua",
    "anggota",
    "komisi_perencanaan",
    "komisi_harmonisasi",
    "komisi_sertifikasi",
    "komisi_pengendalian",
    "sekretariat",
    "phu",
    "cs",
    "koordinator_sertifikasi",
    "koordinator_sdm",
    "operator",
)

# One sign-in for BNSP's officers at the systems of LSP (P508 ch. 11).
IDP_OIDC_ADAPTER = "telusur.bnsp.manajemen.penyedia.adapter.OidcAdapter"
IDP_OIDC_ID_TOKEN_EXPIRES_IN = 300
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 60  # good for nothing here: the ID token says all there is to say

# Shapes of numbers, seen on real ones; no regulation prints them.
POLA_NOMOR_LISENSI = r"BNSP-LSP-\d{3,4}-ID"
POLA_NOMOR_ASESOR = r"MET\.000\.\d{6} \d{4}"
DIGIT_BLANKO = 7
JADWAL_HARI_SEBELUM = 1  # a schedule is at BNSP at least so many days before the assessment
TENGGAT_BLANKO_HARI = 1  # working days in which a request for blanks is answered
TENGGAT_PENGADUAN_HARI = 5  # working days in which a complaint is answered; no regulation says
PENGADUAN_PER_MENIT = 3  # complaints that one address may enter in a minute
TENGGAT_LKS_HARI = 15  # working days in which a finding is corrected (KEP.1516 licence key D15)
