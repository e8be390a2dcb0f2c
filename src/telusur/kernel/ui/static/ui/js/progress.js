/* How far a long form is, and the way to the next unanswered question.

   [data-progress-group="g"] on a question (fieldset, or the box around its fields); [data-progress-bar="g"] from {% kemajuan %};
   [data-progress-count="g"] shows "12", [data-progress-total="g"] "25"; [data-progress-next] jumps, over all groups when empty. */
(() => {
  "use strict";
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const questions = (group) => all(group ? `[data-progress-group="${CSS.escape(group)}"]` : "[data-progress-group]");
  if (!questions("").length) return;

  function answered(question) {
    const fields = Array.from(question.querySelectorAll("input, select, textarea")).filter((field) => field.type !== "hidden");
    return fields.some((field) => ["radio", "checkbox"].includes(field.type) ? field.checked : field.value.trim() !== "");
  }
  function draw() {
    const groups = new Set(questions("").map((question) => question.dataset.progressGroup));
    groups.forEach((group) => {
      const list = questions(group), done = list.filter(answered).length;
      all(`[data-progress-bar="${CSS.escape(group)}"]`).forEach((box) => show(box, done, list.length));
      all(`[data-progress-count="${CSS.escape(group)}"]`).forEach((el) => { el.textContent = done; });
      all(`[data-progress-total="${CSS.escape(group)}"]`).forEach((el) => { el.textContent = list.length; });
    });
    const list = questions(""), done = list.filter(answered).length;
    all('[data-progress-bar=""], [data-progress-bar="semua"]').forEach((box) => show(box, done, list.length));
    all("[data-progress-next]").forEach((button) => {
      const open = questions(button.dataset.progressNext).some((question) => !answered(question));
      button.toggleAttribute("data-selesai", !open);
    });
  }
  function show(box, done, total) {
    const bar = box.querySelector("progress");
    const words = `${done} dari ${total} ${box.dataset.progressUnit || ""}`.trim();
    if (bar) { bar.max = Math.max(total, 1); bar.value = done; bar.setAttribute("aria-label", words); }
    const text = box.querySelector("[data-progress-words]");
    if (text) text.textContent = words;
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-progress-next]");
    if (!button) return;
    event.preventDefault();
    const next = questions(button.dataset.progressNext).find((question) => !answered(question));
    if (!next) { document.querySelector("[data-progress-akhir], form [type=submit]")?.focus(); return; }
    next.closest("details:not([open])")?.setAttribute("open", "");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    next.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    next.querySelector("input, select, textarea")?.focus({ preventScroll: true });
  });
  document.addEventListener("change", draw);
  document.addEventListener("input", draw);
  document.addEventListener("telusur:isian", draw);
  draw();
})();
