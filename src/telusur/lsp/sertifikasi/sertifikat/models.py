"""Blanks, certificates and their handover (SOP 4.4, 4.5; P508 9.4.7 to 9.4.9)."""

from __future__ import annotations

from datetime import date

from django.db import models

from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.administrasi.umum.rules import bnsp_tersambung
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.sertifikat.states import (
    Keabsahan,
    KeadaanKeputusan,
    StatusBlanko,
    StatusPermohonanBlanko,
    StatusSertifikat,
)


class PermohonanBlanko(GuardedModel):
    """A request to BNSP for as many blanks as the SK names K."""

    komite = models.ForeignKey("keputusan.Komite", on_delete=models.PROTECT, related_name="+")
    nomor = models.CharField(max_length=120, unique=True)
    nomor_kunci = KeyField(of="nomor")
    jumlah = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=StatusPermohonanBlanko, default=StatusPermohonanBlanko.DIAJUKAN)
    dokumen = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    diajukan_pada = models.DateTimeField()
    diterima_pada = models.DateTimeField(null=True)
    ajuan = models.PositiveSmallIntegerField("diajukan ke", default=1)
    catatan = models.TextField("jawaban BNSP", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["komite"], name="sertifikat_satu_permohonan_blanko")]

    def __str__(self) -> str:
        return self.nomor

    def work_items(self) -> list[Work]:
        """Who must act on the request now."""
        url, detail = f"/blanko/{self.pk}/", f"{self.jumlah} asesi kompeten · {self.nomor}"
        days = setelan("tenggat.tanda_tangan")
        if self.status == StatusPermohonanBlanko.DIAJUKAN:
            title, act = "Catat nomor blanko dari BNSP", "Catat"
            if bnsp_tersambung():
                title, act = "Pantau permohonan blanko di BNSP", "Lihat"
            return [Work("sertifikat.blanko", title, detail, act, url, role=Role.ADMIN_LSP, days=days)]
        if self.status == StatusPermohonanBlanko.DIKEMBALIKAN:
            title = "Lengkapi permohonan blanko yang dikembalikan BNSP"
            return [Work("sertifikat.blanko", title, detail, "Lengkapi", url, role=Role.ADMIN_LSP, days=days)]
        if self.status == StatusPermohonanBlanko.DITERIMA:
            title = "Terbitkan nomor sertifikat"
            return [Work("sertifikat.nomor", title, detail, "Terbitkan", url, role=Role.ADMIN_LSP, days=days)]
        return []


class Blanko(GuardedModel):
    """One numbered blank; who printed on it for which certificate, when and how it went (SOP 4.4)."""

    nomor = models.CharField(max_length=20, unique=True)
    nomor_kunci = KeyField(of="nomor")
    permohonan = models.ForeignKey(PermohonanBlanko, on_delete=models.PROTECT, related_name="blanko")
    status = models.CharField(max_length=10, choices=StatusBlanko, default=StatusBlanko.TERSEDIA)
    nomor_ba = models.CharField("berita acara kerusakan", max_length=120, blank=True)
    berita_acara = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    alasan = models.TextField(blank=True)
    dipakai_untuk = models.CharField("nomor sertifikat", max_length=60, blank=True)
    dicatat_pada = models.DateTimeField("dicetak atau dilaporkan rusak", null=True)
    dicatat_oleh = models.CharField("operator", max_length=150, blank=True)

    class Meta:
        indexes = [models.Index(fields=["dipakai_untuk"], name="sertifikat_dipakai")]

    def __str__(self) -> str:
        return f"blanko {self.nomor}"


