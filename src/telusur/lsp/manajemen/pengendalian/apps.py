from django.apps import AppConfig


class PengendalianConfig(AppConfig):
    name = "telusur.lsp.manajemen.pengendalian"
    verbose_name = "Pengendalian oleh BNSP"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.lsp.manajemen.pengendalian import nav
        from telusur.lsp.manajemen.pengendalian.queries import boleh_membuka_lampiran

        nav.register()
        register_access(boleh_membuka_lampiran)
