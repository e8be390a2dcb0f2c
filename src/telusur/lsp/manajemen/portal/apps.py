from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "telusur.lsp.manajemen.portal"
    verbose_name = "Portal publik"

    def ready(self) -> None:
        from telusur.kernel.ui.institution import register_institution
        from telusur.kernel.verification.answers import Register, register_answers
        from telusur.lsp.manajemen.portal import nav
        from telusur.lsp.manajemen.portal.lembaga import lembaga
        from telusur.lsp.manajemen.portal.verifikasi import register_nasional
        from telusur.lsp.sertifikasi.sertifikat.queries import verifikasi_kode, verifikasi_nomor

        register_institution(lembaga)
        register_answers(Register(verifikasi_kode, verifikasi_nomor, elsewhere=register_nasional))
        nav.register()
