from django.apps import AppConfig


class BerandaConfig(AppConfig):
    name = "telusur.lsp.manajemen.beranda"
    verbose_name = "Beranda"

    def ready(self) -> None:
        from telusur.kernel.audit.record import listeners
        from telusur.kernel.commands.guard import before_commit
        from telusur.lsp.manajemen.beranda import kena, navigasi, sop

        if kena.setelah_tindakan not in before_commit:
            before_commit.append(kena.setelah_tindakan)
        if kena.setelah_catatan not in listeners:
            listeners.append(kena.setelah_catatan)
        navigasi.daftarkan()
        sop.daftarkan()
