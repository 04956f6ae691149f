(() => {
  const list = document.getElementById("beads");
  const numbers = (each) => each.dataset.k.split(" ");
  const number = (each) => Number(each.id.slice(1));

  // What is pointed at, in a text or in the line below, is shown wherever it stands in the bead.
  let lit = [];
  const light = (at) => {
    lit.forEach((each) => each.classList.remove("on"));
    const wanted = at ? numbers(at) : [];
    lit = at ? [...at.closest(".bead").querySelectorAll("[data-k]")].filter((each) => numbers(each).some((k) => wanted.includes(k))) : [];
    lit.forEach((each) => each.classList.add("on"));
  };
  list.addEventListener("pointerover", (event) => light(event.target.closest("[data-k]")));
  list.addEventListener("pointerleave", () => light(null));

  const chosen = () => document.querySelector("[name=show]:checked").id.slice(5);
  const go = (step) => {
    const shown = chosen();
    const group = shown === "all" ? (list.querySelector(".eye") ? ".eye" : "") : `.${shown}`;
    const all = [...list.querySelectorAll(`.bead${group}`)];
    if (!all.length) return;
    const here = document.activeElement.closest(".bead") ?? list.querySelector(".bead:target");
    const place = here ? number(here) : -1;
    const next = step > 0 || !here ? all.find((each) => number(each) > place) : all.findLast((each) => number(each) < place);
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };
  document.querySelectorAll(".bar .ways a").forEach((each) => each.addEventListener("click", (event) => {
    event.preventDefault();
    go(each.rel === "next" ? 1 : -1);
  }));
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches?.("input:not([type=radio], [type=checkbox])")) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "e") document.getElementById("evidence").click();
    else return;
    event.preventDefault();
  });
  // Another choice of beads keeps the one that was looked at in sight.
  document.querySelectorAll("[name=show]").forEach((each) => each.addEventListener("change", () => {
    list.querySelector(".bead:target")?.scrollIntoView({ block: "center" });
  }));
})();
