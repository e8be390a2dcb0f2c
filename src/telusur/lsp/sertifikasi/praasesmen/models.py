"""Assessment plans: who is to be assessed by whom, where and when, before it becomes a schedule (SOP 1.4 to 2.7)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from telusur.kernel.base.clock import short_date
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.tuk.models import WaktuTuk
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana


class Rencana(WaktuTuk, GuardedModel):
    """One asesor, one skema, one TUK, one day. Times are those of the TUK's clock."""

    skema = models.ForeignKey("skema.Skema", on_delete=models.PROTECT, related_name="+")
    skema_kode = models.CharField(max_length=80)
    asesor = models.ForeignKey("asesor.Asesor", on_delete=models.PROTECT, related_name="+")
    tuk = models.ForeignKey("tuk.Tuk", on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    jam_mulai = models.TimeField()
    jam_selesai = models.TimeField()
    status = models.CharField(max_length=14, choices=StatusRencana, default=StatusRencana.DISUSUN)
    spt = models.ForeignKey("umum.Naskah", on_delete=models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()
    alasan = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(jam_selesai__gt=F("jam_mulai")), name="praasesmen_jam")]
        indexes = [models.Index(fields=["tanggal"], name="praasesmen_tanggal")]

    def __str__(self) -> str:
        return f"rencana {self.skema_kode} {short_date(self.tanggal)}"

    def work_items(self) -> list[Work]:
        """Who must act on the plan itself; the forms of each case have items of their own."""
        detail, url = f"{self.skema.nama_id} · {self.tuk} · {short_date(self.tanggal)}", f"/rencana/{self.pk}/"
        days = setelan("tenggat.tanda_tangan")
        if self.status == StatusRencana.DISUSUN:
            return [
                Work(
                    "praasesmen.susun",
                    "Lengkapi rencana asesmen",
                    detail,
                    "Lengkapi",
                    url,
                    role=Role.ADMIN_LSP,
                    days=days,
                )
            ]
        if self.status == StatusRencana.MENUNGGU_SPT:
            return [
                Work(
                    "praasesmen.spt",
                    "Tandatangani SPT asesor",
                    detail,
                    "Tandatangani",
                    url,
                    role=Role.DIREKTUR,
                    days=days,
                )
            ]
        if self.status == StatusRencana.BERJALAN and self.semua_siap:
            days = setelan("tenggat.jadwal")
            return [
                Work(
                    "praasesmen.jadwal",
                    "Tetapkan jadwal asesmen",
                    detail,
                    "Tetapkan",
                    url,
                    role=Role.ADMIN_LSP,
                    days=days,
                )
            ]
        return []

    @property
    def semua_siap(self) -> bool:
        """Whether there are asesi, and each has signed FR.AK.01."""
        tahap = set(self.peserta.filter(aktif=True).values_list("permohonan__tahap", flat=True))
        return tahap == {Tahap.JADWAL}


class PesertaRencana(GuardedModel):
    """An asesi on a plan; ``aktif`` until taken off again."""

    rencana = models.ForeignKey(Rencana, on_delete=models.PROTECT, related_name="peserta")
    permohonan = models.ForeignKey("aplikasi.Permohonan", on_delete=models.PROTECT, related_name="+")
    aktif = models.BooleanField(default=True)
    alasan_keluar = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["permohonan"], condition=Q(aktif=True), name="praasesmen_satu_rencana"),
        ]

    def __str__(self) -> str:
        return f"{self.permohonan} pada {self.rencana}"
