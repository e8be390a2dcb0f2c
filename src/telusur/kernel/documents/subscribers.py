"""The worker's part: whenever a document was asked for, make it."""

from __future__ import annotations

import logging
from datetime import timedelta

from telusur.kernel.commands.context import system_context
from telusur.kernel.documents.commands import ATTEMPTS, catat_gagal, selesaikan
from telusur.kernel.documents.making import make
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.render import CannotRender
from telusur.kernel.documents.states import S
from telusur.kernel.outbox.models import Event
from telusur.kernel.outbox.queue import subscriber

log = logging.getLogger("telusur.documents")


@subscriber("documents.minta", "documents.ulangi", at_once=False, attempts=ATTEMPTS + 3, lease=timedelta(minutes=2))
def siapkan(event: Event) -> None:
    """Render and sign outside any transaction, then keep the result by one command. Safe to repeat after a crash.

    A failure is counted and raised again, so that the outbox retries later; after the last one the document is gagal.
    """
    document = Document.objects.get(pk=event.payload["subject"])
    if document.status != S.DIMINTA:
        return
    ctx = system_context("dokumen")
    try:
        pdf, pages = make(document)
    except CannotRender as refusal:
        log.exception("document %s cannot be rendered", document.code)
        catat_gagal(ctx, document=document, reason=str(refusal), final=True)
        return
    except Exception as problem:
        catat_gagal(ctx, document=document, reason=f"{type(problem).__name__}: {problem}")
        if document.status == S.GAGAL:
            log.exception("document %s failed for good", document.code)
            return
        raise
    selesaikan(system_context("dokumen"), document=document, pdf=pdf, pages=pages)
