// A template as it reads under the choices that are made: blocks name the variants they stand in (data-v).
const chosenIn = (form) => {
  const made = {};
  for (const select of all("select", form)) if (select.value) made[JSON.parse(select.dataset.name)] = JSON.parse(select.value);
  return made;
};

const agrees = (variant, made) => Object.entries(made).every(([name, value]) => !Object.hasOwn(variant, name) || variant[name] === value);

const inWords = (made) => Object.entries(made).map(([name, value]) => `${name} is ${value}`).join(" and ");

// Shows what stands in any variant that agrees; values that no such variant has cannot be chosen.
const apply = (view, form) => {
  const variants = JSON.parse(form.dataset.variants);
  const made = chosenIn(form);
  const standing = new Set(variants.flatMap((variant, number) => (agrees(variant, made) ? [String(number)] : [])));
  for (const block of all("[data-v]", view)) {
    block.classList.toggle("not-chosen", !block.dataset.v.split(" ").some((number) => standing.has(number)));
  }
  for (const select of all("select", form)) {
    const name = JSON.parse(select.dataset.name);
    for (const option of all("option", select)) {
      option.disabled = option.value !== "" && !variants.some((variant) => agrees(variant, { ...made, [name]: JSON.parse(option.value) }));
    }
  }
  const count = standing.size === 1 ? "one way to read it" : `${standing.size} ways to read it`;
  one("[role=status]", form).textContent = Object.keys(made).length ? `When ${inWords(made)}: ${count}.` : `All ${variants.length} ways to read it, together.`;
};

const readChoices = (view) => {
  const form = one(".choices", view);
  for (const name of [...address.chosen.keys()]) if (name.startsWith("as.")) address.chosen.delete(name);
  for (const [name, value] of Object.entries(chosenIn(form))) address.chosen.set(`as.${name}`, value);
  write();
  apply(view, form);
};

const setChoices = (view, made) => {
  const form = one(".choices", view);
  if (!form) return;
  for (const select of all("select", form)) {
    const name = JSON.parse(select.dataset.name);
    const value = Object.hasOwn(made, name) ? JSON.stringify(made[name]) : "";
    select.value = all("option", select).some((option) => option.value === value) ? value : "";
  }
  readChoices(view);
};

const applyChoices = (view) => {
  const form = one(".choices", view);
  if (!form) return;
  form.hidden = false;
  const made = {};
  for (const [name, value] of address.chosen) if (name.startsWith("as.")) made[name.slice(3)] = value;
  for (const exposed of all(".exposed", view)) {
    if (!one("button", exposed)) exposed.append(" ", button("Read it so", () => expose(view, exposed)));
  }
  setChoices(view, made);
};

const expose = (view, exposed) => {
  setChoices(view, JSON.parse(exposed.dataset.when)[0]);
  visit(exposed.closest(".card").id);
};

// A finding that the choices at hand hide is shown under those that expose it.
const letStand = (view, finding) => {
  if (!finding.card.matches(".not-chosen, .not-chosen *")) return;
  const exposed = one(".exposed", finding.card);
  setChoices(view, exposed ? JSON.parse(exposed.dataset.when)[0] : {});
  if (finding.card.matches(".not-chosen")) setChoices(view, {});
};
