"""Where acts are declared: ``commands`` and ``queries`` of every Telusur app.

Serving a page imports only what its views use. Whoever wants the registry as a whole (the matrix of permissions, the page
of grants, generated tests) calls ``load_all_acts`` first. Doing it on demand keeps the loading order of apps free.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from telusur.kernel.commands.registry import REGISTRY, CommandSpec

DECLARING = ("commands", "queries")


def load_all_acts() -> dict[str, CommandSpec]:
    """Import every module that declares acts; returns those of Telusur by code (a test may have registered others)."""
    for config in apps.get_app_configs():
        if config.name.startswith("telusur."):
            for name in DECLARING:
                if find_spec(f"{config.name}.{name}"):
                    import_module(f"{config.name}.{name}")
    own = {code: spec for code, spec in REGISTRY.items() if spec.function.__module__.startswith("telusur.")}
    return dict(sorted(own.items()))
