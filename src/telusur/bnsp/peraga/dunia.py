"""Setting up the invented BNSP. Every step is a command of a role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from telusur.bnsp.peraga.orang import DOMAIN, SANDI, STAF, Orang
from telusur.kernel.accounts import commands as accounts
from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.base import clock
from telusur.kernel.calendar import commands as calendar
from telusur.kernel.commands.context import Context, system_context


@dataclass
class Dunia:
    """The demo BNSP under construction. ``hari_ini``: the day the demo is loaded; every time is relative to it."""

    hari_ini: date
    orang: dict[str, User] = field(default_factory=dict)

    def saat(self, hari: int, jam: str = "09.00") -> datetime:
        """A moment ``hari`` days from today (negative: past), on the institution's clock."""
        h, m = (int(part) for part in jam.split("."))
        return datetime.combine(self.hari_ini + timedelta(days=hari), time(h, m), tzinfo=clock.zone())

    def sebagai(self, kunci: str, saat: datetime) -> Context:
        """The context of a person who has just proved who they are."""
        return context_for(self.orang[kunci], at=saat, channel="peraga", proof_at=saat)

    def buat_staf(self, orang: Orang, saat: datetime) -> None:
        """An account of somebody of BNSP, with its role."""
        system = system_context("peraga", at=saat, channel="peraga")
        user = accounts.buat_akun(
            system,
            name=orang.nama,
            email=f"{orang.kunci}@{DOMAIN}",
            roles=[str(orang.peran)],
            basis="SK peraga tentang susunan personel",
        )
        accounts.tandai_demo(system, user=user, password=SANDI)
        self.orang[orang.kunci] = user


def muat(hari_ini: date) -> Dunia:
    """Load the whole demo as of ``hari_ini``."""
    dunia = Dunia(hari_ini)
    awal = dunia.saat(-400, "08.00")
    with clock.travel(awal):
        system = system_context("peraga", at=awal, channel="peraga")
        calendar.isi(system, years=range(hari_ini.year - 1, hari_ini.year + 2))
        for orang in STAF:
            dunia.buat_staf(orang, awal)
    return dunia
