"""Shape of input about plans and targets."""

from __future__ import annotations

from django import forms

from telusur.bnsp.isian import bilangan, hari, paragraf, pilihan, teks
from telusur.bnsp.perencanaan.program.states import Indikator, StatusRencana
from telusur.bnsp.roles import NAMES, STAFF


class RencanaForm(forms.Form):
    """An activity."""

    tahun = bilangan("Tahun", minimal=2000, maksimal=2100)
    kegiatan = teks("Kegiatan", 200)
    sasaran = paragraf("Sasaran", baris=3)
    penanggung_jawab = pilihan("Penanggung jawab", [(role.value, NAMES[role]) for role in STAFF])
    mulai = hari("Mulai")
    selesai = hari("Selesai")


class RealisasiForm(forms.Form):
    """How far it is."""

    status = pilihan("Keadaan", StatusRencana.choices)
    realisasi = paragraf("Realisasi")


class TargetForm(forms.Form):
    """A target."""

    tahun = bilangan("Tahun", minimal=2000, maksimal=2100)
    indikator = pilihan("Indikator", Indikator.choices)
    nilai = bilangan("Target", minimal=1, maksimal=100_000_000)
    dasar = teks("Dasar", 200, wajib=False, petunjuk="Misalnya nomor rencana strategis.")
