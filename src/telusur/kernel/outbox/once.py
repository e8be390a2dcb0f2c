"""How a handler stays harmless when it is called twice.

A delivery is made at least once: a process may die after the handler's command committed and before the delivery was
marked. A handler therefore asks the trail whether its act was already done for this event::

    @subscriber("keuangan.lunas")
    def buka(event: Event) -> None:
        permohonan = queries.by_id(event.payload["permohonan"])
        if not acted(event, "praasesmen.buka", permohonan):
            buka_praasesmen(context_for(event, "praasesmen"), permohonan=permohonan)
"""

from __future__ import annotations

from typing import Any

from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.commands.context import Context, later, system_context
from telusur.kernel.outbox.models import Event


def context_for(event: Event, name: str) -> Context:
    """A system context that carries the request id of the act that caused the event: the trail shows them together."""
    return later(system_context(name), request_id=event.request_id)


def acted(event: Event, code: str, subject: Any = None) -> bool:
    """Whether ``code`` was already done because of this event (by ``context_for``), on ``subject`` if given."""
    done = Entry.objects.filter(request_id=event.request_id, code=code, outcome=Outcome.DONE)
    if subject is not None:
        done = done.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    return done.exists()
