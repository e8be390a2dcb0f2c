"""Django's own sentences about form fields, in the tone of this product: name what is wrong and what to do."""

from __future__ import annotations

from django import forms
from django.core import validators

SENTENCES: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Isian ini belum diisi."},
    forms.BooleanField: {"required": "Beri tanda pada pernyataan ini bila Anda setuju."},
    forms.ChoiceField: {
        "required": "Pilih salah satu.",
        "invalid_choice": "Pilihan ini tidak ada dalam daftar. Pilih yang lain.",
    },
    forms.DateField: {"invalid": "Tanggal ini tidak terbaca. Tulis seperti 20-11-2026."},
    forms.DateTimeField: {"invalid": "Waktu ini tidak terbaca. Tulis seperti 20-11-2026 10.42."},
    forms.IntegerField: {"invalid": "Isi dengan angka bulat, tanpa titik atau koma."},
    forms.DecimalField: {"invalid": "Isi dengan angka."},
    forms.FileField: {"required": "Pilih berkasnya dulu.", "empty": "Berkas ini kosong. Pilih berkas lain."},
    forms.EmailField: {"required": "Isian ini belum diisi."},
}


def use() -> None:
    """Put the sentences where Django takes its defaults from."""
    for kind, sentences in SENTENCES.items():
        kind.default_error_messages = {**kind.default_error_messages, **sentences}
    validators.MinLengthValidator.message = (
        "Terlalu pendek: paling sedikit %(limit_value)d karakter, baru %(show_value)d."
    )
    validators.MaxLengthValidator.message = (
        "Terlalu panjang: paling banyak %(limit_value)d karakter, sekarang %(show_value)d."
    )
    validators.MinValueValidator.message = "Paling kecil %(limit_value)s."
    validators.MaxValueValidator.message = "Paling besar %(limit_value)s."
    validators.EmailValidator.message = "Alamat surel ini belum lengkap. Tulis seperti nama@contoh.id."
    validators.validate_email.message = validators.EmailValidator.message
