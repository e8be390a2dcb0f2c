"""What is known of a person or an institution, one rule for each datum, asked at every door where it comes in.

Each rule gives the value as it is kept, or raises Invalid with the sentence for whoever typed it. Only the impossible is
refused here; what is merely unlikely is a doubt (``forms.definition``) that a human confirms. The rule of names is
``base.text.clean_name``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.text import clean_name

INTERNATIONAL = re.compile(r"\+[1-9]\d{7,14}", re.ASCII)
LOCAL = re.compile(r"[1-9]\d{2,8}", re.ASCII)
EMAIL_MAX = 254
OLDEST = 120  # years; nobody who applies is older
NIK_SENTENCE = "NIK terdiri atas 16 angka. Salin dari KTP."
_SEPARATORS = re.compile(r"[\s().\-/–]")
_is_email = EmailValidator()

Rule = Callable[[str], str]


def clean_email(value: str) -> str:
    """The address in small letters. Raises Invalid where no mail could ever be sent to it."""
    address = unicodedata.normalize("NFKC", value).strip().lower()
    try:
        _is_email(address)
    except ValidationError:
        raise Invalid("Surel harus berbentuk nama@contoh.id.") from None
    if len(address) > EMAIL_MAX:
        raise Invalid(f"Surel paling panjang {EMAIL_MAX} huruf.")
    return address


def plain_phone(value: str) -> str:
    """The number without what people write between its digits: ``0812-3456-7890`` becomes ``+6281234567890``."""
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", value))
    if digits.startswith("00"):
        return "+" + digits[2:]
    if digits.startswith("0"):
        return "+62" + digits[1:]
    return "+" + digits if digits.startswith("62") else digits


def clean_mobile(value: str) -> str:
    """A number that messages reach, in international form. Raises Invalid."""
    number = plain_phone(value)
    if not INTERNATIONAL.fullmatch(number):
        raise Invalid("Nomor ponsel terdiri atas 8 sampai 15 angka, misalnya 0812 3456 7890.")
    return number


def clean_phone(value: str) -> str:
    """Any number that can be called, a short service number too (``1500 123``). Raises Invalid."""
    number = plain_phone(value)
    if not (INTERNATIONAL.fullmatch(number) or LOCAL.fullmatch(number)):
        raise Invalid("Tulis nomor telepon dengan kode wilayah, misalnya 021 5550 123 atau 0812 3456 7890.")
    return number


def clean_nik(value: str) -> str:
    """Sixteen digits, however they were grouped. Nothing more is certain: a lawfully corrected birth date keeps its NIK."""
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", value))
    if len(digits) != 16 or not (digits.isascii() and digits.isdigit()):
        raise Invalid(NIK_SENTENCE)
    return digits


def clean_passport(value: str) -> str:
    """6 to 12 letters and digits, in capitals. Raises Invalid."""
    number = _SEPARATORS.sub("", unicodedata.normalize("NFKC", value)).upper()
    if not re.fullmatch(r"[A-Z0-9]{6,12}", number):
        raise Invalid("Nomor paspor terdiri atas 6 sampai 12 huruf dan angka.")
    return number


def clean_postcode(value: str) -> str:
    """3 to 10 letters and digits: five digits here, other forms abroad. Raises Invalid."""
    code = " ".join(value.upper().split())
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9 -]{1,8}[A-Z0-9]", code):
        raise Invalid("Kode pos terdiri atas angka, misalnya 40115.")
    return code


def clean_address(value: str) -> str:
    """Lines of an address, with something to read in them. Raises Invalid."""
    lines = [" ".join(line.split()) for line in value.splitlines()]
    text = "\n".join(line for line in lines if line)
    if not any(char.isalpha() for char in text):
        raise Invalid("Tulis alamat dengan nama jalan atau tempat.")
    return text


def person_name(value: str) -> str:
    """Name of a person. Raises Invalid."""
    name = clean_name(value)
    if len(name) < 2:
        raise Invalid("Tulis nama lengkap sesuai kartu identitas.")
    return name


def why_not_born(born: date, today: date) -> str:
    """Why nobody who acts today was born on that day; empty if somebody may have been."""
    if born >= today:
        return "Tanggal lahir belum lewat. Periksa tahunnya."
    if born.year < today.year - OLDEST:
        return f"Menurut tanggal lahir ini usianya lebih dari {OLDEST} tahun. Periksa tahunnya."
    return ""


def institution_name(value: str) -> str:
    """Name of an institution or of a place. Raises Invalid."""
    return clean_name(value)


def written_phone(value: str) -> str:
    """A number that can be called, spaced as its institution writes it on its letters. Raises Invalid."""
    clean_phone(value)
    return " ".join(value.split())


def settled(sentence: str, data: Mapping[str, tuple[Rule, str]], *, optional: Collection[str] = ()) -> dict[str, str]:
    """Each value as its rule keeps it; an empty one of ``optional`` stays empty.

    Raises Invalid(``sentence``) with what is wrong beside each field, so that somebody mends all at once.
    """
    kept: dict[str, str] = {}
    wrong: dict[str, list[str]] = {}
    for name, (rule, value) in data.items():
        if name in optional and not value.strip():
            kept[name] = ""
            continue
        try:
            kept[name] = rule(value)
        except Invalid as refusal:
            wrong[name] = [refusal.sentence]
    if wrong:
        raise Invalid(sentence, wrong)
    return kept
