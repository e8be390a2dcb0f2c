from django.apps import AppConfig


class LayananConfig(AppConfig):
    name = "telusur.bnsp.sekretariat.layanan"
    verbose_name = "Layanan"

    def ready(self) -> None:
        from telusur.bnsp.sekretariat.layanan.queries import boleh_membuka_berkas
        from telusur.kernel.archive.access import register_access

        register_access(boleh_membuka_berkas)
