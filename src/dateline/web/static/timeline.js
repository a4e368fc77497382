// A timeline with a brush: bars of events by day, week, month or year, as the server draws it, and days chosen on it.
"use strict";

window.dateline = window.dateline || {};

window.dateline.timeline = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const WIDE = 1000, HIGH = 150;
  const DAYS = 92, WEEKS = 92 * 7, MONTHS = 92 * 31, FEW = 0.02;
  const MS = 86400000;

  const number = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / MS);
  const date = (day) => new Date(day * MS);
  const iso = (day) => date(day).toISOString().slice(0, 10);

  // the first and last day to draw: without the few on a side that would take up most of the drawing
  function middle(counts) {
    const days = [...counts.keys()].sort((a, b) => a - b);
    let all = 0;
    for (const n of counts.values()) all += n;
    const past = (list) => {
      let seen = 0;
      for (const day of list) if ((seen += counts.get(day)) > FEW * all) return day;
      return list[list.length - 1];
    };
    const low = past(days), high = past([...days].reverse());
    const far = Math.max(31, 2 * (high - low));
    return [low - days[0] > far ? low : days[0], days[days.length - 1] - high > far ? high : days[days.length - 1]];
  }

  function stretches(first, last) {
    const span = last - first + 1, found = [];
    const utc = (year, month) => Math.round(Date.UTC(year, month, 1) / MS);
    let start = first;
    if (span > MONTHS) start = utc(date(first).getUTCFullYear(), 0);
    else if (span > WEEKS) start = utc(date(first).getUTCFullYear(), date(first).getUTCMonth());
    else if (span > DAYS) start = first - (date(first).getUTCDay() + 6) % 7;
    while (start <= last) {
      const now = date(start);
      let next = start + (span > DAYS ? 7 : 1);
      if (span > MONTHS) next = utc(now.getUTCFullYear() + 1, 0);
      else if (span > WEEKS) next = utc(now.getUTCFullYear(), now.getUTCMonth() + 1);
      found.push([start, next - 1]);
      start = next;
    }
    return [found, span > MONTHS ? "year" : span > WEEKS ? "month" : span > DAYS ? "week" : "day"];
  }

  function element(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  }

  // svg: the drawing; changed(since, until): told the days chosen, as numbers, or null and null for all
  function make(svg, changed) {
    let bars = [], chosen = null, from = null;

    // days: all days with how many events each has, which fix the axis
    function span(days) {
      if (!days.size) return "day";
      const [found, unit] = stretches(...middle(days));
      bars = found.map(([first, last], nth) => ({
        first, last, x: nth * WIDE / found.length, width: WIDE / found.length, counts: [0, 0, 0, 0],
      }));
      return unit;
    }

    const at = (day) => {
      let low = 0, high = bars.length - 1;
      if (!bars.length || day < bars[0].first || day > bars[high].last) return -1;
      while (low < high) {
        const half = (low + high) >> 1;
        if (bars[half].last < day) low = half + 1; else high = half;
      }
      return low;
    };

    // counts: for each event cell day, quad, n
    function draw(cells) {
      for (const bar of bars) bar.counts = [0, 0, 0, 0];
      for (const [day, quad, n] of cells) {
        const nth = at(day);
        if (nth >= 0) bars[nth].counts[quad - 1] += n;
      }
      const most = Math.max(1, ...bars.map((bar) => bar.counts.reduce((a, b) => a + b)));
      svg.replaceChildren();
      for (const bar of bars) {
        const all = bar.counts.reduce((a, b) => a + b);
        if (!all) continue;
        const group = element("g", {}, svg);
        const days = bar.first === bar.last ? iso(bar.first) : `${iso(bar.first)} to ${iso(bar.last)}`;
        element("title", {}, group).textContent = `${days}: ${all} events`;
        let top = HIGH;
        bar.counts.forEach((n, nth) => {
          if (!n) return;
          top -= HIGH * n / most;
          const width = Math.max(bar.width - 0.6, bar.width * 0.8);
          element("rect", { class: `b${nth + 1}`, x: bar.x, y: top, width, height: HIGH * n / most }, group);
        });
      }
      shade();
    }

    function shade() {
      svg.querySelectorAll(".brush, .edge").forEach((old) => old.remove());
      if (!chosen || !bars.length) return;
      const inside = bars.filter((bar) => bar.last >= chosen[0] && bar.first <= chosen[1]);
      if (!inside.length) return;
      const left = inside[0].x, right = inside[inside.length - 1].x + inside[0].width;
      element("rect", { class: "brush", x: left, y: 0, width: right - left, height: HIGH + 2 }, svg);
      for (const x of [left, right]) element("rect", { class: "edge", x: x - 1, y: 0, width: 2, height: HIGH + 2 }, svg);
    }

    function choose(since, until, tell) {
      chosen = since === null && until === null ? null : [since ?? -Infinity, until ?? Infinity];
      shade();
      if (tell) changed(since, until);
    }

    const under = (event) => {
      const box = svg.getBoundingClientRect();
      const nth = Math.floor((event.clientX - box.left) / box.width * bars.length);
      return Math.min(bars.length - 1, Math.max(0, nth));
    };
    svg.addEventListener("pointerdown", (event) => {
      if (!bars.length || event.button) return;
      from = under(event);
      svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      if (from === null) return;
      const to = under(event);
      const [low, high] = [Math.min(from, to), Math.max(from, to)];
      choose(bars[low].first, bars[high].last, true);
    });
    svg.addEventListener("pointerup", (event) => {
      if (from === null) return;
      const to = under(event), one = bars[to];
      // a click on the chosen bar chooses all days again
      const again = from === to && chosen && chosen[0] === one.first && chosen[1] === one.last;
      if (again) choose(null, null, true);
      else choose(bars[Math.min(from, to)].first, bars[Math.max(from, to)].last, true);
      from = null;
    });
    svg.addEventListener("pointercancel", () => { from = null; });
    return { span, draw, choose, bars: () => bars, at };
  }

  return { make, number, iso };
})();
