"""The fixed cast, and the small module ``loket`` whose rows need work and bear numbers."""

from tests.cast import ani, budi, citra, client_of_fixture, ctx_fixture, dedi, hendra, mira, pandu  # noqa: F401  (fixtures)
from tests.kernel.flows.loket.fixtures import loket, loket_installed, petugas  # noqa: F401  (fixtures)
