"""The matrix of permissions: every act, the roles that may issue it and the states from which, drawn from the registry."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db import models

from telusur.kernel.commands.context import PUBLIC_ROLE, SYSTEM_ROLE
from telusur.kernel.commands.grants import roles_allowed
from telusur.kernel.commands.registry import ANY_ROLE, ROLE_NAMES, CommandSpec


@dataclass(frozen=True, slots=True)
class Row:
    """One act. ``states`` are labels by code; empty means that the state does not matter."""

    code: str
    title: str
    module: str
    kind: str
    clause: str
    roles: tuple[str, ...]
    any_role: bool
    subject: str
    states: dict[str, str]
    all_states: dict[str, str]
    rule: str
    signs: bool
    nested: bool


def rows(acts: Mapping[str, CommandSpec], *, in_force: bool = False) -> list[Row]:
    """The matrix in the order of the modules: as the code ships it, or (``in_force``) as the pengelola sistem changed it."""
    made = [_row(spec, roles_allowed(spec.code, spec.roles) if in_force else spec.roles) for spec in acts.values()]
    order = [config.label for config in apps.get_app_configs()]
    return sorted(made, key=lambda row: (order.index(row.module), row.code))


def _row(spec: CommandSpec, roles: frozenset[str]) -> Row:
    subject = subject_model(spec)
    labels = _state_labels(subject)
    return Row(
        code=spec.code,
        title=spec.title,
        module=spec.module,
        kind=spec.kind,
        clause=spec.clause,
        roles=tuple(role for role in role_order() if role in roles),
        any_role=ANY_ROLE in spec.roles,
        subject=str(subject._meta.verbose_name) if subject else "",
        states={state: labels.get(state, state) for state in sorted(spec.sources)},
        all_states=labels,
        rule=spec.permit.name,
        signs=spec.signs,
        nested=spec.nested,
    )


def subject_model(spec: CommandSpec) -> type[models.Model] | None:
    """The model of the act's subject, from the annotation of its argument; None if it has none or several."""
    if not spec.subject:
        return None
    hints = typing.get_type_hints(spec.function, localns=_models_by_name())
    kind = hints.get(spec.subject)
    return kind if isinstance(kind, type) and issubclass(kind, models.Model) else None


def _models_by_name() -> dict[str, type[models.Model]]:
    """For annotations that are imported for type checking only."""
    return {model.__name__: model for model in apps.get_models()}


def _state_labels(model: type[models.Model] | None) -> dict[str, str]:
    if model is None or "status" not in {field.name for field in model._meta.concrete_fields}:
        return {}
    return {str(code): str(label) for code, label in model._meta.get_field("status").flatchoices}  # type: ignore[union-attr]


def role_order() -> list[str]:
    """Roles as the product declares them, public and system last."""
    last = [role for role in (PUBLIC_ROLE, SYSTEM_ROLE) if role in ROLE_NAMES]
    return [role for role in ROLE_NAMES if role not in last] + last


def faults(acts: Mapping[str, CommandSpec]) -> list[str]:
    """What is wrong with the registry, one sentence each: nothing may be in the matrix that nobody could explain."""
    return [fault for spec in acts.values() for fault in _faults_of(spec)]


def _faults_of(spec: CommandSpec) -> list[str]:
    found = []
    if not spec.title.strip():
        found.append(f"{spec.code} tidak mempunyai nama.")
    if spec.code.partition(".")[0] != spec.module:
        found.append(f"{spec.code} berada di modul {spec.module}; awalan kodenya harus sama.")
    if not spec.roles and not spec.nested:
        found.append(f"{spec.code} tidak dapat dilakukan oleh peran mana pun.")
    found += [f"{spec.code} menyebut peran “{role}” yang tidak dikenal." for role in _unknown_roles(spec)]
    labels = _state_labels(subject_model(spec))
    found += [
        f"{spec.code} menyebut keadaan “{s}” yang tidak ada."
        for s in sorted(spec.sources)
        if labels and s not in labels
    ]
    return found


def _unknown_roles(spec: CommandSpec) -> list[str]:
    return sorted(spec.roles - ROLE_NAMES.keys() - {ANY_ROLE})


def markdown(matrix: list[Row]) -> str:
    """The matrix as a document for the reader of docs/."""
    parts = [
        "# Matriks kewenangan\n",
        (
            "Dibuat dari kode oleh `make docs`; jangan disunting. Kewenangan bawaan; pengelola sistem dapat mengubah peran"
            " tiap tindakan, aturan kemandirian tidak. ✍ = tanda tangan, perlu bukti identitas baru."
            " Tindakan *bagian* hanya terjadi di dalam tindakan lain.\n"
        ),
    ]
    for module, acts in groupby(matrix, key=lambda row: row.module):
        parts += [f"\n## {apps.get_app_config(module).verbose_name} (`{module}`)\n", _table(list(acts))]
    return "\n".join(parts)


def _table(acts: list[Row]) -> str:
    roles = [role for role in role_order() if any(role in act.roles for act in acts)]
    head = ["Tindakan", "Kode", "Klausul", *(ROLE_NAMES[role] for role in roles), "Dari keadaan", "Aturan"]
    lines = [head, ["---"] * 3 + [":-:"] * len(roles) + ["---"] * 2]
    lines += [_cells(act, roles) for act in acts]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cells(act: Row, roles: list[str]) -> list[str]:
    marks = ["✓" if role in act.roles or act.any_role else "" for role in roles]
    title = act.title + (" ✍" if act.signs else "")
    rule = "*bagian*" if act.nested else "" if act.rule == "by_role_alone" else f"`{act.rule}`"
    if act.any_role and not act.nested:
        rule = f"semua peran; {rule}".rstrip("; ")
    return [title, f"`{act.code}`", act.clause, *marks, ", ".join(act.states.values()), rule]
