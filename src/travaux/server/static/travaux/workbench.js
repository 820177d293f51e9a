// What improves pages that read without it. Nothing here is needed to read or to send a form.
"use strict";

// A select that asks for another view sends its form by itself, for those who point. Whoever uses the keyboard passes
// other values on the way to the one that is meant, and presses the button. "always" marks forms whose answer stands
// beside them and moves nothing.
let pointed = false;
document.addEventListener("pointerdown", () => { pointed = true; }, true);
document.addEventListener("keydown", () => { pointed = false; }, true);
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form && (pointed || form.dataset.atOnce === "always")) form.requestSubmit();
});

// After part of a page was changed in place, what it is about is read out.
document.addEventListener("htmx:afterSwap", (event) => {
  const told = event.target.querySelector("[data-tell]");
  if (told) told.setAttribute("role", "status");
});

// While a slider is drawn, the value under the finger is shown; the answer follows when it is let go.
document.addEventListener("input", (event) => {
  if (event.target.type !== "range") return;
  const shown = document.querySelector(`output[for="${event.target.id}"]`);
  if (shown) shown.textContent = event.target.value;
  event.target.setAttribute("aria-valuetext", event.target.value);
});
