"""Who a session belongs to: allauth's sign-in with the account read by a query kept ready."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from telusur.kernel.accounts.models import User
from telusur.kernel.base.ready import Ready, Slot

ACCOUNT = Ready(lambda: User.objects.filter(pk=Slot("person", UUID)))


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Everything as allauth does it; every request with a session asks ``get_user``."""

    def get_user(self, user_id: Any) -> User | None:
        """The account, if it is open."""
        user = ACCOUNT.first(person=user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
