// What script adds to pages that are whole without it: the theme that a reader forces, and selects that go somewhere.
"use strict";
(() => {
  const root = document.documentElement;
  const forced = localStorage.getItem("theme");
  if (forced) root.dataset.theme = forced;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-switch]");
    if (!button) return;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-go]") && event.target.value) location.assign(event.target.value);
    if (event.target.matches("form[data-auto] select")) event.target.form.requestSubmit();
  });
})();
