from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "telusur.bnsp.portal"
    label = "portal_bnsp"
    verbose_name = "Portal BNSP"

    def ready(self) -> None:
        from telusur.bnsp import roles  # noqa: F401  (names the roles)
        from telusur.bnsp.portal import lembaga, nav, sertifikat

        lembaga.register()
        nav.register()
        sertifikat.register()
