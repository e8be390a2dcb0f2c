"""The fixed cast."""

from tests.cast import ani, client_of_fixture, pandu  # noqa: F401  (fixtures)
