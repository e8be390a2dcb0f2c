"""Who an account belongs to: name, e-mail and mobile number by the rules of ``base.contact``."""

from __future__ import annotations

from telusur.kernel.accounts.models import User
from telusur.kernel.base.contact import clean_email, clean_mobile, person_name, settled


def clean_person(*, name: str, email: str, phone: str, phone_needed: bool = True) -> tuple[str, str, str]:
    """Name, e-mail and phone in the form in which they are stored; Invalid names every field that cannot be accepted."""
    kept = settled(
        "Data akun belum dapat diterima.",
        {"name": (person_name, name), "email": (clean_email, email), "phone": (clean_mobile, phone)},
        optional=() if phone_needed else ("phone",),
    )
    return kept["name"], kept["email"], kept["phone"]


def account_of(email: str) -> User | None:
    """The account with this user name, active or not."""
    found: User | None = User.objects.filter(email=email.strip().lower()).first()
    return found


def masked(email: str) -> str:
    """``a•••@contoh.id``: enough to recognise in the trail, not enough to write to."""
    name, _, domain = email.strip().lower().partition("@")
    return f"{name[:1]}•••@{domain[:100]}"
