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

  // A form whose answer follows while a slider moves: the same address, only the answer is put in place.
  let waiting, asked = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-live]");
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const address = `?${new URLSearchParams(new FormData(form))}`;
      const mine = ++asked;
      const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
      const id = form.dataset.live;
      if (mine === asked) document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
      history.replaceState(null, "", address);
    }, 120);
  });
})();
