from django.apps import AppConfig


class FlowsConfig(AppConfig):
    name = "telusur.kernel.flows"
    verbose_name = "Alur dan tugas"

    def ready(self) -> None:
        from telusur.kernel.commands.guard import before_commit
        from telusur.kernel.flows.sync import sync

        if sync not in before_commit:
            before_commit.append(sync)
