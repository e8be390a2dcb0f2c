"""What tests ask a browser about a page."""

from __future__ import annotations

# Whether nothing is wider than the screen, once the fonts are there: until then letters of another font stand in.
FITS = "document.fonts.ready.then(() => document.documentElement.scrollWidth <= window.innerWidth)"
