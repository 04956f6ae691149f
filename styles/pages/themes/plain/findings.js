(() => {
  const form = document.querySelector(".filters");
  const rows = [...document.querySelectorAll(".finding")];
  const count = form.querySelector(".count");
  const show = () => {
    const chosen = new Set([...form.querySelectorAll("[name=severity]:checked")].map((each) => each.value));
    const rule = form.querySelector("[name=rule]")?.value ?? "";
    let shown = 0;
    for (const row of rows) {
      row.hidden = !chosen.has(row.dataset.severity) || (rule !== "" && row.dataset.rule !== rule);
      shown += !row.hidden;
    }
    count.textContent = `${shown} shown`;
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
})();
