"use strict";
// Nothing here is needed: it lights up what belongs together, and takes keys.
document.querySelectorAll("[data-r]").forEach((one) => {
  const names = one.dataset.r.split(" ");
  const belong = () => document.querySelectorAll(names.map((n) => `[data-r~="${n}"]`).join(","));
  one.addEventListener("mouseenter", () => belong().forEach((el) => el.classList.add("on")));
  one.addEventListener("mouseleave", () => belong().forEach((el) => el.classList.remove("on")));
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
    return;
  }
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});
