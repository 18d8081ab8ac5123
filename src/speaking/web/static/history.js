// The history: days in the learner's own time zone, and deleting with a moment to undo it.

import { written } from "./times.js";

const UNDO_MS = 8000;
const SENTENCES = {
  deleted: (name) => `“${name}” was deleted.`,
  notDeleted: (name) => `“${name}” could not be deleted. Please try again.`,
};

// A deletion is carried out when the time to undo it is over. The countdown stops while the keyboard focus or the pointer is
// on the bar, and starts again when it leaves.
class UndoBar extends HTMLElement {
  connectedCallback() {
    this.message = Object.assign(document.createElement("p"), { role: "status" });
    this.button = Object.assign(document.createElement("button"), { textContent: "Undo", hidden: true });
    this.button.addEventListener("click", () => this.undo());
    this.append(this.message, this.button);
    this.holders = new Set();
    this.addEventListener("focusin", () => this.button.matches(":focus-visible") && this.hold("keyboard"));
    this.addEventListener("focusout", () => this.letGo("keyboard"));
    this.addEventListener("pointerenter", () => this.hold("pointer"));
    this.addEventListener("pointerleave", () => this.letGo("pointer"));
    addEventListener("pagehide", () => this.settle());
    document.addEventListener("submit", (event) => {
      if (!event.target.matches(".delete")) return;
      event.preventDefault();
      this.take(event.target.closest("li"));
    });
  }

  take(item) {
    this.settle();
    item.hidden = true;
    this.pending = item;
    this.say(SENTENCES.deleted(nameOf(item)));
    this.button.hidden = false;
    this.button.focus();
    this.count();
  }

  hold(holder) {
    this.holders.add(holder);
    clearTimeout(this.timer);
  }

  letGo(holder) {
    this.holders.delete(holder);
    this.count();
  }

  count() {
    clearTimeout(this.timer);
    if (this.pending && this.holders.size === 0) this.timer = setTimeout(() => this.settle(), UNDO_MS);
  }

  undo() {
    const item = this.pending;
    this.pending = undefined;
    item.hidden = false;
    item.querySelector("a").focus();
    this.close();
  }

  async settle() {
    if (!this.pending) return;
    const item = this.pending;
    this.pending = undefined;
    if (this.contains(document.activeElement)) nearest(item).focus();
    this.close();
    if (await isDeleted(item.dataset.session)) return;
    item.hidden = false;
    this.say(SENTENCES.notDeleted(nameOf(item)));
  }

  close() {
    clearTimeout(this.timer);
    this.holders.clear();
    this.button.hidden = true;
    this.say("");
  }

  say(sentence) {
    this.message.textContent = sentence;
  }
}

function nameOf(item) {
  return item.querySelector("a").textContent;
}

// Where keyboard focus moves when its row has gone.
function nearest(item) {
  const items = [...document.querySelectorAll(".day li")];
  const after = items.slice(items.indexOf(item)).find((each) => !each.hidden);
  return after?.querySelector("a") ?? document.querySelector("h1");
}

// `keepalive` lets the request outlive the page. A session that no longer exists counts as deleted.
async function isDeleted(sessionId) {
  try {
    const answer = await fetch(`/api/sessions/${sessionId}`, { method: "DELETE", keepalive: true });
    return answer.ok || answer.status === 404;
  } catch {
    return false;
  }
}

// The server groups sessions by UTC day; here they are grouped by the learner's own day.
function groupByOwnDays() {
  const sections = [...document.querySelectorAll(".day")];
  const items = sections.flatMap((section) => [...section.querySelectorAll("li")]);
  if (items.length === 0) return;
  const blank = sections[0].cloneNode(true);
  blank.querySelector("ul").replaceChildren();
  const days = [];
  for (const item of items) {
    const name = written(item.querySelector("time").dateTime, "weekday");
    if (days.at(-1)?.querySelector("h2").textContent !== name) days.push(dayOf(blank, name, days.length + 1));
    days.at(-1).querySelector("ul").append(item);
  }
  sections[0].before(...days);
  sections.forEach((section) => section.remove());
}

function dayOf(blank, name, number) {
  const section = blank.cloneNode(true);
  const heading = section.querySelector("h2");
  heading.id = `day-${number}`;
  heading.textContent = name;
  section.setAttribute("aria-labelledby", heading.id);
  return section;
}

groupByOwnDays();
customElements.define("undo-bar", UndoBar);
