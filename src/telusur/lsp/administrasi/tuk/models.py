"""Test places and their verification per skema (SOP 1.4, P508 10.4.4.5, PBNSP 206)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

from telusur.kernel.base import clock
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.tuk.states import JenisTuk, StatusVerifikasi
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role


class Tuk(GuardedModel):
    """A tempat uji kompetensi. ``kapasitas`` is the number of asesi at once; ``zona`` empty: by the institution's clock."""

    kode = models.CharField(max_length=30, unique=True)
    nama = models.CharField(max_length=150)
    jenis = models.CharField(max_length=12, choices=JenisTuk)
    pemilik = models.CharField(max_length=150, blank=True)
    penanggung_jawab = models.CharField(max_length=150)
    alamat = models.CharField(max_length=250)
    kota = models.CharField(max_length=80)
    kontak = models.CharField(max_length=80, blank=True)
    kapasitas = models.PositiveSmallIntegerField()
    aktif = models.BooleanField(default=True)
    zona = models.CharField("zona waktu", max_length=20, choices=list(clock.ZONES.items()), blank=True)

    def __str__(self) -> str:
        return self.nama

    @property
    def zona_waktu(self) -> str:
        """By which clock its schedules are kept."""
        return self.zona or settings.TIME_ZONE

    @property
    def nama_zona(self) -> str:
        """WIB, WITA or WIT."""
        return clock.zone_name(self.zona_waktu)

    def saat(self, hari: date, jam: time) -> datetime:
        """The moment that this time of day is at the TUK."""
        return datetime.combine(hari, jam, tzinfo=ZoneInfo(self.zona_waktu))


class WaktuTuk:
    """What a plan and a schedule say of their time: hours of the TUK's own clock, with its name."""

    tuk: Any
    tanggal: Any
    jam_mulai: Any
    jam_selesai: Any

    @property
    def mulai(self) -> datetime:
        """Start as a moment."""
        found: datetime = self.tuk.saat(self.tanggal, self.jam_mulai)
        return found

    @property
    def selesai(self) -> datetime:
        """End as a moment."""
        found: datetime = self.tuk.saat(self.tanggal, self.jam_selesai)
        return found

    @property
    def rentang(self) -> str:
        """``09.00 sampai 11.00 WIT``."""
        return clock.hours(self.jam_mulai, self.jam_selesai, self.tuk.zona_waktu)

    @property
    def pukul(self) -> str:
        """``09.00 WIT``."""
        return f"{self.jam_mulai:%H.%M} {self.tuk.nama_zona}"

    @property
    def hari_pukul(self) -> str:
        """``Sen 23 Nov 2026 09.00 WIT``."""
        return f"{clock.short_date(self.tanggal)} {self.pukul}"


class VerifikasiTuk(GuardedModel):
    """One verification: SPT, checklist against the skema's technical requirements, minutes, SK with validity.

    ``ceklis`` rows: ``{perlengkapan, spesifikasi, jumlah, sesuai: bool|None, catatan}``.
    """

    tuk = models.ForeignKey(Tuk, on_delete=models.PROTECT, related_name="verifikasi")
    skema = models.ForeignKey("skema.Skema", on_delete=models.PROTECT, related_name="+")
    skema_kode = models.CharField(max_length=80)
    verifikator = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    ceklis = models.JSONField(default=list)
    catatan = models.TextField(blank=True)
    status = models.CharField(max_length=16, choices=StatusVerifikasi, default=StatusVerifikasi.MENUNGGU_SPT)
    spt = models.ForeignKey("umum.Naskah", on_delete=models.PROTECT, null=True, related_name="+")
    sk = models.ForeignKey("umum.Naskah", on_delete=models.PROTECT, null=True, related_name="+")
    nomor_ba = models.CharField("nomor berita acara", max_length=120, blank=True)
    berita_acara = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    berlaku_dari = models.DateField(null=True)
    berlaku_sampai = models.DateField(null=True)
    diverifikasi_pada = models.DateTimeField(null=True)
    diingatkan_untuk = models.DateField("akhir masa yang sudah diingatkan", null=True)

    def __str__(self) -> str:
        return f"verifikasi {self.tuk} untuk {self.skema_kode}"

    def work_items(self) -> list[Work]:
        """Who must act on this verification now."""
        url, detail = f"/tuk/verifikasi/{self.pk}/", f"{self.tuk} · {self.skema_kode}"
        days = setelan("tenggat.tanda_tangan")
        if self.status == StatusVerifikasi.MENUNGGU_SPT:
            return [
                Work(
                    "tuk.spt",
                    "Tandatangani SPT verifikator",
                    detail,
                    "Tandatangani",
                    url,
                    role=Role.DIREKTUR,
                    days=days,
                )
            ]
        if self.status == StatusVerifikasi.DITUGASKAN:
            return [
                Work(
                    "tuk.ceklis", "Verifikasi TUK", detail, "Verifikasi", url, person_id=self.verifikator_id, days=days
                )
            ]
        if self.status == StatusVerifikasi.SESUAI:
            return [Work("tuk.sk", "Tetapkan TUK", detail, "Tetapkan", url, role=Role.DIREKTUR, days=days)]
        return []
