from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "telusur.kernel.exchange"
    verbose_name = "Pertukaran"

    def ready(self) -> None:
        from telusur.kernel.audit.verify import register_verifier
        from telusur.kernel.exchange import commands, queries, witness  # noqa: F401  (registers the acts)

        register_verifier(witness.findings)
