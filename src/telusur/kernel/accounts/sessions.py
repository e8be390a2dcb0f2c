"""Sessions in the database, as Django's own; only the words of the one read that every request makes are kept ready."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from telusur.kernel.base.ready import Ready, Slot

OPEN = Ready(
    lambda: Session.objects.filter(session_key=Slot("key", str), expire_date__gt=Slot("now", datetime)).order_by()
)


class SessionStore(db.SessionStore):
    """Kept under the same name and salt, so that sessions of either kind can be read by the other."""

    def _get_session_from_db(self) -> Any:
        found = OPEN.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None  # as the parent does: an unknown key is never used for a new session
        return found
