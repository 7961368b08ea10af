"use strict";
// Nothing here is needed: it lights up what belongs together, tells of a stretch of a story when tapped, and takes keys.
document.querySelectorAll("[data-r]").forEach((one) => {
  const names = one.dataset.r.split(" ");
  const belong = () => document.querySelectorAll(names.map((n) => `[data-r~="${n}"]`).join(","));
  one.addEventListener("mouseenter", () => belong().forEach((el) => el.classList.add("on")));
  one.addEventListener("mouseleave", () => belong().forEach((el) => el.classList.remove("on")));
});

if (matchMedia("(max-width: 52rem)").matches) document.querySelectorAll(".fold").forEach((one) => { one.open = false; });

const tip = document.getElementById("tip");
if (tip) {
  const told = tip.querySelector("div");
  tip.querySelector("button").addEventListener("click", () => { tip.hidden = true; });
  document.querySelector(".text").addEventListener("click", (event) => {
    if (event.target.closest("a") || !getSelection().isCollapsed) return;
    const piece = event.target.closest("[title]");
    const mark = event.target.closest("[data-r]");
    told.replaceChildren();
    if (piece) {
      const line = document.createElement("p");
      const words = document.createElement("b");
      words.textContent = piece.textContent;
      line.append(words, " ", piece.title);
      told.append(line);
    }
    for (const name of mark ? mark.dataset.r.split(" ") : []) {
      const card = document.createElement("div");
      card.append(...document.getElementById(name).cloneNode(true).children);
      card.className = document.getElementById(name).className.replace(/\bon\b/, "");
      told.append(card);
    }
    tip.hidden = !told.hasChildNodes();
  });
}

const unfold = (form) => {
  form.closest("details").open = true;
  form.querySelector("input:not([type=hidden])").focus();
};
addEventListener("load", () => {
  const form = document.querySelector("#split:target, #merge:target");
  if (form) requestAnimationFrame(() => unfold(form)); // after the browser has gone to the form
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (tip) tip.hidden = true;
    document.activeElement.blur();
    return;
  }
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
    return;
  }
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (wanted) {
    event.preventDefault();
    if (wanted.matches("form")) unfold(wanted);
    else wanted.click();
  }
});
