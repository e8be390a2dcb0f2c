"""The signed answer to one message."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from telusur.kernel.exchange import jose
from telusur.kernel.exchange.envelope import Envelope, Refused, moment_text
from telusur.kernel.exchange.identity import own_code, own_key
from telusur.kernel.exchange.states import FINAL, Code, MessageState


def receipt(
    now: datetime,
    to: str,
    token: str,
    refusal: Refused | None,
    envelope: Envelope | None,
    *,
    expected: int | None,
    result: dict[str, Any] | None = None,
) -> str:
    """Our receipt for ``token``, the SHA-256 of what came; ``envelope`` where that could be read."""
    status = MessageState.RECEIVED.value
    if refusal:
        status = refusal.code.value if refusal.code == Code.OUT_OF_ORDER else MessageState.REFUSED.value
    said = {
        "from": own_code(),
        "to": to,
        "at": moment_text(now),
        "token": token,
        "message": str(envelope.message) if envelope else None,
        "number": envelope.number if envelope else None,
        "digest": envelope.digest if envelope else None,
        "status": status,
        "code": refusal.code.value if refusal else "",
        "reason": refusal.sentence if refusal else "",
        "final": refusal is None or refusal.code in FINAL,
        "expected": expected,
        "result": result or {},
    }
    return own_key().sign(said, jose.RECEIPT)
