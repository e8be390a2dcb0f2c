from django.apps import AppConfig


class KeputusanConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.keputusan"
    verbose_name = "Keputusan"

    def ready(self) -> None:
        from telusur.lsp.sertifikasi.aplikasi.queries import PIHAK_KASUS
        from telusur.lsp.sertifikasi.keputusan.queries import anggota_kasus

        PIHAK_KASUS.append(anggota_kasus)
