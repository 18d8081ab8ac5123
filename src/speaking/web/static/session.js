// A session's page: follows progress, and links quotes to insights.

import { written } from "./times.js";

const UNFINISHED = new Set(["CREATED", "UPLOADED", "TRANSCRIBING", "ANALYZING"]);
const FIRST_EVENT_MS = 3000;
const QUIET_MS = 15000;
const POLL_MS = 2000;
const SOON_MS = 300;
const LEAVE = "You can leave this page. Your result will be in your history.";
const SENTENCES = {
  offline: "You seem to be offline. This page will update when you are online again.",
  working: LEAVE,
  workingFor: (time) => `About ${time} left. ${LEAVE}`,
  waiting: (error, time) => `${error ?? ""} The next try is at ${time}.`,
};
const HEADINGS = { working: "Working on it", waiting: "We will try again" };

// Events announce every change at once. If none arrive (the network holds them back, or the stream broke), the page polls
// until they do or the session is settled.
class SessionProgress extends HTMLElement {
  connectedCallback() {
    this.firstMessage = this.querySelector(".message").textContent;
    this.address = `/api/sessions/${this.dataset.session}`;
    this.source = new EventSource(`${this.address}/events`);
    this.source.addEventListener("status", (event) => {
      this.askIn(QUIET_MS);
      this.show(JSON.parse(event.data));
    });
    this.source.addEventListener("error", () => this.askIn(SOON_MS));
    this.askIn(FIRST_EVENT_MS);
  }

  disconnectedCallback() {
    this.source.close();
    clearTimeout(this.timer);
  }

  askIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), milliseconds);
  }

  async ask() {
    this.askIn(POLL_MS);
    try {
      const answer = await fetch(this.address);
      if (answer.status === 404) this.reload();
      else if (answer.ok) this.show(await answer.json());
    } catch {
      this.say(SENTENCES.offline);
    }
  }

  reload() {
    this.disconnectedCallback();
    location.reload();
  }

  show(progress) {
    const waits = progress.status === "FAILED" && progress.nextAttemptAt;
    if (!UNFINISHED.has(progress.status) && !waits) {
      this.reload();
      return;
    }
    if (progress.status === "CREATED") {
      this.say(this.firstMessage);
      return;
    }
    const steps = [...this.querySelectorAll("[data-status]")];
    const at = steps.findIndex((step) => step.dataset.status === progress.status);
    steps.forEach((step, number) => {
      step.dataset.state = number < at ? "done" : number === at ? "current" : "to come";
      if (number === at) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    this.querySelector("h2").textContent = waits ? HEADINGS.waiting : HEADINGS.working;
    this.querySelector(".steps").hidden = waits;
    if (waits) {
      this.say(SENTENCES.waiting(progress.errorMessage, written(progress.nextAttemptAt, "time")));
    } else if (progress.estimatedWaitSecs) {
      this.say(SENTENCES.workingFor(roughly(progress.estimatedWaitSecs)));
    } else {
      this.say(SENTENCES.working);
    }
  }

  say(message) {
    const line = this.querySelector(".message");
    if (line.textContent !== message) line.textContent = message;
  }
}

function roughly(secs) {
  if (secs < 60) return `${Math.ceil(secs / 5) * 5} seconds`;
  const minutes = Math.ceil(secs / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

// Without scripts, a mark links to its first insight. With scripts, it is a button that opens all its insights, and
// opening an insight highlights its marks.
function tieQuotesToInsights() {
  const marks = [...document.querySelectorAll(".transcript a")];
  const numbersOf = (mark) => mark.dataset.insights.split(" ");
  const highlight = (chosen) => marks.forEach((mark) => mark.classList.toggle("shown", chosen(mark)));

  const show = (mark) => {
    const insights = numbersOf(mark).map((number) => document.getElementById(`insight-${number}`));
    for (const insight of insights) insight.open = true;
    insights[0].querySelector("summary").focus({ preventScroll: true });
    insights[0].scrollIntoView({ block: "nearest" });
    highlight((each) => each === mark);
  };
  for (const mark of marks) {
    mark.setAttribute("role", "button");
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      show(mark);
    });
    mark.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      show(mark);
    });
  }
  for (const insight of document.querySelectorAll(".insight")) {
    const number = insight.id.replace("insight-", "");
    insight.querySelector("summary").addEventListener("click", () => {
      const opens = !insight.open;
      highlight((mark) => opens && numbersOf(mark).includes(number));
      if (opens) marks.find((mark) => mark.classList.contains("shown"))?.scrollIntoView({ block: "nearest" });
    });
  }
}

customElements.define("session-progress", SessionProgress);
tieQuotesToInsights();
