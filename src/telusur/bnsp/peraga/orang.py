"""The invented people of BNSP in the demo. Every name is made up; the accounts are marked as demo."""

from __future__ import annotations

from dataclasses import dataclass

from telusur.bnsp.roles import Role

SANDI = "peraga-telusur-2026"
DOMAIN = "bnsp.peraga.example"


@dataclass(frozen=True, slots=True)
class Orang:
    """Somebody of BNSP. ``kunci`` is the user name before the @."""

    kunci: str
    nama: str
    peran: Role


STAF = (
    Orang("pengelola", "Satrio Mahendra", Role.PENGELOLA_SISTEM),
    Orang("ketua", "Ratna Widyaningrum", Role.KETUA),
    Orang("wakil", "Yohanes Tarigan", Role.WAKIL_KETUA),
    Orang("anggota", "Nurhayati Daulay", Role.ANGGOTA),
    Orang("perencanaan", "Gede Suardana", Role.KOMISI_PERENCANAAN),
    Orang("harmonisasi", "Melati Kusumo", Role.KOMISI_HARMONISASI),
    Orang("sertifikasi", "Rahmat Siregar", Role.KOMISI_SERTIFIKASI),
    Orang("pengendalian", "Theresia Manalu", Role.KOMISI_PENGENDALIAN),
    Orang("sekretariat", "Bayu Prakoso", Role.SEKRETARIAT),
    Orang("phu", "Indah Permatasari", Role.PHU),
    Orang("cs", "Laila Rahmawati", Role.CS),
    Orang("koordinator", "Agung Setiadi", Role.KOORDINATOR_SERTIFIKASI),
    Orang("sdm", "Kristina Wattimena", Role.KOORDINATOR_SDM),
    Orang("operator", "Dodi Firmansyah", Role.OPERATOR),
    Orang("asesorlisensi", "Hendra Gunawan Putra", Role.ASESOR_LISENSI),
    Orang("pantek", "Sulastri Ningrum", Role.PANTEK),
    Orang("calonlsp", "Fitria Ramadhani", Role.CALON_LSP),
)