class Sertifikat(GuardedModel):
    """A certificate. ``isi`` is what it prints, frozen when numbered; ``ceklis``: the ten points as ticked, by whom, when."""

    audit_hidden = frozenset({"isi"})

    permohonan = models.OneToOneField("aplikasi.Permohonan", on_delete=models.PROTECT, related_name="+")
    pemegang = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=200)
    skema_kode = models.CharField(max_length=80)
    skema_nama = models.CharField(max_length=200)
    nomor = models.CharField(max_length=60, unique=True)
    nomor_kunci = KeyField(of="nomor")
    nomor_registrasi = models.CharField(max_length=60, unique=True)
    nomor_registrasi_kunci = KeyField(of="nomor_registrasi")
    kode = models.CharField("kode verifikasi", max_length=20, unique=True)
    blanko = models.OneToOneField(Blanko, on_delete=models.PROTECT, related_name="sertifikat")
    permohonan_blanko = models.ForeignKey(PermohonanBlanko, on_delete=models.PROTECT, related_name="sertifikat")
    isi = models.JSONField(default=dict)
    tanggal_terbit = models.DateField()
    berlaku_sampai = models.DateField()
    status = models.CharField(max_length=16, choices=StatusSertifikat, default=StatusSertifikat.BERNOMOR)
    keabsahan = models.CharField(max_length=10, choices=Keabsahan, default=Keabsahan.BELUM)
    beku_karena_blanko = models.BooleanField("dibekukan karena blankonya tidak dikenal BNSP", default=False)
    ceklis = models.JSONField(default=dict)
    diperiksa_oleh = models.CharField(max_length=150, blank=True)
    diperiksa_pada = models.DateTimeField(null=True)
    catatan_dummy = models.TextField(blank=True)
    dummy = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    dokumen = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    ditandatangani_pada = models.DateTimeField(null=True)
    dicetak_pada = models.DateTimeField(null=True)
    dicetak_oleh = models.CharField(max_length=150, blank=True)
    pernyataan_versi = models.CharField(max_length=40, blank=True)
    pernyataan_pada = models.DateTimeField(null=True)
    pernyataan = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    nomor_serah_terima = models.CharField(max_length=120, blank=True)
    cara_serah = models.CharField(max_length=150, blank=True)
    diserahkan_oleh = models.CharField(max_length=150, blank=True)
    diserahkan_pada = models.DateTimeField(null=True)
    diterima_pada = models.DateTimeField(null=True)
    diingatkan_pada = models.DateTimeField("pengingat berakhir", null=True)
    bukti_serah_terima = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")

    text_index = ("nama", "nomor_kunci", "nomor_registrasi_kunci")

    class Meta:
        indexes = [
            models.Index(fields=["skema_kode", "-tanggal_terbit"], name="sertifikat_skema"),
            models.Index(fields=["status", "-tanggal_terbit"], name="sertifikat_status"),
            models.Index(fields=["-tanggal_terbit", "-nomor"], name="sertifikat_terbit"),
            models.Index(fields=["keabsahan", "berlaku_sampai"], name="sertifikat_habis"),
        ]

    def __str__(self) -> str:
        return f"sertifikat {self.nomor}"

    @property
    def sudah_terbit(self) -> bool:
        """Signed by the Direktur: from then on the public can verify it, also while a spoiled blank is being replaced."""
        return self.ditandatangani_pada is not None

    def keadaan(self, pada: date) -> str:
        """``berlaku``, ``kedaluwarsa``, ``dibekukan``, ``dicabut`` or ``belum`` on a day."""
        if self.keabsahan == Keabsahan.BERLAKU and pada > self.berlaku_sampai:
            return "kedaluwarsa"
        return str(self.keabsahan)

    def work_items(self) -> list[Work]:
        """Who must act on the certificate now."""
        url = f"/sertifikat/{self.pk}/"
        detail = f"{self.nama} · {self.skema_nama} · {self.nomor}"
        days = setelan("tenggat.tanda_tangan")

        def work(code: str, title: str, act: str, *, role: str) -> Work:
            person = None if role else self.pemegang_id
            case = self.permohonan_id
            return Work(code, title, detail, act, url, role=role, person_id=person, days=days, case_id=case)

        waiting = {
            StatusSertifikat.BERNOMOR: ("dummy", "Periksa dummy sertifikat", "Periksa", Role.ADMIN_LSP),
            StatusSertifikat.DIPERIKSA: ("tandatangan", "Tandatangani sertifikat", "Tandatangani", Role.DIREKTUR),
            StatusSertifikat.DITANDATANGANI: ("cetak", "Cetak sertifikat pada blanko", "Cetak", Role.ADMIN_LSP),
            StatusSertifikat.DISERAHKAN: ("terima", "Tandatangani bukti serah terima", "Tandatangani", ""),
        }
        if self.blanko.status == StatusBlanko.DITOLAK:
            return [work("sertifikat.ganti", "Ganti blanko yang tidak dikenal BNSP", "Ganti", role=Role.ADMIN_LSP)]
        if self.status in waiting:
            code, title, act, role = waiting[StatusSertifikat(self.status)]
            return [work(f"sertifikat.{code}", title, act, role=role)]
        if self.status == StatusSertifikat.DICETAK and self.pernyataan_pada is None:
            return [work("sertifikat.pernyataan", "Tandatangani pernyataan pemegang", "Tandatangani", role="")]
        if self.status == StatusSertifikat.DICETAK:
            return [work("sertifikat.serah", "Serahkan sertifikat", "Serahkan", role=Role.ADMIN_LSP)]
        return []


class KeputusanBnsp(GuardedModel):
    """A decision of BNSP that took force from the licence (``skema`` empty) or from some skema (P508 9.5.3)."""

    nomor_sk = models.CharField(max_length=80)
    tanggal_sk = models.DateField()
    keadaan = models.CharField(max_length=12, choices=KeadaanKeputusan)
    skema = models.JSONField("kode skema", default=list)
    dicatat_pada = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomor_sk", "keadaan"], name="sertifikat_keputusan_bnsp_sekali")]

    def __str__(self) -> str:
        return f"keputusan BNSP {self.nomor_sk}"


class PemberitahuanPemegang(GuardedModel):
    """One holder to be told of one decision; ``pesan`` once it was written, whose state says whether it has arrived."""

    keputusan = models.ForeignKey(KeputusanBnsp, on_delete=models.PROTECT, related_name="pemberitahuan")
    sertifikat = models.ForeignKey(Sertifikat, on_delete=models.PROTECT, related_name="+")
    pesan = models.ForeignKey("notices.Message", on_delete=models.PROTECT, null=True, related_name="+")
    kendala = models.CharField("mengapa surel tidak dikirim", max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["keputusan", "sertifikat"], name="sertifikat_diberitahu_sekali")]

    def __str__(self) -> str:
        return f"pemberitahuan {self.keputusan_id}"
