"""How fast passwords may be tried: guessing is slowed down, and nobody is kept out or from signing by what a stranger does.

Four counts, each by what a guesser cannot choose freely. A browser known to the account has a count of its own, and so has
somebody already signed in who proves who they are once more; neither hears of anybody else's failures.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.http import HttpRequest

from telusur.kernel.accounts.devices import device_of
from telusur.kernel.accounts.models import User
from telusur.kernel.base.client import network_of
from telusur.kernel.base.limits import Pace

# A person errs a few times and waits a few seconds; whoever guesses on gets 12 tries an hour from one place.
FROM_HERE = Pace("masuk-sini", free=5, window=3600, first=10, longest=300)
# From everywhere together: one a minute, too slow to find ten characters, and a named person still comes through between.
ON_ACCOUNT = Pace("masuk-akun", free=30, window=3600, first=10, longest=60)
# One place trying many accounts. A whole class that sits behind one address may err.
FROM_PLACE = Pace("masuk-tempat", free=60, window=600, first=5, longest=30)
KNOWN = Pace("masuk-peranti", free=5, window=900, first=10, longest=60)
PROOF = Pace("bukti", free=5, window=900, first=10, longest=60)
# The second factor, whose password was right: a code of six digits.
CODE = Pace("kode", free=5, window=3600, first=30, longest=300)
CODE_FROM_ELSEWHERE = Pace("kode-akun", free=10, window=3600, first=30, longest=300)

Counted = tuple[Pace, str]


@dataclass(frozen=True, slots=True)
class Try:
    """One try that was begun: it counts as failed until it is told that it succeeded."""

    counted: tuple[Counted, ...] = ()
    wait: float = 0.0

    def succeeded(self) -> None:
        """Take back what it counted."""
        for pace, key in self.counted:
            pace.give_back(key)


def begin(request: HttpRequest, email: str) -> Try:
    """Before a password is looked at: ``wait`` is how many seconds it is too early; 0.0 means try."""
    return _begin(_counts(request, email))


def begin_code(request: HttpRequest, user: User) -> Try:
    """The same for a code of the second factor; a known browser and somebody already signed in have counts of their own."""
    if request.user.is_authenticated:
        return _begin(((PROOF, f"kode:{user.pk}"),))
    if device := device_of(request, user.email):
        return _begin(((CODE, f"{device}:{user.pk}"),))
    return _begin(((CODE, f"{network_of(request)}:{user.pk}"), (CODE_FROM_ELSEWHERE, str(user.pk))))


def _counts(request: HttpRequest, email: str) -> tuple[Counted, ...]:
    user = request.user
    if user.is_authenticated:
        return ((PROOF, str(user.pk)),)
    account = sha256(email.strip().lower().encode()).hexdigest()
    if device := device_of(request, email):
        return ((KNOWN, f"{device}:{account}"),)
    place = network_of(request)
    return (FROM_HERE, f"{place}:{account}"), (ON_ACCOUNT, account), (FROM_PLACE, place)


def _begin(counts: tuple[Counted, ...]) -> Try:
    taken: list[Counted] = []
    for pace, key in counts:
        if wait := pace.take(key):
            Try(tuple(taken)).succeeded()
            return Try(wait=wait)
        taken.append((pace, key))
    return Try(tuple(taken))
