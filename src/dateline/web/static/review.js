// Review by keyboard, and corrections by choosing words in the text.
"use strict";

(() => {
  const decide = document.getElementById("decide"), undo = document.getElementById("undo");
  const why = document.getElementById("why"), text = document.getElementById("words");
  const choosing = document.getElementById("choosing");

  const press = (verdict) => decide?.querySelector(`[value=${verdict}]`).click();
  function flag() {
    if (!why) return;
    if (why.value.trim()) press("flag");
    else why.focus();
  }
  const keys = {
    a: () => press("accept"),
    x: () => press("reject"),
    f: flag,
    u: () => undo?.querySelector("button").click(),
    " ": () => document.getElementById("skip")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target === why && event.key === "Enter") {
      event.preventDefault();  // in the reason, Enter flags; it must not accept
      flag();
      return;
    }
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    // space presses the button or opens the link that is focused
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.getElementById("flag")?.addEventListener("click", (event) => {
    if (why.value.trim()) return;
    event.preventDefault();
    why.focus();
  });

  // nothing is sent twice
  document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  }));
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

  if (!text || !choosing) return;
  const shown = choosing.querySelector("span");
  // the words chosen, without the small labels that stand in the marks
  function chosen() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return "";
    const copy = range.cloneContents();
    copy.querySelectorAll("small").forEach((label) => label.remove());
    return copy.textContent.replace(/\s+/g, " ").trim().slice(0, 400);
  }
  document.addEventListener("selectionchange", () => {
    const words = chosen();
    if (!words) return;
    shown.textContent = words;
    choosing.hidden = false;
  });
  choosing.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const field = button.dataset.field, words = shown.textContent;
    choosing.hidden = true;
    if (!field) return;
    const input = document.getElementById(`f-${field}`);
    const several = (field === "who" || field === "whom") && event.shiftKey && input.value;
    input.value = several ? `${input.value}; ${words}` : words;
    input.focus();
  });
})();
