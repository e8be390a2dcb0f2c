"""What a name, an e-mail address and a mobile number must look like."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from telusur.kernel.accounts.models import User
from telusur.kernel.base.errors import Invalid

PHONE = re.compile(r"\+[1-9]\d{7,14}")
NAME_MAX = 150


def clean_person(*, name: str, email: str, phone: str, phone_needed: bool = True) -> tuple[str, str, str]:
    """Name, e-mail and phone in the form in which they are stored; Invalid names every field that cannot be accepted."""
    name, email, phone = " ".join(name.split()), email.strip().lower(), plain_phone(phone)
    wrong: dict[str, list[str]] = {}
    if why := _why_not_name(name):
        wrong["name"] = [why]
    if not _is_email(email):
        wrong["email"] = ["Surel harus berbentuk nama@contoh.id."]
    if (phone or phone_needed) and not PHONE.fullmatch(phone):
        wrong["phone"] = ["Nomor ponsel terdiri atas 8 sampai 15 angka, misalnya 0812 3456 7890."]
    if wrong:
        raise Invalid("Data akun belum dapat diterima.", wrong)
    return name, email, phone


def _why_not_name(name: str) -> str | None:
    if len(name) < 2:
        return "Tulis nama lengkap sesuai kartu identitas."
    if len(name) > NAME_MAX:
        return f"Nama memuat {len(name)} huruf; paling banyak {NAME_MAX}."
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} for letter in name):
        return "Nama memuat tanda yang tidak dapat dicetak. Ketik ulang nama itu, jangan ditempel."
    return None


def _is_email(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254


def plain_phone(phone: str) -> str:
    """The number in international form: ``0812-3456-7890`` becomes ``+6281234567890``."""
    digits = re.sub(r"[\s().-]", "", phone)
    if digits.startswith("08"):
        return "+62" + digits[1:]
    return "+" + digits if digits.startswith("62") else digits


def account_of(email: str) -> User | None:
    """The account with this user name, active or not."""
    found: User | None = User.objects.filter(email=email.strip().lower()).first()
    return found


def masked(email: str) -> str:
    """``a•••@contoh.id``: enough to recognise in the trail, not enough to write to."""
    name, _, domain = email.strip().lower().partition("@")
    return f"{name[:1]}•••@{domain[:100]}"
