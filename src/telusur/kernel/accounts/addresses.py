"""Whether the mailbox of an account is proven to be its owner's: allauth asks it before a second factor is set up.

The user name (``User.email``) is the only address of an account; allauth's table holds it once, proven or not.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from telusur.kernel.accounts.models import User


def prove(user: User) -> None:
    """Whoever followed a link that only this mailbox received has shown that it is theirs."""
    with transaction.atomic():
        EmailAddress.objects.filter(user_id=user.pk).exclude(email=user.email).delete()
        # Two accounts never share an address (``User.email`` is unique): a row of somebody else is of an earlier user name.
        EmailAddress.objects.filter(email=user.email).exclude(user_id=user.pk).delete()
        EmailAddress.objects.update_or_create(
            user_id=user.pk, email=user.email, defaults={"verified": True, "primary": True}
        )


def doubt(user: User) -> None:
    """The user name was changed: the new mailbox is not proven until a link sent there was followed."""
    with transaction.atomic():
        EmailAddress.objects.filter(user_id=user.pk).delete()
        EmailAddress.objects.create(user_id=user.pk, email=user.email, verified=False, primary=True)


def is_proven(user: User) -> bool:
    """Whether the present user name is a proven mailbox."""
    return bool(EmailAddress.objects.filter(user_id=user.pk, email=user.email, verified=True).exists())
