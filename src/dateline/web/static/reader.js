// Links a document's events to their words: hover or focus lights up both, j and k walk from event to event.
// Everything works without this file; it only spares clicks.
const cards = [...document.querySelectorAll(".card")];
const marks = [...document.querySelectorAll("[data-e]")].filter((mark) => !mark.matches(".card"));
const names = (mark) => mark.dataset.e.split(" ");

function light(id) {
  for (const mark of marks) mark.classList.toggle("lit", Boolean(id) && names(mark).includes(id));
  for (const card of cards) card.classList.toggle("lit", card.dataset.e === id);
}

function show(card) {
  const id = card.dataset.e;
  light(id);
  document.getElementById(`w-${id}`)?.scrollIntoView({ block: "nearest" });
  card.scrollIntoView({ block: "nearest" });
  card.querySelector("a.main").focus({ preventScroll: true });
}

for (const card of cards) {
  card.addEventListener("mouseenter", () => light(card.dataset.e));
  card.addEventListener("focusin", () => light(card.dataset.e));
}
for (const mark of marks) {
  mark.addEventListener("click", () => {
    const card = cards.find((one) => names(mark).includes(one.dataset.e));
    if (card) {
      light(card.dataset.e);
      card.scrollIntoView({ block: "nearest" });
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  const step = { j: 1, k: -1 }[event.key];
  if (!step || !cards.length) return;
  const here = cards.findIndex((card) => card.classList.contains("lit"));
  show(cards[here < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, here + step))]);
});

function follow() {
  const id = location.hash.replace(/^#[we]-/, "");
  const card = cards.find((one) => one.dataset.e === id);
  if (card) {
    light(id);
    card.scrollIntoView({ block: "nearest" });
  }
}
addEventListener("hashchange", follow);
follow();
