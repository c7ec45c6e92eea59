"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = all("details.card");
  if (!cards.length) return;
  const marks = all("mark[data-claims]").map((node) => ({
    node,
    numbers: node.dataset.claims.split(" "),
    own: node.className,
  }));
  const refs = new Map();
  for (const ref of all("a.ref")) refs.set(cardAt(ref.hash), ref);
  const byNumber = new Map(cards.map((card) => [card.dataset.number, card]));
  const importance = ["refuted", "conflicting", "supported", "unknown", "unjudged"];
  const filters = document.getElementById("filters");
  const keys = document.getElementById("keys");
  const shown = document.getElementById("shown");
  const steps = makeSteps();
  let current = null;
  let opener = null;
  let returning = false;

  function cardAt(hash) {
    const found = document.getElementById(hash.slice(1));
    return found?.matches("details.card") ? found : null;
  }

  function makeSteps() {
    const row = document.createElement("p");
    row.className = "steps";
    for (const [label, act] of [["Previous", () => step(-1)], ["Next", () => step(1)], ["Close", () => close(true)]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", act);
      row.append(button);
    }
    return row;
  }

  function highlight(card, on) {
    const number = card.dataset.number;
    card.classList.toggle("current", on);
    refs.get(card)?.classList.toggle("current", on);
    for (const mark of marks) if (mark.numbers.includes(number)) mark.node.classList.toggle("current", on);
  }

  function show(card, from, focus) {
    if (current && current !== card) put(current);
    current = card;
    opener = from;
    card.open = true;
    card.classList.toggle("lifted", from !== null);
    card.querySelector(".inside").append(steps);
    highlight(card, true);
    if (focus) card.querySelector("summary").focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    if (from) from.scrollIntoView({ block: "nearest" });
  }

  function put(card) {
    highlight(card, false);
    card.classList.remove("lifted");
    card.open = false;
    steps.remove();
    current = null;
  }

  function close(back) {
    if (!current) return;
    const target = opener ?? current.querySelector("summary");
    put(current);
    if (!back) return;
    returning = true;
    target.focus();
    returning = false;
  }

  function step(by) {
    const visible = cards.filter((card) => !card.hidden);
    if (!visible.length) return;
    const here = current ?? cardAt(document.activeElement?.hash ?? "");
    const at = visible.indexOf(here);
    const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : (at + by + visible.length) % visible.length;
    const ref = refs.get(visible[next]);
    if (ref) {
      ref.focus();
      show(visible[next], ref, false);
      ref.scrollIntoView({ block: "center" });
    } else {
      show(visible[next], null, true);
    }
  }

  for (const [card, ref] of refs) {
    ref.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", ref.hash);
      show(card, ref, true);
    });
    ref.addEventListener("focus", () => {
      if (!returning && ref.matches(":focus-visible")) show(card, ref, false);
    });
  }

  for (const { node, numbers } of marks) {
    node.addEventListener("click", () => {
      if (!getSelection().isCollapsed) return;
      const card = numbers.map((number) => byNumber.get(number)).find((one) => !one.hidden);
      if (card) show(card, refs.get(card) ?? null, true);
    });
  }

  for (const card of cards) {
    card.addEventListener("toggle", () => {
      if (card.open && current !== card && !printing) show(card, null, false);
      else if (!card.open && current === card) put(card);
    });
    card.querySelector(".back")?.addEventListener("click", (event) => {
      event.preventDefault();
      const ref = refs.get(card);
      opener = ref;
      close(true);
      ref.scrollIntoView({ block: "center" });
    });
  }

  for (const other of all("a.other")) {
    other.addEventListener("click", (event) => {
      const target = cardAt(other.hash);
      if (!target || target.hidden) return;
      event.preventDefault();
      show(target, refs.get(target) ?? null, true);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close(true);
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });

  function chosen(name) {
    return new Set(all(`input[name=${name}]:checked`, filters).map((box) => box.value));
  }

  function filter() {
    const statuses = chosen("status");
    const kinds = chosen("kind");
    let count = 0;
    for (const card of cards) {
      card.hidden = !(statuses.has(card.dataset.status) && kinds.has(card.dataset.kind));
      count += !card.hidden;
      const ref = refs.get(card);
      if (ref) ref.hidden = card.hidden;
      if (card.hidden && card === current) close(false);
    }
    for (const mark of marks) {
      const left = mark.numbers.map((number) => byNumber.get(number)).filter((card) => !card.hidden);
      const status = importance.find((name) => left.some((card) => card.dataset.status === name));
      const now = current && left.includes(current) ? " current" : "";
      mark.node.className = status ? status + (left.length > 1 ? " several" : "") + now : "off";
    }
    shown.textContent = count < cards.length ? `${count} of ${cards.length} claims shown` : "";
  }

  let printing = false;
  let before = [];
  addEventListener("beforeprint", () => {
    printing = true;
    before = cards.filter((card) => card.open);
    for (const card of cards) card.open = true;
  });
  addEventListener("afterprint", () => {
    for (const card of cards) card.open = before.includes(card);
    printing = false;
  });

  function arrive() {
    const card = cardAt(location.hash);
    if (card && !card.hidden) show(card, refs.get(card) ?? null, false);
  }

  for (const card of cards) card.open = false;
  filters.hidden = false;
  filters.addEventListener("change", filter);
  filter();
  addEventListener("hashchange", arrive);
  arrive();
})();
