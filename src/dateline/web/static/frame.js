// What part of the world a map shows: framed on places, and never so that the world leaves the canvas.
"use strict";

window.dateline = window.dateline || {};

window.dateline.frame = (() => {
  const EDGE = 6;  // pixels between the world and the edge of the canvas

  // globe: [[left, top], [right, bottom]] of the projected world; size: [wide, high] of the canvas
  function make(globe, size) {
    const [[left, top], [right, bottom]] = globe;

    // a view; where the world is narrower than the canvas it is centred, else no gap opens at its edge
    function settled(k, x, y) {
      const [wide, high] = size();
      const along = (low, far, at, room) => (k * (far - low) <= room
        ? (room - k * (low + far)) / 2
        : Math.min(EDGE - k * low, Math.max(room - EDGE - k * far, at)));
      return { k, x: along(left, right, x, wide), y: along(top, bottom, y, high) };
    }

    // the view that holds a box, never smaller than the world nor at a larger scale than most
    function on(box, most) {
      const [wide, high] = size();
      const least = Math.min((wide - 2 * EDGE) / (right - left), (high - 2 * EDGE) / (bottom - top));
      const full = 0.9 * Math.min(wide / Math.max(1, box[2] - box[0]), high / Math.max(1, box[3] - box[1]));
      const k = Math.max(least, Math.min(most, full));
      return settled(k, wide / 2 - k * (box[0] + box[2]) / 2, high / 2 - k * (box[1] + box[3]) / 2);
    }

    return { settled, on, world: () => on([left, top, right, bottom], 10) };
  }

  // the box around places; a few far events may lie outside, where all of them would make the others a dot
  function around(places) {
    const ends = (key, left) => {
      const all = places.map((place) => [place[key], place.n]).sort((a, b) => a[0] - b[0]);
      const total = all.reduce((sum, [, n]) => sum + n, 0);
      const past = (list) => {
        let n = 0;
        for (const [value, more] of list) if ((n += more) > left * total) return value;
        return list[0][0];
      };
      return [past(all), past([...all].reverse())];
    };
    const box = (left) => {
      const x = ends("x", left), y = ends("y", left), pad = Math.max(60, 0.08 * Math.max(x[1] - x[0], y[1] - y[0]));
      return [x[0] - pad, y[0] - pad, x[1] + pad, y[1] + pad];
    };
    const whole = box(0), most = box(0.03), size = (found) => Math.max(found[2] - found[0], found[3] - found[1]);
    return size(whole) > 3 * size(most) ? most : whole;
  }

  return { make, around };
})();
