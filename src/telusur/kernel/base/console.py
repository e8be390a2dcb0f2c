"""What every command of the ``telusur`` program has in common."""

from __future__ import annotations

from django.core.management.base import BaseCommand


class QuickCommand(BaseCommand):
    """Begins at once: Django's system checks read every page of the product, and the tests run them anyway."""

    requires_system_checks: tuple[str, ...] = ()
