// The recorder: the microphone, a clock, pause and resume, and a gentle end at the limit.

import { Meter } from "./meter.js";
import { take } from "./ownership.js";
import { keep } from "./store.js";
import { card } from "./unsent.js";
import { minutes } from "./words.js";

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_PER_SECOND = 64_000;
const PIECE_MS = 1000;
const QUIET = 0.01;
const QUIET_AFTER_SECS = 4;
const WARN_BEFORE_SECS = 60;

const SPEAKING = "Recording. Speak freely.";
const TROUBLES = {
  NotAllowedError: "The microphone is not allowed. Click the sign beside the address, allow the microphone, and press Record again.",
  NotFoundError: "No microphone was found. Plug one in and press Record again, or send a recording made elsewhere below.",
  NotReadableError: "Another program is using the microphone. Close it and press Record again.",
};

class Recorder extends HTMLElement {
  connectedCallback() {
    this.limit = Number(this.dataset.limitSecs);
    this.clock = this.querySelector(".clock");
    this.level = this.querySelector(".level");
    this.review = this.querySelector("[data-part=review]");
    this.button("pause").addEventListener("click", () => this.pauseOrResume());
    this.button("stop").addEventListener("click", () => this.stop());
    addEventListener("beforeunload", (event) => {
      if (this.isRecording) event.preventDefault();
    });
  }

  get isRecording() {
    return (this.recorder?.state ?? "inactive") !== "inactive";
  }

  button(name) {
    return this.querySelector(`[data-do=${name}]`);
  }

  show(...names) {
    for (const button of this.querySelectorAll("[data-part=controls] [data-do]")) {
      button.hidden = !names.includes(button.dataset.do);
    }
  }

  say(message) {
    // A live region is read aloud whenever it is written to.
    const at = this.querySelector("[data-part=message]");
    if (at.textContent !== message) at.textContent = message;
  }

  /** Something that stays true until the learner has dealt with it. */
  warn(message) {
    const at = this.querySelector("[data-part=warning]");
    at.textContent = message;
    at.hidden = !message;
  }

  async record() {
    if (this.isRecording || this.isOpening) return;
    this.isOpening = true;
    try {
      await this.open();
    } finally {
      this.isOpening = false;
    }
  }

  async open() {
    if (!navigator.mediaDevices || !window.MediaRecorder || !navigator.locks) {
      this.say("This browser cannot record. Please send a file below.");
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      this.say(TROUBLES[error.name] ?? "The microphone could not be opened. Check it and press Record again.");
      return;
    }
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    this.recorder = new MediaRecorder(this.stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND });
    await this.begin();
    this.recorder.ondataavailable = ({ data }) => this.keepPiece(data);
    this.recorder.onstop = () => this.finish();
    this.stream.getAudioTracks()[0].onended = () => this.stop("The microphone is gone. What you said until then is here.");
    this.recorder.start(PIECE_MS);
    this.lastTick = performance.now();
    this.meter = new Meter(this.stream, (loudness) => this.tick(loudness));
    this.button("pause").textContent = "Pause";
    this.show("pause", "stop");
    this.button("stop").focus();
    this.warn("");
    this.say(SPEAKING);
  }

  async begin() {
    const own = document.getElementById("topic").value.trim();
    this.recording = {
      id: crypto.randomUUID(),
      startedAt: Date.now(),
      type: this.recorder.mimeType,
      secs: 0,
      topic: own,
      prompt: own ? "" : document.getElementById("prompt").textContent.trim(),
    };
    this.pieces = [];
    this.quietSecs = 0;
    this.ending = "Listen to it, then send it or discard it.";
    this.release = await take(this.recording.id);
  }

  keepPiece(piece) {
    if (!piece.size) return;
    this.pieces.push(piece);
    keep(this.recording, this.pieces.length, piece).catch(() =>
      this.warn("This browser cannot keep your recording safe. Please do not close the page before it is sent."),
    );
  }

  tick(loudness) {
    const now = performance.now();
    const secs = (now - this.lastTick) / 1000;
    this.lastTick = now;
    this.level.value = Math.min(1, loudness * 4);
    if (this.recorder.state !== "recording") return;
    this.recording.secs += secs;
    this.clock.textContent = minutes(this.recording.secs);
    this.quietSecs = loudness < QUIET ? this.quietSecs + secs : 0;
    const left = this.limit - this.recording.secs;
    if (left <= 0) this.stop("That is as long as a recording can be. Listen to it, then send it or discard it.");
    else if (this.quietSecs > QUIET_AFTER_SECS) this.say("We hear nothing. Is the microphone muted, or far away?");
    else if (left < WARN_BEFORE_SECS) this.say("One minute is left. Bring your story to its end.");
    else this.say(SPEAKING);
  }

  pauseOrResume() {
    const wasPaused = this.recorder.state === "paused";
    if (wasPaused) this.recorder.resume();
    else this.recorder.pause();
    this.button("pause").textContent = wasPaused ? "Pause" : "Resume";
    this.say(wasPaused ? SPEAKING : "Paused. Nothing is recorded now.");
  }

  stop(ending = this.ending) {
    if (!this.isRecording) return;
    this.ending = ending;
    this.recorder.stop();
  }

  finish() {
    this.meter.close();
    this.stream.getTracks().forEach((track) => track.stop());
    this.level.value = 0;
    if (!this.pieces.length) {
      this.release?.();
      this.beReady("Nothing was recorded. Press Record again.");
      return;
    }
    const sound = new Blob(this.pieces, { type: this.recording.type });
    const finished = card(this.recording, { release: this.release, sound });
    finished.addEventListener("sending", () => {
      this.show("record");
      this.say("");
    });
    finished.addEventListener("gone", () => this.beReady("Discarded. Record again whenever you like."));
    this.review.replaceChildren(finished);
    this.show();
    this.say(this.ending);
    finished.button("send").focus();
  }

  beReady(message) {
    this.clock.textContent = minutes(0);
    this.show("record");
    this.say(message);
    this.button("record").focus();
  }
}

customElements.define("speaking-recorder", Recorder);
