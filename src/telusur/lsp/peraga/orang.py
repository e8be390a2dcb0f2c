"""The invented people of the demo. Every name is made up; the accounts are marked as demo."""

from __future__ import annotations

from dataclasses import dataclass

from telusur.lsp.roles import Role

SANDI = "peraga-telusur-2026"
DOMAIN = "peraga.example"


@dataclass(frozen=True, slots=True)
class Staf:
    """A person of the LSP. ``kunci`` is the user name before the @."""

    kunci: str
    nama: str
    peran: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class CalonAsesi:
    """An applicant; ``nik`` follows the shape of the number and belongs to nobody."""

    kunci: str
    nama: str
    nik: str
    tempat_lahir: str
    tanggal_lahir: str
    kelamin: str


STAF = (
    Staf("pengelola", "Pandu Kertajaya", (Role.PENGELOLA_SISTEM,)),
    Staf("admin", "Wulan Kartikasari", (Role.ADMIN_LSP,)),
    Staf("manajer", "Lestari Handayani", (Role.MANAJER_SERTIFIKASI,)),
    Staf("administrasi", "Marwan Tanjung", (Role.MANAJER_ADMINISTRASI,)),
    Staf("direktur", "Hendra Wiratmaja", (Role.DIREKTUR,)),
    Staf("asesor", "Bambang Sutejo", (Role.ASESOR,)),
    Staf("asesor2", "Endang Sulastri", (Role.ASESOR,)),
    Staf("komite1", "Arifin Lubis", (Role.KOMITE_TEKNIS,)),
    Staf("komite2", "Maria Goreti Tukan", (Role.KOMITE_TEKNIS,)),
    Staf("komite3", "Yosef Tallulembang", (Role.KOMITE_TEKNIS,)),
    Staf("komite4", "Rinto Simatupang", (Role.KOMITE_TEKNIS,)),
    Staf("verifikator", "Vivi Oktora", (Role.VERIFIKATOR_TUK,)),
)


def _asesi(kunci: str, nama: str, lahir: str, kelamin: str, tempat: str, nomor: int) -> CalonAsesi:
    tahun, bulan, hari = lahir.split("-")
    tanggal = int(hari) + (40 if kelamin == "P" else 0)
    return CalonAsesi(kunci, nama, f"327301{tanggal:02d}{bulan}{tahun[2:]}{nomor:04d}", tempat, lahir, kelamin)


ASESI = (
    _asesi("asesi", "Tiara Kusumaningtyas", "2003-04-17", "P", "Bandung", 11),
    _asesi("galih", "Galih Pramudita", "2004-08-02", "L", "Bandung", 12),
    _asesi("sekar", "Ni Putu Sekar Ardhani", "2002-11-23", "P", "Denpasar", 13),
    _asesi("fransiskus", "Fransiskus Bria", "2001-02-09", "L", "Atambua", 14),
    _asesi("dimas", "Dimas Aryo Wicaksono", "2004-06-30", "L", "Surakarta", 15),
    _asesi("larasati", "Ni Komang Ayu Larasati", "2003-09-12", "P", "Singaraja", 16),
    _asesi("yosefa", "Maria Yosefa Lodan", "2002-05-05", "P", "Maumere", 17),
    _asesi("maulidya", "Siti Maulidya Rahma", "2003-12-28", "P", "Banjarmasin", 18),
    _asesi("rangga", "Rangga Aditya Permana", "2004-01-19", "L", "Cimahi", 19),
    _asesi("novita", "Novita Simanjuntak", "2002-07-14", "P", "Medan", 20),
    _asesi("ilham", "Ilham Nur Hakim", "2001-10-03", "L", "Garut", 21),
    _asesi("cut", "Cut Meutia Zahra", "2003-03-26", "P", "Banda Aceh", 22),
    _asesi("yohana", "Yohana Wenda", "2002-12-01", "P", "Wamena", 23),
    _asesi("bagas", "Bagas Tri Nugroho", "2004-11-08", "L", "Semarang", 24),
    _asesi("putri", "Putri Anjani Dewanti", "2003-05-21", "P", "Malang", 25),
    _asesi("arif", "Arif Rahman Hasibuan", "2002-08-16", "L", "Padangsidimpuan", 26),
)
