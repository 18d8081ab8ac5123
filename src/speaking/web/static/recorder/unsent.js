// Recordings that are not sent yet: the learner can listen to, send or discard each, in one tab at a time.

import { isMine, isOpenElsewhere, onNews, take, whenFree } from "./ownership.js";
import { find, forget, kept, note, soundOf } from "./store.js";
import { Refused, send } from "./upload.js";
import { fromNow, titleOf } from "./words.js";

const UNDO_MS = 8000;
const SENTENCES = {
  elsewhere: "This recording is open in another tab. Send it there, or close that tab.",
  sending: "Sending your recording…",
  checking: "Your recording has arrived. We are checking it…",
  arrived: "Your recording has arrived.",
  waiting: (reason, time) => `${reason} Your recording is safe. We will try again ${time}.`,
  notSent: "We could not send your recording. Please try again.",
  discarded: "Discarded.",
  undone: "Your recording is back.",
};

/** One recording; call `show` before putting it on the page. Fires "sending", and "gone" when it is discarded. */
class UnsentRecording extends HTMLElement {
  /** Show a recording; pass `release` if this tab holds it, and its `sound` if it does not have to be read. */
  show(recording, { release = null, sound = null } = {}) {
    Object.assign(this, { recording, release, sound });
    this.append(document.getElementById("unsent-recording").content.cloneNode(true));
    this.part("title").textContent = titleOf(recording);
    this.audio = this.querySelector("audio");
    this.progress = this.querySelector("progress");
    this.addEventListener("click", (event) => {
      const act = event.target.closest("[data-do]")?.dataset.do;
      if (act) this[act]();
    });
    return this;
  }

  async connectedCallback() {
    if (this.release) return this.offer();
    if (await isOpenElsewhere(this.recording.id)) return this.waitForTheOther();
    await this.offer();
    if (this.recording.wanted) this.deliver();
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  button(name) {
    return this.querySelector(`[data-do=${name}]`);
  }

  get isAtRest() {
    return !isMine(this.recording.id);
  }

  present(message, ...buttons) {
    const at = this.part("message");
    if (at.textContent !== message) at.textContent = message;
    for (const button of this.querySelectorAll("[data-do]")) button.hidden = !buttons.includes(button.dataset.do);
    this.part("consent").hidden = true;
  }

  async offer(message = "") {
    this.sound ??= await soundOf(this.recording);
    if (!this.audio.src) this.audio.src = URL.createObjectURL(this.sound);
    this.audio.hidden = false;
    this.progress.hidden = true;
    this.present(message, "send", "discard");
  }

  async waitForTheOther() {
    this.audio.hidden = true;
    this.present(SENTENCES.elsewhere);
    await whenFree(this.recording.id);
    const left = await find(this.recording.id);
    if (!left) return this.leave();
    this.recording = left;
    this.sound = null;
    this.part("title").textContent = titleOf(left);
    await this.offer();
    if (left.wanted) this.deliver();
  }

  /** Take this recording for this tab, unless another tab has dealt with it in the meantime. */
  async taken() {
    if (this.release) return true;
    this.release = await take(this.recording.id);
    if (!this.release) {
      this.waitForTheOther();
      return false;
    }
    if (await find(this.recording.id)) return true;
    this.letGo();
    this.leave();
    return false;
  }

  letGo() {
    this.release?.();
    this.release = null;
  }

  leave() {
    const list = this.parentElement;
    this.remove();
    this.dispatchEvent(new Event("gone"));
    settle(list);
  }

  /** The learner wants it sent, now and after a reload. */
  send() {
    this.isAsked = true;
    return this.deliver();
  }

  async deliver() {
    if (!(await this.taken())) return;
    this.recording.wanted = true;
    await note(this.recording).catch(() => {});
    this.dispatchEvent(new Event("sending"));
    this.present(SENTENCES.sending);
    this.progress.hidden = false;
    try {
      const { id } = await send(this.recording, this.sound, {
        direct: "direct" in document.querySelector("speaking-recorder").dataset,
        onProgress: (share) => this.advance(share),
        onWait: (reason, ms, choices) => this.hold(reason, ms, choices),
      });
      await forget(this.recording.id).catch(() => {});
      this.letGo();
      this.arrive(`/sessions/${id}`);
    } catch (error) {
      await this.refused(error);
    }
  }

  advance(share) {
    this.progress.value = share;
    this.present(share < 1 ? SENTENCES.sending : SENTENCES.checking);
  }

  hold(reason, ms, choices) {
    this.choices = choices;
    this.progress.value = 0;
    this.present(SENTENCES.waiting(reason, fromNow(ms)), "tryNow", "giveUp");
  }

  tryNow() {
    this.present(SENTENCES.sending);
    this.choices.tryNow();
  }

  giveUp() {
    this.choices.giveUp();
  }

  arrive(address) {
    if (this.isAsked && !document.querySelector("speaking-recorder").isRecording) return location.assign(address);
    this.progress.hidden = true;
    this.present(SENTENCES.arrived);
    this.part("link").href = address;
    this.part("link").hidden = false;
    return undefined;
  }

  async refused(error) {
    this.recording.wanted = false;
    await note(this.recording).catch(() => {});
    await this.offer(error instanceof Refused ? error.message : SENTENCES.notSent);
    this.part("consent").hidden = error.code !== "CONSENT_REQUIRED";
    this.letGo();
  }

  async discard() {
    if (!(await this.taken())) return;
    this.audio.hidden = true;
    this.present(SENTENCES.discarded, "undo");
    this.button("undo").focus();
    this.forgetting = setTimeout(() => this.forgetNow(), UNDO_MS);
    this.leaving = () => this.forgetNow();
    addEventListener("pagehide", this.leaving);
  }

  async undo() {
    this.keepAfterAll();
    await this.offer(SENTENCES.undone);
    this.letGo();
    this.button("send").focus();
  }

  keepAfterAll() {
    clearTimeout(this.forgetting);
    removeEventListener("pagehide", this.leaving);
  }

  async forgetNow() {
    this.keepAfterAll();
    await forget(this.recording.id).catch(() => {});
    this.letGo();
    this.leave();
  }
}

customElements.define("unsent-recording", UnsentRecording);

/** A recording as an element of the page. */
export const card = (recording, options) => new UnsentRecording().show(recording, options);

function settle(list) {
  const section = list?.closest("#unsent");
  if (section) section.hidden = !section.querySelector("unsent-recording");
}

/** Show all unsent recordings that are not on this page already, oldest first. */
export async function offerUnsent() {
  const list = document.querySelector("#unsent [data-part=list]");
  const found = await kept().catch(() => []);
  const shown = new Map([...document.querySelectorAll("unsent-recording")].map((each) => [each.recording.id, each]));
  for (const [id, each] of shown) {
    if (each.isAtRest && each.closest("#unsent") && !found.some((one) => one.id === id)) each.leave();
  }
  const more = found.filter(({ id }) => !shown.has(id) && !isMine(id));
  list.append(...more.map((recording) => card(recording)));
  settle(list);
  return more.length;
}

onNews(offerUnsent);
