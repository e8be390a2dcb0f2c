"""The trail of visits as rows of a table, the same for the LSP and for the visitor."""

from __future__ import annotations

from collections.abc import Iterable

from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.audit.queries import outcome_of, title_of
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.commands.registry import ROLE_NAMES
from telusur.kernel.ui.components.tables import Sel


def baris_catatan(entries: Iterable[Entry]) -> list[list[Sel]]:
    """What, who with which commission, when, with what outcome."""
    return [
        [
            Sel(_tindakan(entry), kecil=_perihal(entry)),
            Sel(entry.actor_name, kecil=_komisi(entry)),
            Sel(date_and_time(entry.at), kecil=f"Entri {entry.pk}"),
            Sel(outcome_of(entry), tone="late" if entry.outcome == Outcome.REFUSED else "mute"),
        ]
        for entry in entries
    ]


def _tindakan(entry: Entry) -> str:
    words = title_of(entry).removeprefix("BNSP: ")
    return f"{words[:1].upper()}{words[1:]}"


def _perihal(entry: Entry) -> str:
    parts = (entry.subject_label, entry.data.get("halaman", ""), entry.reason)
    return " · ".join(str(part) for part in parts if part)


def _komisi(entry: Entry) -> str:
    return ", ".join(ROLE_NAMES.get(role, role).removeprefix("BNSP: ") for role in entry.actor_roles.split())
