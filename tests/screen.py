"""What tests ask a browser about a page."""

from __future__ import annotations

import json
from typing import Any
from weakref import WeakSet

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Whether nothing is wider than the screen, once the fonts are there: until then letters of another font stand in.
FITS = "document.fonts.ready.then(() => document.documentElement.scrollWidth <= window.innerWidth)"
GRAVE = ("serious", "critical")
# Contrast is most of what axe costs, and it depends on the colour, size and weight of the letters and on what lies behind
# them: of all texts that are alike in these, three are judged. The other rules see the whole page.
CHECK = """async (tags) => {
  window.axe ?? readAxe();
  const alike = new Map();
  const behind = (element) => {
    const seen = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position].join();
      if (own !== "rgba(0, 0, 0, 0),none,1,static") seen.push(own);
    }
    return seen.join(";");
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const key = [style.color, style.fontSize, style.fontWeight, style.textShadow, behind(element)].join("|");
    const group = alike.get(key) ?? new Set();
    if (group.size < 3) alike.set(key, group.add(element));
  }
  const samples = [...alike.values()].flatMap((group) => [...group]);
  samples.forEach((one) => one.toggleAttribute("data-contrast-sample", true));
  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-contrast-sample]" }] });
  const options = { resultTypes: ["violations"], preload: false, iframes: false };
  const found = await axe.run(document, { ...options, ...(tags.length ? { runOnly: tags } : {}) });
  samples.forEach((one) => one.toggleAttribute("data-contrast-sample", false));
  return found.violations.map(({ id, impact, help, nodes }) =>
    ({ id, impact, help, where: nodes.slice(0, 3).map((node) => node.target.join(" ")) }));
}"""


# Pages that bring axe along to every address they open: sending it there takes five times as long as reading it.
_with_axe: WeakSet[Page] = WeakSet()


def _give_axe(page: Page) -> None:
    script = f"window.readAxe = () => {{ {Axe().axe_script} }}"
    page.add_init_script(script)
    page.evaluate(script)
    _with_axe.add(page)


def violations(page: Page, *tags: str) -> list[dict[str, Any]]:
    """What axe finds on the page that is open: rule, impact, help, the first places. ``tags`` choose groups of rules.

    A page that is still arriving may show a field whose label is yet to come.
    """
    page.wait_for_load_state()
    if page not in _with_axe:
        _give_axe(page)
    found: list[dict[str, Any]] = page.evaluate(CHECK, list(tags))
    return found


def grave(page: Page) -> list[str]:
    """Of these what keeps somebody from using the page."""
    return [json.dumps(one) for one in violations(page) if one["impact"] in GRAVE]
