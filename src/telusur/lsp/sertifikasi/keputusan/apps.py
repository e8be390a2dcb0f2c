from django.apps import AppConfig


class KeputusanConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.keputusan"
    verbose_name = "Keputusan"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.lsp.sertifikasi.aplikasi.queries import PIHAK_KASUS
        from telusur.lsp.sertifikasi.keputusan import kinds, nav  # noqa: F401  (kinds declares the documents)
        from telusur.lsp.sertifikasi.keputusan.akses import berkas_komite
        from telusur.lsp.sertifikasi.keputusan.queries import anggota_kasus

        nav.register()
        PIHAK_KASUS.append(anggota_kasus)
        register_access(berkas_komite)
