// A session's page: follows the work while it goes on, and ties quotes to insights.

import { written } from "./times.js";

const UNFINISHED = new Set(["CREATED", "UPLOADED", "TRANSCRIBING", "ANALYZING"]);
const FIRST_EVENT_MS = 3000;
const QUIET_MS = 15000;
const POLL_MS = 2000;
const SOON_MS = 300;

// Events say at once what changes. Where none comes (a network that holds them back, a stream that broke) the page
// asks by itself, again and again, until events come or the session is settled.
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
      this.say("You seem to be offline. This page goes on as soon as you are back.");
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
    this.querySelector("h2").textContent = waits ? "We will try again" : "Working on it";
    this.querySelector(".steps").hidden = waits;
    if (waits) {
      this.say(`${progress.errorMessage ?? ""} We will try again at ${written(progress.nextAttemptAt, "time")}.`);
    } else if (progress.estimatedWaitSecs) {
      this.say(`About ${roughly(progress.estimatedWaitSecs)} to go. You can leave this page; the result will be in your history.`);
    } else {
      this.say("You can leave this page; the result will be in your history.");
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

// Without scripts a mark is a link to its first insight. With them it is a button that opens all of its insights, and
// an insight that is opened shows its marks.
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
