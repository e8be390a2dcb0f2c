from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "telusur.kernel.letters"
    verbose_name = "Surat"

    def ready(self) -> None:
        from telusur.kernel.letters import commands, queries  # noqa: F401  (registers the acts)
