"""Settings of the BNSP product."""

from __future__ import annotations

from typing import Any

from telusur.sites.base import *  # noqa: F403  (a product is the shared settings plus its own)
from telusur.sites.base import KERNEL_APPS, env, product

globals().update(product("bnsp", port="8001"))
SESSION_COOKIE_NAME = "bnsp_sesi"  # cookies know no port: on one machine the LSP's must not be overwritten
CSRF_COOKIE_NAME = "bnsp_csrf"
AUDIT_READERS = ["ketua", "wakil_ketua", "komisi_pengendalian"]  # besides the pengelola sistem, by default
EXCHANGE_CODE = env("TELUSUR_CODE", "BNSP")  # how partners know this institution
EXCHANGE_READERS = ["ketua", "wakil_ketua", "komisi_pengendalian", "koordinator_sertifikasi", "operator"]
FIRST_INSTITUTION = "telusur.bnsp.manajemen.perdana.LembagaPerdana"  # what `telusur bnsp init` asks and records
# Roles that one pengelola sistem gives alone; any other decides, so a second person approves it: the head or another pengelola.
ROLES_GIVEN_ALONE: tuple[str, ...] = ("calon_lsp", "cs", "operator", "phu", "sekretariat")
HEAD_ROLES: tuple[str, ...] = ("ketua", "wakil_ketua")
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
    "telusur.bnsp.sekretariat.layanan",
    "telusur.bnsp.sekretariat.persuratan",
    "telusur.bnsp.sertifikasi_lisensi.lisensi",
    "telusur.bnsp.sertifikasi_lisensi.berkas_lsp",
    "telusur.bnsp.sertifikasi_lisensi.permohonan_lisensi",
    "telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi",
    "telusur.bnsp.sertifikasi_lisensi.tempat_uji",
    "telusur.bnsp.sertifikasi_lisensi.jadwal_uji",
    "telusur.bnsp.sertifikasi_lisensi.blanko",
    "telusur.bnsp.sertifikasi_lisensi.pemegang",
    "telusur.bnsp.harmonisasi.kelembagaan",
    "telusur.bnsp.perencanaan.program",
    "telusur.bnsp.pengendalian.pengaduan",
    "telusur.bnsp.pengendalian.surveilans",
    "telusur.bnsp.pengendalian.laporan_lsp",
    "telusur.bnsp.pengendalian.sanksi",
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

TIME_ZONE = "Asia/Jakarta"  # BNSP works by WIB (KEP.1516 Lamp. I), wherever its server stands

# Shapes of numbers, seen on real ones; no regulation prints them.
POLA_NOMOR_LISENSI = r"BNSP-LSP-\d{3,4}-ID"
POLA_NOMOR_ASESOR = r"MET\.000\.\d{6} \d{4}"
DIGIT_BLANKO = 7
JADWAL_HARI_SEBELUM = 1  # a schedule is at BNSP at least so many days before the assessment
TENGGAT_BLANKO_HARI = 1  # working days in which a request for blanks is answered
TENGGAT_PENGADUAN_HARI = 5  # working days in which a complaint is answered; no regulation says
PENGADUAN_PER_MENIT = 3  # complaints that one address may enter in a minute
KELENGKAPAN_MINIMAL = 80  # per cent; below it a sanction case is at hand (P508 9.5.2 names no figure)
KELENGKAPAN_BLANKO_HARI = 60  # days after which a blank should have become a certificate or been reported
TENGGAT_LAPORAN_HARI = 5  # working days in which a report of an LSP is answered; no regulation says
LAPORAN_TANGGAL = 31  # day of January and July on which six-monthly reports are due (LAP 1.2 prints no day)
TENGGAT_TANGGAPAN_HARI = 10  # working days in which an LSP may respond to a sanction case; no regulation says
TENGGAT_LKS_HARI = 15  # working days in which a finding is corrected (KEP.1516 licence key D15)

# The disposition window (KEP.1516 Lamp. I), hours of WIB, and the working days that the letter flows print (Lamp. II, III).
DISPOSISI_BUKA, DISPOSISI_TUTUP = 8, 15
SURAT_SEKRETARIAT_HARI = 2
SURAT_ANGGOTA_HARI = 1
# Working days of each step (Hr), 0 for TS. The drawings of KEP.1516 are lost; of the licence only D15 is printed.
WAKTU_LANGKAH: dict[str, Any] = {
    "surat_bagian": 2,
    "disposisi": 1,
    "tindak_lanjut": 3,
    "konsep": 1,
    "paraf": 1,
    "tanda_tangan": 1,
    "lisensi": {
        "D1": 0,
        "D2": 1,
        "D2P": 10,
        "D3": 1,
        "D4": 1,
        "D4N": 0,
        "D5": 5,
        "D6": 20,
        "D7": 5,
        "D8": 1,
        "D9": 2,
        "D10": 10,
        "D11": 3,
        "D12": 1,
        "D13": 1,
        "D13N": 0,
        "D14": 10,
        "D15": 15,
        "D15V": 5,
        "D16": 5,
        "D18": 5,
        "D19": 1,
        "D20": 1,
        "D21": 5,
        "D22A": 1,
        "D23A": 1,
        "D23AN": 0,
        "D22": 2,
        "D23T": 1,
        "D23": 0,
        "D24": 5,
        "D25": 0,
        "D26": 20,
        "D27": 3,
        "D28": 1,
        "D29": 1,
        "D29N": 0,
        "D30": 10,
        "D31": 15,
        "D31V": 5,
        "D32": 5,
        "D33": 0,
    },
}
# Classes of the archive: label, years active, years inactive after that. Proposed; BNSP's schedule replaces them.
KELAS_ARSIP = {
    "surat_biasa": ("Surat biasa", 1, 2),
    "surat_penting": ("Surat penting", 1, 5),
    "lisensi": ("Perkara lisensi", 5, 5),
}
