// Hovering or focusing a span lights its records, and the other way round; a click on a span goes to its record.
(() => {
  const parts = (number) => document.querySelectorAll(`[data-r~="${CSS.escape(number)}"]`);
  const light = (target, on) => {
    const held = target instanceof Element && target.closest("[data-r]");
    if (!held) return;
    for (const number of held.dataset.r.split(" ")) parts(number).forEach((part) => part.classList.toggle("on", on));
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    document.addEventListener(name, (event) => light(event.target, on));
  document.addEventListener("click", (event) => {
    const mark = event.target instanceof Element && event.target.closest("mark[data-r]");
    if (!mark || event.target.closest("a") || String(getSelection())) return;
    const card = document.getElementById(mark.dataset.r.split(" ").pop());
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (card) card.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  });
})();
