// The network: whatever is pointed at or focused stands out with all that it is linked to.
"use strict";

(() => {
  const svg = document.getElementById("network");
  if (!svg) return;
  const nodes = [...svg.querySelectorAll(".node")], edges = [...svg.querySelectorAll(".edge")];
  const ends = edges.map((edge) => edge.dataset.ends.split(" ").map(Number));

  function light(one) {
    svg.classList.toggle("lit", Boolean(one));
    if (!one) return;
    const kept = new Set();
    const own = one.classList.contains("node") ? Number(one.dataset.node) : null;
    if (own !== null) kept.add(own);
    edges.forEach((edge, nth) => {
      const on = own === null ? edge === one : ends[nth].includes(own);
      edge.classList.toggle("on", on);
      if (on) ends[nth].forEach((end) => kept.add(end));
    });
    nodes.forEach((node, nth) => node.classList.toggle("on", kept.has(nth)));
  }

  for (const one of [...nodes, ...edges]) {
    one.addEventListener("pointerenter", () => light(one));
    one.addEventListener("pointerleave", () => light(null));
    one.addEventListener("focus", () => light(one));
    one.addEventListener("blur", () => light(null));
  }
})();
