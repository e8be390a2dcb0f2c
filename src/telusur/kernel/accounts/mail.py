"""Letters about an account, and the links in them. The sender stands above this module, so settings name it."""

from __future__ import annotations

from typing import Any

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from telusur.kernel.accounts import addresses
from telusur.kernel.accounts.models import User
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command


def send(ctx: Context, *, template: str, to_user: User | None = None, email: str = "", **data: Any) -> None:
    """Hand a letter to the kernel's sender; only inside a command, so that letter and act commit together."""
    data.setdefault("nama", greeted(to_user))
    data["tautan_masuk"] = sign_in_url()
    import_string(settings.ACCOUNTS_MAIL)(ctx, to_user=to_user, email=email, template=template, data=data)


def greeted(user: User | None) -> str:
    """By name only whoever has proven that the mailbox is theirs: until then the name is what a stranger typed."""
    return user.name if user is not None and addresses.is_proven(user) else "Pemilik surel"


def sign_in_url() -> str:
    """Full address of the sign-in page."""
    return settings.BASE_URL + reverse("account_login")


def forgotten_url() -> str:
    """Full address of the page that sends a new password link."""
    return settings.BASE_URL + reverse("account_reset_password")


def password_url(user: User) -> str:
    """A link with which the owner of the mailbox chooses a password: once, within ``link_days()`` days."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return key_url(f"{user_pk_to_url_str(user)}-{token}")


def key_url(key: str) -> str:
    """Full address for a password key. From the settings, never from the request: its Host can be forged."""
    uid, _, token = key.partition("-")
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})


def link_days() -> int:
    """For how many days a password link works."""
    return settings.PASSWORD_RESET_TIMEOUT // 86_400


@command(
    code="accounts.kirim_surat",
    title="Mengirim surat akun",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    clause="SOP 1.2",
)
def kirim_surat(
    ctx: Context, *, template: str, user: User | None = None, email: str = "", data: dict[str, Any] | None = None
) -> User | None:
    """Mail what the sign-in pages have to tell somebody: a new password link, a change of their security settings."""
    note(surat=template)
    send(ctx, template=template, to_user=user, email=email, **(data or {}))
    return user
