// Moments in the reader's own zone, with that of the source behind; without this file they stand in the source's alone.
"use strict";

for (const moment of document.querySelectorAll("time.moment")) {
  const when = new Date(moment.dateTime);
  if (Number.isNaN(when.getTime())) continue;
  const local = new Intl.DateTimeFormat("sv-SE", {
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const zone = new Intl.DateTimeFormat("en", { timeZoneName: "short" }).formatToParts(when)
    .find((part) => part.type === "timeZoneName").value;
  if (zone === "UTC") continue;
  const source = Object.assign(document.createElement("small"), { textContent: ` (${moment.textContent})` });
  moment.replaceChildren(`${local.format(when)} ${zone}`, source);
}
