from django.apps import AppConfig


class MukConfig(AppConfig):
    name = "telusur.lsp.administrasi.muk"
    verbose_name = "Materi uji kompetensi"

    def ready(self) -> None:
        from telusur.lsp import formulir
        from telusur.lsp.administrasi.muk import nav, policy

        formulir.load()
        policy.register()
        nav.register()
