from django.apps import AppConfig


class KeputusanConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.keputusan"
    verbose_name = "Keputusan"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.kernel.flows.sync import register_work
        from telusur.kernel.forms.policy import register_policy
        from telusur.lsp.sertifikasi.aplikasi.queries import PIHAK_KASUS
        from telusur.lsp.sertifikasi.jadwal.models import Jadwal
        from telusur.lsp.sertifikasi.keputusan import kinds  # noqa: F401  (declares the documents)
        from telusur.lsp.sertifikasi.keputusan.akses import LAPORAN, berkas_komite, laporan_komite
        from telusur.lsp.sertifikasi.keputusan.queries import anggota_kasus
        from telusur.lsp.sertifikasi.keputusan.tugas import usul_komite

        register_policy(LAPORAN, may_read=laporan_komite)
        PIHAK_KASUS.append(anggota_kasus)
        register_access(berkas_komite)
        register_work(Jadwal, usul_komite)
