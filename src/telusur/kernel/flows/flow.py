"""Regulated flows as data: who does each step, who answers for it, what comes in and goes out, which acts belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from telusur.kernel.commands.context import SYSTEM_ROLE
from telusur.kernel.commands.grants import roles_allowed
from telusur.kernel.commands.registry import REGISTRY, ROLE_NAMES

SAME_DATE = 0  # TS: the step is done on the date on which it begins


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a step. ``to`` names the step it leads to, empty: the next one; ``ends``: the state in which the case ends.

    ``reason``: whoever takes it must say why.
    """

    code: str
    label: str
    to: str = ""
    ends: str = ""
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``executors`` and ``accountable`` are role codes; ``commands`` the acts by which it is done here.

    ``clause`` cites the source, ``inputs`` and ``outputs`` are named as the source names them (SOP, columns of the table).
    ``days``: working days it may take, ``SAME_DATE`` for TS (KEP1516 Lamp. VI); ``exits``: the ways out, none: only the next.
    """

    code: str
    title: str
    executors: tuple[str, ...]
    accountable: str
    clause: str = ""
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    days: int | None = None
    exits: tuple[Exit, ...] = ()

    @property
    def time(self) -> str:
        """How long it may take, as the flows of KEP1516 write it: ``2 Hr`` (hari kerja), ``TS`` (tanggal sama)."""
        if self.days is None:
            return ""
        return f"{self.days} Hr" if self.days else "TS"


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps that belong together, in order."""

    code: str
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow of the regulation. ``edition`` tells one version from the next; a running case ends in the one it began with."""

    code: str
    title: str
    source: str
    edition: str
    stages: tuple[Stage, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    def step(self, code: str) -> Step:
        """The step with this code. Raises KeyError."""
        return {step.code: step for step in self.steps}[code]

    def after(self, code: str) -> Step | None:
        """The step that follows in order; None after the last."""
        rows = self.steps
        at = next(n for n, step in enumerate(rows) if step.code == code)
        return rows[at + 1] if at + 1 < len(rows) else None

    def stage_of(self, command: str) -> Stage | None:
        """The stage to which an act belongs."""
        return next((stage for stage in self.stages if any(command in step.commands for step in stage.steps)), None)


FLOWS: dict[str, Flow] = {}


def register_flow(flow: Flow) -> Flow:
    """Make a flow known. Raises ValueError when two claim one code or a step code is there twice."""
    codes = [step.code for step in flow.steps]
    if flow.code in FLOWS and FLOWS[flow.code] is not flow:
        raise ValueError(f"two flows claim {flow.code}")
    if len(set(codes)) != len(codes):
        raise ValueError(f"{flow.code}: a step code is there twice")
    if lost := {way.to for step in flow.steps for way in step.exits if way.to} - set(codes):
        raise ValueError(f"{flow.code}: no step {sorted(lost)}")
    FLOWS[flow.code] = flow
    return flow


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act of a step with the roles that may issue it now."""

    code: str
    title: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One line of the step matrix, names instead of codes (SOP, columns pelaksana and penanggung jawab)."""

    stage: str
    code: str
    title: str
    executors: tuple[str, ...]
    accountable: str
    clause: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    acts: tuple[ActRow, ...]
    time: str


def matrix(flow: Flow) -> list[MatrixRow]:
    """Every step with executor, accountable role and the acts that do it, with the permissions in force now."""
    return [_row(stage, step) for stage in flow.stages for step in stage.steps]


def matrix_markdown(flow: Flow) -> str:
    """The same as a table for the documentation."""
    head = "| Langkah | Kegiatan | Pelaksana | Penanggung jawab | Masukan | Keluaran |\n|---|---|---|---|---|---|"
    lines = [
        f"| {row.code} | {row.title} | {', '.join(row.executors)} | {row.accountable} "
        f"| {'; '.join(row.inputs)} | {'; '.join(row.outputs)} |"
        for row in matrix(flow)
    ]
    return "\n".join([head, *lines]) + "\n"


def faults(flow: Flow) -> list[str]:
    """What does not fit: unknown roles or acts, and acts that nobody of the executors may issue by default."""
    found = []
    for step in flow.steps:
        unknown = [role for role in (*step.executors, step.accountable) if role not in ROLE_NAMES]
        found += [f"{step.code}: peran {role} tidak dikenal" for role in unknown]
        for code in step.commands:
            if code not in REGISTRY:
                found.append(f"{step.code}: tindakan {code} tidak ada")
            elif not REGISTRY[code].nested and REGISTRY[code].roles.isdisjoint({*step.executors, SYSTEM_ROLE}):
                found.append(f"{step.code}: tindakan {code} bukan untuk pelaksananya")
    return found


def _row(stage: Stage, step: Step) -> MatrixRow:
    return MatrixRow(
        stage=stage.title,
        code=step.code,
        title=step.title,
        executors=tuple(ROLE_NAMES.get(role, role) for role in step.executors),
        accountable=ROLE_NAMES.get(step.accountable, step.accountable),
        clause=step.clause,
        inputs=step.inputs,
        outputs=step.outputs,
        acts=tuple(_act(code) for code in step.commands if code in REGISTRY),
        time=step.time,
    )


def _act(code: str) -> ActRow:
    spec = REGISTRY[code]
    roles = roles_allowed(code, spec.roles)
    return ActRow(code, spec.title, tuple(sorted(ROLE_NAMES.get(role, role) for role in roles)))
