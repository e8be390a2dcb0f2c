"""Shape of input about people. Participants are named by e-mail, because a list of all accounts would be endless."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from telusur.kernel.accounts.models import User
from telusur.kernel.accounts.people import account_of
from telusur.kernel.base.dates import DayField, DayInput

KOSONG = {"required": "Isian ini belum diisi.", "invalid_choice": "Pilihan itu tidak ada dalam daftar."}
PESERTA_TERBANYAK = 200


def _hari(label: str) -> DayField:
    widget = DayInput()
    return DayField(label=label, widget=widget, error_messages={**KOSONG, "invalid": "Tanggal itu tidak dikenal."})


class PelatihanForm(forms.Form):
    """One field per argument of ``sdm.catat_pelatihan``."""

    judul = forms.CharField(label="Judul pelatihan", max_length=200, error_messages=KOSONG)
    penyelenggara = forms.CharField(label="Penyelenggara", max_length=150, required=False)
    pelatih = forms.CharField(label="Surel pelatih", max_length=254, error_messages=KOSONG)
    peserta = forms.CharField(
        label="Surel peserta",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"Satu surel per baris, paling banyak {PESERTA_TERBANYAK}. Semua harus sudah mempunyai akun.",
        error_messages=KOSONG,
    )
    mulai = _hari("Mulai")
    selesai = _hari("Selesai")

    def clean_pelatih(self) -> User:
        """The account behind the address."""
        return self._akun([self.cleaned_data["pelatih"]])[0]

    def clean_peserta(self) -> list[User]:
        """The accounts behind the addresses, each once."""
        surel = dict.fromkeys(self.cleaned_data["peserta"].replace(",", " ").replace(";", " ").split())
        if len(surel) > PESERTA_TERBANYAK:
            raise ValidationError(f"Paling banyak {PESERTA_TERBANYAK} peserta sekali catat; tertulis {len(surel)}.")
        return self._akun(list(surel))

    def _akun(self, surel: list[str]) -> list[User]:
        found = [(address, account_of(address)) for address in surel]
        if unknown := [address for address, user in found if user is None]:
            raise ValidationError(f"Tidak ada akun dengan surel {', '.join(unknown)}.")
        return [user for _, user in found if user is not None]


class KompetensiForm(forms.Form):
    """One field per argument of ``sdm.catat_kompetensi_komite``."""

    orang = forms.ChoiceField(label="Anggota komite", error_messages=KOSONG, help_text="Pemegang peran Komite Teknis.")
    skema_kode = forms.ChoiceField(label="Skema", error_messages=KOSONG)
    dasar = forms.CharField(label="Dasar penunjukan", max_length=200, error_messages=KOSONG)
    berlaku_dari = _hari("Berlaku dari")
    berlaku_sampai = _hari("Berlaku sampai")

    def __init__(
        self, *args: Any, orang: Iterable[tuple[str, str]], skema: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orang"].choices = list(orang)  # type: ignore[attr-defined]
        self.fields["skema_kode"].choices = list(skema)  # type: ignore[attr-defined]
