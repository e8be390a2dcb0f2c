from django.apps import AppConfig


class SanksiConfig(AppConfig):
    name = "telusur.bnsp.pengendalian.sanksi"
    verbose_name = "Kasus sanksi"

    def ready(self) -> None:
        from telusur.bnsp.pengendalian.sanksi.models import KasusSanksi
        from telusur.bnsp.pengendalian.sanksi.queries import PEMBACA, boleh_membuka_bukti
        from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import daftarkan_pembaca
        from telusur.kernel.archive.access import register_access

        daftarkan_pembaca(KasusSanksi, PEMBACA)
        register_access(boleh_membuka_bukti)
