from django.apps import AppConfig


class PengaduanConfig(AppConfig):
    name = "telusur.bnsp.pengendalian.pengaduan"
    verbose_name = "Pengaduan"

    def ready(self) -> None:
        from telusur.bnsp.pengendalian.pengaduan.queries import boleh_membuka_lampiran
        from telusur.kernel.archive.access import register_access

        register_access(boleh_membuka_lampiran)
