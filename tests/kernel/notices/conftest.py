"""The fixed cast."""

from tests.cast import ani, budi, citra, client_of_fixture, ctx_fixture, dedi, hendra, mira, pandu  # noqa: F401  (fixtures)
