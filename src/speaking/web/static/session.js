// A session's page: follows the work while it goes on, and ties quotes to insights.

const SETTLED = new Set(["DONE", "FAILED"]);
const POLL_MS = 2000;

class SessionProgress extends HTMLElement {
  connectedCallback() {
    this.address = `/api/sessions/${this.dataset.session}`;
    this.source = new EventSource(`${this.address}/events`);
    this.source.addEventListener("status", (event) => this.show(JSON.parse(event.data)));
    this.source.addEventListener("error", () => {
      if (this.source.readyState === EventSource.CLOSED) this.poll();
    });
  }

  disconnectedCallback() {
    this.source.close();
    clearTimeout(this.timer);
  }

  async poll() {
    try {
      const answer = await fetch(this.address);
      if (answer.ok) this.show(await answer.json());
    } catch {
      this.say("You seem to be offline. This page goes on as soon as you are back.");
    }
    this.timer = setTimeout(() => this.poll(), POLL_MS);
  }

  show(progress) {
    if (SETTLED.has(progress.status) && !progress.nextAttemptAt) {
      this.disconnectedCallback();
      location.reload();
      return;
    }
    const steps = [...this.querySelectorAll("[data-status]")];
    const at = steps.findIndex((step) => step.dataset.status === progress.status);
    steps.forEach((step, number) => {
      step.dataset.state = number < at ? "done" : number === at ? "current" : "to come";
      if (number === at) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    if (progress.nextAttemptAt) {
      const time = new Date(progress.nextAttemptAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      this.say(`${progress.errorMessage ?? ""} We will try again at ${time}.`);
    } else if (progress.estimatedWaitSecs) {
      this.say(`About ${roughly(progress.estimatedWaitSecs)} to go. You can leave this page; the result will be in your history.`);
    }
  }

  say(message) {
    this.querySelector(".message").textContent = message;
  }
}

function roughly(secs) {
  return secs < 60 ? `${Math.ceil(secs / 5) * 5} seconds` : `${Math.ceil(secs / 60)} minutes`;
}

function tieQuotesToInsights() {
  const marks = [...document.querySelectorAll(".transcript mark")];
  const of = (number) => marks.filter((mark) => mark.dataset.insights.split(" ").includes(number));
  const highlight = (found) => marks.forEach((mark) => mark.classList.toggle("shown", found.includes(mark)));

  for (const mark of marks) {
    const show = () => {
      const insight = document.getElementById(`insight-${mark.dataset.insights.split(" ")[0]}`);
      insight.open = true;
      insight.scrollIntoView({ block: "nearest" });
      insight.querySelector("summary").focus();
    };
    mark.addEventListener("click", show);
    mark.addEventListener("keydown", (event) => event.key === "Enter" && show());
  }
  for (const insight of document.querySelectorAll(".insight")) {
    insight.querySelector("summary").addEventListener("click", () => {
      const found = of(insight.id.replace("insight-", ""));
      highlight(insight.open ? [] : found);
      if (!insight.open) found[0]?.scrollIntoView({ block: "nearest" });
    });
  }
}

customElements.define("session-progress", SessionProgress);
tieQuotesToInsights();
