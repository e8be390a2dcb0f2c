"""The world of these tests."""

from tests.lsp.putusan import putusan  # noqa: F401  (fixture)
