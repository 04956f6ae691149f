(() => {
  const story = document.getElementById("story");
  const peek = document.querySelector(".peek");
  const all = [...story.querySelectorAll("[data-bead]")];
  if (!all.length) return;
  const seen = (each) => each.getClientRects().length > 0;
  const side = (each) => each.closest(".source") ? "source" : "target";
  let pinned = null;
  let shown = null;

  const show = (bead) => {
    if (bead === shown) return;
    shown = bead;
    const own = all.filter((each) => each.dataset.bead === bead);
    all.forEach((each) => each.classList.toggle("on", own.includes(each)));
    // Where one language is shown alone, a sentence that is tapped brings up its counterpart.
    const hidden = own.filter((each) => !seen(each));
    peek.hidden = bead === null || bead !== pinned || !hidden.length;
    if (!peek.hidden) {
      peek.lang = hidden[0].closest("[lang]").lang;
      peek.textContent = hidden.map((each) => each.textContent).join(" ");
    }
  };
  const pin = (bead) => { pinned = bead; shown = undefined; show(bead); };
  const at = (event) => {
    const sentence = event.target.closest("[data-bead]");
    return sentence ? sentence.dataset.bead : null;
  };

  story.addEventListener("pointerover", (event) => show(at(event) ?? pinned));
  story.addEventListener("pointerleave", () => show(pinned));
  story.addEventListener("focusin", (event) => { if (at(event) !== null) show(at(event)); });
  story.addEventListener("focusout", () => show(pinned));
  document.addEventListener("click", (event) => {
    if (!String(getSelection())) pin(at(event) === pinned ? null : at(event));
  });
  document.querySelectorAll("[name=view]").forEach((each) => each.addEventListener("change", () => pin(null)));

  // One stop for the Tab key; arrows go from sentence to sentence and across to the counterpart.
  all.forEach((each, index) => { each.tabIndex = index ? -1 : 0; });
  const go = (to) => {
    if (!to) return;
    all.forEach((each) => { each.tabIndex = each === to ? 0 : -1; });
    to.focus();
  };
  story.addEventListener("keydown", (event) => {
    const here = event.target.closest("[data-bead]");
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    const level = all.filter((each) => seen(each) && side(each) === side(here));
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      go(level[level.indexOf(here) + steps[event.key]]);
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      go(all.find((each) => seen(each) && each.dataset.bead === here.dataset.bead && side(each) !== side(here)));
    } else if (event.key === "Enter") {
      pin(here.dataset.bead === pinned ? null : here.dataset.bead);
    } else if (event.key === "Escape") {
      pin(null);
    }
  });
})();
