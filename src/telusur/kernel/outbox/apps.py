from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class OutboxConfig(AppConfig):
    name = "telusur.kernel.outbox"
    verbose_name = "Peristiwa"

    def ready(self) -> None:
        """Let every module of ours declare what it listens to and what it does by the clock."""
        for config in apps.get_app_configs():
            if config.name.startswith("telusur.") and config.module is not None:
                for part in ("subscribers", "jobs"):
                    if module_has_submodule(config.module, part):
                        import_module(f"{config.name}.{part}")
