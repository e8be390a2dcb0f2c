from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "telusur.lsp.manajemen.portal"
    verbose_name = "Portal publik"

    def ready(self) -> None:
        from telusur.kernel.ui.institution import register_institution
        from telusur.lsp.manajemen.portal import nav
        from telusur.lsp.manajemen.portal.lembaga import lembaga

        register_institution(lembaga)
        nav.register()
