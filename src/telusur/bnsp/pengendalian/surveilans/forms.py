"""Shape of input about surveillance and findings."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.isian import hari, paragraf, pilihan, teks
from telusur.bnsp.pengendalian.surveilans.states import JenisSurveilans, Kategori
from telusur.kernel.ui.uploads import many_files


class _DenganLsp(forms.Form):
    lsp = forms.ChoiceField(label="LSP")

    def __init__(self, *args: Any, lsp: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lsp"].choices = lsp  # type: ignore[attr-defined]


class RencanaForm(_DenganLsp):
    """A surveillance to come."""

    jenis = pilihan("Cara", JenisSurveilans.choices)
    rencana = hari("Tanggal rencana")
    nomor_spt = teks("Nomor SPT", 80)
    petugas = paragraf("Petugas", petunjuk="Satu nama tiap baris.", baris=3)


class LaporanForm(forms.Form):
    """What was seen."""

    dilaksanakan = hari("Tanggal pelaksanaan")
    laporan = paragraf("Laporan", petunjuk="Apa yang diperiksa dan hasilnya; temuan dicatat sesudahnya.", baris=8)


class TemuanForm(forms.Form):
    """A nonconformity (FR.KL.07)."""

    klausul = teks("Klausul", 80, petunjuk="Misalnya PBNSP 201 7.1.4.")
    kategori = pilihan("Kategori", Kategori.choices)
    uraian = paragraf("Ketidaksesuaian")


class TemuanLepasForm(_DenganLsp, TemuanForm):
    """A nonconformity outside a surveillance."""


class PerbaikanForm(forms.Form):
    """What an LSP without a connection did."""

    perbaikan = paragraf("Perbaikan LSP")
    alasan = paragraf(
        "Mengapa dicatat di sini", petunjuk="Dari mana jawaban ini, misalnya surat LSP dan tanggalnya.", baris=2
    )
    bukti = many_files("Bukti perbaikan")


class VerifikasiForm(forms.Form):
    """What verification found."""

    verifikasi = paragraf("Hasil verifikasi")


class KosongForm(forms.Form):
    """An act that asks for nothing."""
