"""Finding what the modules declare in ``subscribers.py`` and ``jobs.py``, when it is first needed.

Not while apps load: the listeners import commands of many modules, whose order of loading stays free this way.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@cache
def declared(part: str) -> None:
    """Import ``part`` (``subscribers`` or ``jobs``) of every Telusur app; once per process."""
    for config in apps.get_app_configs():
        if config.name.startswith("telusur.") and config.module and module_has_submodule(config.module, part):
            import_module(f"{config.name}.{part}")
