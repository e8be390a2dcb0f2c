"""What a row says of the work it still needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

ROLE_HOLDER = "peran:"
PERSON_HOLDER = "orang:"


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that waits for a role or a person; a GuardedModel returns these from ``work_items()``.

    ``code`` is unique among the items of one row and holder (a step of the SOP or the code of the command that ends it).
    ``title`` says the act (``Periksa permohonan``), ``detail`` on whom or what, ``act`` is the word on the button,
    ``url`` where it is done. The deadline is ``due_at``, or ``days`` working days after ``since``; neither: no deadline.
    ``since`` is kept from the existing item if not given.
    """

    code: str
    title: str
    detail: str
    act: str
    url: str
    role: str = ""
    person_id: UUID | None = None
    days: int | None = None
    due_at: datetime | None = None
    case_id: UUID | None = None
    since: datetime | None = None

    def __post_init__(self) -> None:
        if not self.role and self.person_id is None:
            raise ValueError(f"{self.code}: work without a holder would never be done")

    @property
    def holder(self) -> str:
        """Who has it: the person if one is named, else everybody with the role."""
        return person_holder(self.person_id) if self.person_id is not None else role_holder(self.role)


def role_holder(role: str) -> str:
    """How the table names a role as holder."""
    return f"{ROLE_HOLDER}{role}"


def person_holder(person_id: UUID | str) -> str:
    """How the table names a person as holder."""
    return f"{PERSON_HOLDER}{person_id}"
