"""What ``telusur bnsp init`` asks of BNSP: nothing, because its name stands in the settings (``LEMBAGA``)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings

from telusur.kernel.commands.context import Context


class LembagaPerdana:
    """There is one BNSP; what it is called and where it is are deployment settings."""

    QUESTIONS: ClassVar[tuple[tuple[str, str], ...]] = ()
    NEXT = ""

    @staticmethod
    def label(told: dict[str, str]) -> str:
        """Whose system was begun."""
        return str(settings.LEMBAGA["nama"])

    @staticmethod
    def record(ctx: Context, told: dict[str, str]) -> None:
        """Nothing to record."""
