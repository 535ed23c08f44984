// What script adds to pages that are whole without it: the theme that a reader forces, and selects that go somewhere.
"use strict";
(() => {
  const root = document.documentElement;
  const forced = localStorage.getItem("theme");
  if (forced) root.dataset.theme = forced;
  // Public pages are the same for everyone; who is signed in stands in the corner, fetched by itself.
  if (document.cookie.includes("signed_in=1")) {
    fetch(`${root.lang === "en" ? "/en" : ""}/my/corner`).then(async (answer) => {
      if (answer.status === 200) document.getElementById("corner").innerHTML = await answer.text();
    });
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-switch]");
    if (!button) return;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  });
  // A page that is made for paper: without script the browser's own menu prints it.
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-go]") && event.target.value) location.assign(event.target.value);
    if (event.target.matches("form[data-auto] select")) event.target.form.requestSubmit();
  });

  // The list under the search field: arrows walk it, Escape and leaving close it.
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("form.search");
    if (!form) return;
    const stops = [form.querySelector("input"), ...form.querySelectorAll(".suggested a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && stops.length > 1) {
      event.preventDefault();
      stops[(stops.indexOf(event.target) + step + stops.length) % stops.length].focus();
    }
    if (event.key === "Escape") form.querySelector(".suggested").replaceChildren();
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest("form.search")) document.querySelector(".suggested")?.replaceChildren();
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
