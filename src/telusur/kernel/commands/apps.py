from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from telusur.kernel.audit.verify import Finding


def _rows(since: int) -> Iterator[Finding]:
    """Guarded rows that are not as the trail last recorded them; always all, whatever seal the look begins with."""
    from telusur.kernel.audit.rows import strayed
    from telusur.kernel.audit.verify import Finding
    from telusur.kernel.commands.guard import GuardedModel

    return (Finding("baris", one.sentence) for one in strayed(GuardedModel))


class CommandsConfig(AppConfig):
    name = "telusur.kernel.commands"
    verbose_name = "Kewenangan"

    def ready(self) -> None:
        from telusur.kernel.audit.verify import register_verifier
        from telusur.kernel.commands import checks  # noqa: F401  (registers itself)

        register_verifier(_rows)
