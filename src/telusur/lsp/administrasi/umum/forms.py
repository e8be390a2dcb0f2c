"""Shape of input about the LSP, its licence and its settings."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.kernel.base.dates import DayField, DayInput
from telusur.lsp.administrasi.umum.isian_tangan import alasan_tangan, bukti_tangan
from telusur.lsp.administrasi.umum.setelan import Butir
from telusur.lsp.administrasi.umum.states import JenisLsp, StatusLisensi

KOSONG = {"required": "Isian ini belum diisi."}


def _teks(label: str, panjang: int, *, wajib: bool = True, petunjuk: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=panjang, required=wajib, help_text=petunjuk, error_messages=KOSONG)


def _hari(label: str) -> DayField:
    widget = DayInput()
    return DayField(label=label, widget=widget, error_messages={**KOSONG, "invalid": "Tanggal itu tidak dikenal."})


class ProfilForm(forms.Form):
    """One field per argument of ``umum.isi_profil`` that people may change."""

    nama = _teks("Nama LSP", 150)
    nama_en = _teks("Nama dalam bahasa Inggris", 150, wajib=False)
    singkatan = _teks(
        "Singkatan pada nomor surat", 20, petunjuk="Misalnya LSP-CD. Dipakai nomor yang terbit sesudahnya."
    )
    jenis = forms.ChoiceField(label="Jenis LSP", choices=JenisLsp.choices)
    lembaga_induk = _teks("Lembaga induk", 200, wajib=False)
    tentang = forms.CharField(
        label="Tentang LSP",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Tampil di portal.",
    )
    alamat = _teks("Alamat", 250)
    kota = _teks("Kota atau kabupaten", 80)
    telepon = _teks("Telepon", 40, wajib=False)
    email = forms.EmailField(
        label="Surel", error_messages={**KOSONG, "invalid": "Surel harus berbentuk nama@contoh.id."}
    )
    npwp = _teks("NPWP", 30, wajib=False, petunjuk="Tercetak pada tagihan.")
    rekening_bank = _teks("Bank", 80, petunjuk="Rekening ini tercetak pada tagihan berikutnya.")
    rekening_nomor = _teks("Nomor rekening", 40)
    rekening_nama = _teks("Rekening atas nama", 150)


class LisensiForm(forms.Form):
    """One field per argument of ``umum.catat_lisensi``."""

    nomor = forms.RegexField(
        regex=r"^BNSP-LSP-\d{1,5}-ID$",
        label="Nomor lisensi",
        max_length=40,
        help_text="Misalnya BNSP-LSP-9021-ID.",
        error_messages={**KOSONG, "invalid": "Nomor lisensi berbentuk BNSP-LSP-9021-ID."},
    )
    nomor_sk = _teks("Nomor SK lisensi", 60)
    tanggal_sk = _hari("Tanggal SK")
    berlaku_dari = _hari("Berlaku dari")
    berlaku_sampai = _hari("Berlaku sampai")
    status = forms.ChoiceField(label="Status menurut BNSP", choices=StatusLisensi.choices)
    alasan = alasan_tangan()
    bukti = bukti_tangan()


class SetelanForm(forms.Form):
    """One value, of the kind that the setting has."""

    nilai: forms.Field

    def __init__(self, butir: Butir, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nilai"] = _bidang(butir)


def _bidang(butir: Butir) -> forms.Field:
    label = f"Nilai ({butir.satuan})" if butir.satuan else "Nilai"
    if isinstance(butir.bawaan, bool):
        return forms.TypedChoiceField(
            label=label, choices=[("ya", "Ya"), ("tidak", "Tidak")], coerce=lambda text: text == "ya"
        )
    if isinstance(butir.bawaan, int):
        salah = {**KOSONG, "invalid": "Isi dengan bilangan bulat."}
        return forms.IntegerField(label=label, error_messages=salah)
    return forms.CharField(label=label, max_length=200, error_messages=KOSONG)
