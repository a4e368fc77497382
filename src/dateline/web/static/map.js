// The map: places of a selection in the Equal Earth projection, with the timeline below it; each chooses for the other.
"use strict";

(() => {
  const root = document.getElementById("atlas");
  if (!root || !window.d3 || !window.topojson) return;
  const canvas = root.querySelector("canvas"), context = canvas.getContext("2d");
  const tip = root.querySelector(".tip"), state = document.getElementById("state");
  const form = document.getElementById("span"), svg = document.getElementById("timeline");
  const table = document.querySelector("#places tbody"), days = window.dateline.timeline;
  const RADII = { point: 4, city: 4.5, admin2: 7, admin1: 9, country: 14, region: 17 };
  const COARSE = new Set(["country", "region"]);
  const UNIT = 1000, LISTED = 100, KM = 6371.0088;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const number = (text) => (text ? days.number(text) : null);
  const circle = (text) => {
    const parts = (text || "").split(",").map(Number);
    return parts.length === 3 && parts.every(Number.isFinite) ? { lat: parts[0], lon: parts[1], km: parts[2] } : null;
  };
  const chosen = { since: number(root.dataset.since), until: number(root.dataset.until), near: circle(root.dataset.near) };
  const projection = d3.geoEqualEarth().scale(UNIT).translate([0, 0]).precision(0.2);
  const path = d3.geoPath(projection), globe = path.bounds({ type: "Sphere" });
  const frame = window.dateline.frame.make(globe, () => [canvas.clientWidth, canvas.clientHeight]);
  let places = [], cells = [], first = 0, cut = false, most = 0;
  let land = null, borders = null, sphere = null, lines = null;
  let view = { k: 1, x: 0, y: 0 }, framed = null, colours = {}, timeline = null, playing = null, awaited = 0, seen = [];

  // ---- what is asked for

  function query(more) {
    const found = new URLSearchParams(root.dataset.query);
    for (const name of ["since", "until", "near", "limit", "offset", "sort"]) found.delete(name);
    for (const [name, value] of Object.entries(more || {})) if (value !== null && value !== "") found.set(name, value);
    return found;
  }

  const near = (where) => where && `${+where.lat.toFixed(4)},${+where.lon.toFixed(4)},${where.km}`;
  const spell = () => ({
    since: chosen.since === null ? null : days.iso(chosen.since),
    until: chosen.until === null ? null : days.iso(chosen.until),
    near: near(chosen.near),
  });

  async function load() {
    const ask = async (more) => {
      const answer = await fetch(`/map.json?${query(more)}`);
      if (!answer.ok) throw new Error((await answer.json()).detail || answer.statusText);
      return answer.json();
    };
    // all days are asked for, so that the timeline can show those that are not chosen; unless they are too many
    let told = await ask({});
    if (told.cut && (chosen.since !== null || chosen.until !== null || chosen.near)) told = await ask(spell());
    cut = told.cut;
    most = told.cells.length / 4;
    first = told.first ? days.number(told.first) : 0;
    places = told.places.map(([lat, lon, name, country, precision]) => {
      const [x, y] = projection([lon, lat]);
      return { lat, lon, name: name || "place without a name", country, precision, x, y, r: RADII[precision] || 5,
               counts: [0, 0, 0, 0], n: 0, first: Infinity, last: -Infinity };
    });
    cells = [];
    for (let at = 0; at < told.cells.length; at += 4) {
      const day = told.cells[at + 1];
      cells.push([told.cells[at], day < 0 ? null : first + day, told.cells[at + 2], told.cells[at + 3]]);
    }
  }

  async function outlines() {
    const world = await (await fetch("/vendor/world-110m.json")).json();
    const countries = world.objects.countries;
    land = new Path2D(path(topojson.feature(world, countries)));
    borders = new Path2D(path(topojson.mesh(world, countries, (a, b) => a !== b)));
    sphere = new Path2D(path({ type: "Sphere" }));
    lines = new Path2D(path(d3.geoGraticule().step([30, 30])()));
  }

  // ---- counting

  const within = (day) =>
    (chosen.since === null && chosen.until === null) ||
    (day !== null && (chosen.since === null || day >= chosen.since) && (chosen.until === null || day <= chosen.until));
  const close = (place) =>
    !chosen.near || d3.geoDistance([place.lon, place.lat], [chosen.near.lon, chosen.near.lat]) * KM <= chosen.near.km;

  function count() {
    for (const place of places) {
      place.counts = [0, 0, 0, 0];
      place.n = 0;
      place.first = Infinity;
      place.last = -Infinity;
      place.close = close(place);
    }
    for (const [nth, day, quad, n] of cells) {
      if (nth < 0 || !within(day)) continue;
      const place = places[nth];
      place.counts[quad - 1] += n;
      place.n += n;
      if (day !== null) {
        place.first = Math.min(place.first, day);
        place.last = Math.max(place.last, day);
      }
    }
    seen = places.filter((place) => place.n).sort((a, b) => b.r - a.r);
  }

  function bars() {
    if (!timeline) return;
    timeline.draw(cells.filter(([nth, day]) => day !== null && (!chosen.near || (nth >= 0 && places[nth].close)))
      .map(([, day, quad, n]) => [day, quad, n]));
  }

  // ---- drawing

  function paint() {
    const style = getComputedStyle(document.documentElement);
    const named = (name) => style.getPropertyValue(name).trim();
    colours = { sea: named("--sheet"), land: named("--tint"), line: named("--line"), ink: named("--ink"),
                paper: named("--paper"), quads: [1, 2, 3, 4].map((q) => named(`--quad${q}`)) };
  }

  function draw() {
    awaited = 0;
    const began = performance.now(), ratio = window.devicePixelRatio || 1;
    const wide = canvas.clientWidth, high = canvas.clientHeight;
    if (canvas.width !== Math.round(wide * ratio) || canvas.height !== Math.round(high * ratio)) {
      canvas.width = Math.round(wide * ratio);
      canvas.height = Math.round(high * ratio);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (land) {
      context.setTransform(ratio * view.k, 0, 0, ratio * view.k, ratio * view.x, ratio * view.y);
      context.fillStyle = colours.sea;
      context.fill(sphere);
      context.lineWidth = 0.5 / view.k;
      context.strokeStyle = colours.line;
      context.stroke(lines);
      context.fillStyle = colours.land;
      context.fill(land);
      context.lineWidth = 0.8 / view.k;
      context.stroke(borders);
      context.stroke(land);
      context.stroke(sphere);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    points(wide, high);
    numbers(wide, high);
    root.dataset.ms = (performance.now() - began).toFixed(1);
    root.dataset.points = seen.length;
    root.dataset.world = globe.flatMap(([x, y]) => [x * view.k + view.x, y * view.k + view.y]).map(Math.round);
  }

  const screen = (place) => [place.x * view.k + view.x, place.y * view.k + view.y];

  function points(wide, high) {
    const plain = new Map();
    const mixed = [];
    for (const place of seen) {
      const [x, y] = screen(place);
      place.shown = x > -20 && y > -20 && x < wide + 20 && y < high + 20;
      if (!place.shown) continue;
      const only = place.counts.findIndex((n) => n === place.n);
      if (only < 0) mixed.push([place, x, y]);
      else {
        const key = `${only} ${place.r} ${place.close} ${COARSE.has(place.precision)}`;
        if (!plain.has(key)) plain.set(key, [only, place, []]);
        plain.get(key)[2].push(x, y);
      }
    }
    // those that are known least come first, so that the finer ones lie on them
    for (const [only, like, at] of plain.values()) {
      look(like, colours.quads[only]);
      context.beginPath();
      for (let nth = 0; nth < at.length; nth += 2) {
        context.moveTo(at[nth] + like.r, at[nth + 1]);
        context.arc(at[nth], at[nth + 1], like.r, 0, 2 * Math.PI);
      }
      context.fill();
      outline(like, colours.quads[only]);
    }
    for (const [place, x, y] of mixed) {
      let turn = -Math.PI / 2;
      place.counts.forEach((n, nth) => {
        if (!n) return;
        const end = turn + 2 * Math.PI * n / place.n;
        look(place, colours.quads[nth]);
        context.beginPath();
        context.moveTo(x, y);
        context.arc(x, y, place.r, turn, end);
        context.closePath();
        context.fill();
        turn = end;
      });
      context.beginPath();
      context.arc(x, y, place.r, 0, 2 * Math.PI);
      outline(place, colours.paper);
    }
    context.globalAlpha = 1;
    context.setLineDash([]);
    const one = seen.find((place) => place.lit);
    if (one && one.shown) {
      const [x, y] = screen(one);
      context.lineWidth = 2.5;
      context.strokeStyle = colours.ink;
      context.beginPath();
      context.arc(x, y, one.r + 4, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  function look(place, colour) {
    context.fillStyle = colour;
    context.globalAlpha = (COARSE.has(place.precision) ? 0.3 : 0.85) * (place.close ? 1 : 0.25);
  }

  function outline(place, colour) {
    const coarse = COARSE.has(place.precision);
    context.globalAlpha = place.close ? 1 : 0.25;
    context.strokeStyle = coarse ? colour : colours.paper;
    context.lineWidth = coarse ? 1.2 : 0.8;
    context.setLineDash(coarse ? [3, 3] : []);
    context.stroke();
  }

  // how many events there are at a place, where the numbers have room
  function numbers(wide, high) {
    const taken = new Set();
    context.font = "600 11px system-ui, sans-serif";
    context.textBaseline = "middle";
    context.lineWidth = 3;
    context.strokeStyle = colours.paper;
    context.fillStyle = colours.ink;
    const most = seen.filter((place) => place.shown && place.close && place.n > 1).sort((a, b) => b.n - a.n).slice(0, 300);
    for (const place of most) {
      const [x, y] = screen(place);
      const row = Math.floor(y / 14), column = Math.floor(x / 22);
      const keys = [0, 1].map((more) => `${row} ${column + more}`);
      if (keys.some((key) => taken.has(key)) || x > wide || y > high) continue;
      keys.forEach((key) => taken.add(key));
      context.strokeText(place.n, x + place.r + 2, y);
      context.fillText(place.n, x + place.r + 2, y);
    }
  }

  const soon = () => { if (!awaited) awaited = requestAnimationFrame(draw); };

  // ---- the view

  function show(found, again) {
    view = found;
    framed = again;
    soon();
  }

  const world = () => show(frame.world(), world);

  function fit() {
    const fine = seen.filter((place) => place.close);
    if (!fine.length) return world();
    show(frame.on(window.dateline.frame.around(fine), 8), fit);
  }

  function zoom(by, x, y) {
    const k = Math.min(60, Math.max(0.1, view.k * by));
    show(frame.settled(k, x - (x - view.x) * k / view.k, y - (y - view.y) * k / view.k), null);
  }

  const move = (from, dx, dy) => show(frame.settled(from.k, from.x + dx, from.y + dy), null);

  const centre = () => [canvas.clientWidth / 2, canvas.clientHeight / 2];
  const actions = { in: () => zoom(1.5, ...centre()), out: () => zoom(1 / 1.5, ...centre()), fit, world };
  root.querySelectorAll("[data-do]").forEach((button) => button.addEventListener("click", () => actions[button.dataset.do]()));
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) move(view, ...step);
    else if (event.key === "+" || event.key === "=") actions.in();
    else if (event.key === "-") actions.out();
    else if (event.key === "0") world();
    else return;
    event.preventDefault();
  });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) return;  // the page scrolls until the map is entered
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 300), event.offsetX, event.offsetY);
  }, { passive: false });

  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    held = { x: event.offsetX, y: event.offsetY, view, moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!held) return point(event);
    const dx = event.offsetX - held.x, dy = event.offsetY - held.y;
    held.moved = held.moved || Math.hypot(dx, dy) > 4;
    if (held.moved) move(held.view, dx, dy);
  });
  canvas.addEventListener("pointerup", (event) => {
    const still = held && !held.moved;
    held = null;
    if (!still) return;
    const place = under(event.offsetX, event.offsetY);
    choose({ near: place && !(chosen.near && place.close && seen.filter((p) => p.close).length === 1)
      ? { lat: place.lat, lon: place.lon, km: 1 } : null });
  });
  canvas.addEventListener("pointercancel", () => { held = null; });
  canvas.addEventListener("pointerleave", () => light(null));

  function under(x, y) {
    let best = null, least = 6;
    for (const place of seen) {
      if (!place.shown) continue;
      const [px, py] = screen(place);
      const apart = Math.hypot(px - x, py - y) - place.r;
      // the finer one wins where several lie on each other
      if (apart < least || (best && apart <= 0 && place.r < best.r)) [best, least] = [place, Math.max(0, apart)];
    }
    return best;
  }

  function light(place) {
    for (const other of seen) other.lit = other === place;
    tip.hidden = !place;
    if (place) {
      const words = [...document.querySelectorAll(".legend .kind")].map((kind) => kind.textContent.trim());
      const told = place.counts.map((n, nth) => (n ? `${n} ${words[nth]}` : "")).filter(Boolean).join(", ");
      tip.textContent = `${place.name}${COARSE.has(place.precision) ? ` (somewhere in this ${place.precision})` : ""}: ${told}`;
      const [x, y] = screen(place);
      tip.style.left = `${Math.min(Math.max(4, x + 12), Math.max(4, canvas.clientWidth - tip.offsetWidth - 4))}px`;
      tip.style.top = `${Math.max(4, y - 14 - tip.offsetHeight)}px`;
    }
    soon();
  }
  const point = (event) => light(under(event.offsetX, event.offsetY));

  // ---- choosing

  function choose(change) {
    Object.assign(chosen, change);
    update();
  }

  function update() {
    count();
    bars();
    if (timeline) timeline.choose(chosen.since, chosen.until, false);
    const more = spell();
    for (const name of ["since", "until", "near"]) form.elements[name].value = more[name] || "";
    const kept = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(more)) if (value) kept.set(name, value); else kept.delete(name);
    window.history.replaceState(null, "", `${window.location.pathname}${kept.size ? `?${kept}` : ""}`);
    document.getElementById("events-link").href = `/events?${query(more)}`;
    list(more);
    tell();
    soon();
  }

  function tell() {
    const here = seen.filter((place) => place.close);
    const n = here.reduce((sum, place) => sum + place.n, 0);
    const span = chosen.since === null && chosen.until === null ? "all days"
      : `${spell().since || "the first day"} to ${spell().until || "the last"}`;
    state.textContent = `${n} events at ${here.length} ${here.length === 1 ? "place" : "places"}, ${span}.` +
      (cut ? ` There is more than can be drawn: these are the newest ${most} points. Choose days or conditions to see all.` : "");
  }

  const cell = (row, kind, content) => {
    const made = document.createElement("td");
    made.className = kind;
    made.append(content);
    row.append(made);
    return made;
  };
  const link = (href, text) => Object.assign(document.createElement("a"), { href, textContent: text });

  function list(more) {
    if (!table) return;
    const here = seen.filter((place) => place.close).sort((a, b) => b.n - a.n || a.name.localeCompare(b.name));
    const focused = document.activeElement?.dataset?.place;
    table.replaceChildren();
    for (const place of here.slice(0, LISTED)) {
      const row = document.createElement("tr"), at = `${place.lat},${place.lon}`;
      const where = near({ lat: place.lat, lon: place.lon, km: 1 });
      const name = link(`/map?${query({ ...more, near: where })}`, place.name);
      name.dataset.place = at;
      name.addEventListener("click", (event) => { event.preventDefault(); choose({ near: circle(where) }); });
      name.addEventListener("focus", () => light(place));
      name.addEventListener("blur", () => light(null));
      row.addEventListener("pointerenter", () => light(place));
      row.addEventListener("pointerleave", () => light(null));
      const named = cell(row, "", name);
      if (place.country) named.append(" ", Object.assign(document.createElement("small"), { textContent: place.country }));
      cell(row, "", place.precision || "");
      cell(row, "num", link(`/events?${query({ ...more, near: where })}`, place.n));
      for (const n of place.counts) cell(row, "num wide", n || "");
      for (const day of [place.first, place.last]) cell(row, "day wide", Number.isFinite(day) ? days.iso(day) : "");
      table.append(row);
      if (focused === at) name.focus({ preventScroll: true });
    }
    document.getElementById("places-n").textContent =
      here.length > LISTED ? `the ${LISTED} with the most events of ${here.length}` : "";
  }

  for (const name of ["since", "until", "near"]) {
    form.elements[name].addEventListener("change", () => choose({
      since: number(form.elements.since.value), until: number(form.elements.until.value), near: circle(form.elements.near.value),
    }));
  }
  document.getElementById("whole").addEventListener("click", () => { stop(); choose({ since: null, until: null, near: null }); fit(); });

  // ---- playing

  const play = document.getElementById("play");
  function stop() {
    clearInterval(playing);
    playing = null;
    play.textContent = "▶ Play";
  }
  play.addEventListener("click", () => {
    if (playing) return stop();
    const all = timeline ? timeline.bars() : [];
    if (!all.length) return;
    let low = chosen.since === null ? 0 : Math.max(0, timeline.at(chosen.since));
    let high = chosen.until === null ? all.length - 1 : timeline.at(chosen.until);
    let width = (high < 0 ? all.length : high) - low + 1;
    if (width >= all.length) width = Math.max(1, Math.round(all.length / 12));
    if (low + width >= all.length) low = 0;
    const step = () => {
      high = low + width - 1;
      if (high >= all.length) return stop();
      choose({ since: all[low].first, until: all[high].last });
      low += 1;
    };
    play.textContent = "■ Stop";
    playing = setInterval(step, calm ? 1000 : 350);
    step();
  });

  // ---- beginning

  async function begin() {
    root.hidden = false;
    paint();
    try {
      await Promise.all([load(), outlines()]);
    } catch (error) {
      root.hidden = true;
      state.textContent = `The map can't be drawn: ${error.message}. The table below has the places.`;
      return;
    }
    if (svg) {
      timeline = days.make(svg, (since, until) => { stop(); choose({ since, until }); });
      const all = new Map();
      for (const [, day, , n] of cells) if (day !== null) all.set(day, (all.get(day) || 0) + n);
      document.getElementById("unit").textContent = timeline.span(all);
      axis();
    }
    update();
    fit();
    let size = [canvas.clientWidth, canvas.clientHeight].join();
    new ResizeObserver(() => {
      const now = [canvas.clientWidth, canvas.clientHeight].join();
      if (now !== size) (framed || soon)();  // the first call only tells the size that it has
      size = now;
    }).observe(canvas);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { paint(); soon(); });
    root.dataset.ready = "1";
  }

  function axis() {
    const all = timeline.bars(), line = document.querySelector(".axis"), most = Math.min(5, all.length);
    const shown = [...Array(most).keys()].map((nth) => all[most > 1 ? Math.round(nth * (all.length - 1) / (most - 1)) : 0]);
    line.replaceChildren(...shown.map((bar) => Object.assign(document.createElement("span"), { textContent: days.iso(bar.first) })));
  }

  begin();
})();
