"""Shape of input about LSP."""

from __future__ import annotations

from django import forms

from telusur.bnsp.isian import KeputusanForm, bilangan, hari, pilihan, teks
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import JenisLsp


class ProfilForm(forms.Form):
    """How an LSP is called and reached."""

    nama = teks("Nama LSP")
    singkatan = teks("Singkatan", 20)
    alamat = teks("Alamat", 250)
    kota = teks("Kota atau kabupaten", 80)
    surel = forms.EmailField(label="Surel", error_messages={"invalid": "Surel harus berbentuk nama@contoh.id."})
    telepon = teks("Telepon", 40, wajib=False)
    situs = forms.URLField(label="Situs", required=False, assume_scheme="https")
    alamat_sistem = forms.URLField(
        label="Alamat sistem LSP",
        required=False,
        assume_scheme="https",
        help_text="Ke sini pesan BNSP dikirim.",
    )


class LspForm(ProfilForm):
    """A new LSP with its licence."""

    jenis = pilihan("Jenis LSP", JenisLsp.choices)
    nomor_lisensi = teks("Nomor lisensi", 40, petunjuk="Misalnya BNSP-LSP-1279-ID.")
    nomor_sk = teks("Nomor SK lisensi", 80)
    tanggal_sk = hari("Tanggal SK")
    berlaku_dari = hari("Berlaku dari")
    berlaku_sampai = hari("Berlaku sampai")


class LingkupForm(forms.Form):
    """A skema for the scope."""

    skema_kode = teks("Nomor skema", 80)
    skema_nama = teks("Nama skema", 200)
    masa_berlaku_bulan = bilangan("Masa berlaku sertifikat (bulan)", minimal=1, maksimal=240)
    sejak = hari("Berlaku sejak")
    nomor_sk = teks("Nomor SK", 80)
    tanggal_sk = hari("Tanggal SK")


class PerpanjanganForm(KeputusanForm):
    """A new term."""

    berlaku_dari = hari("Berlaku dari")
    berlaku_sampai = hari("Berlaku sampai")
