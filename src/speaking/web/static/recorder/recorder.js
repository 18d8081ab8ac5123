// The recorder: microphone, clock, pause and resume, and a warning before the time limit.

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

const SENTENCES = {
  speaking: "Recording. Speak freely.",
  paused: "Paused. We are not recording.",
  quiet: "We cannot hear you. Is the microphone muted or too far away?",
  almostOver: "You have one minute left. Finish your story.",
  over: "You have reached the time limit. Listen to your recording, then send it or discard it.",
  done: "Listen to your recording, then send it or discard it.",
  nothing: "Nothing was recorded. Press Record again.",
  discarded: "Discarded. Record again whenever you like.",
  cutOff: "The microphone stopped working. We kept what you said until then.",
  notKept: "This browser cannot save your recording. Please keep this page open until you have sent it.",
  cannotRecord: "This browser cannot record. You can send an audio file below.",
  noMicrophone: "We could not start the microphone. Check it, then press Record again.",
};
const MICROPHONE_ERRORS = {
  NotAllowedError: "Your browser is blocking the microphone. Click the icon next to the web address, allow the microphone, then press Record again.",
  NotFoundError: "We could not find a microphone. Plug one in and press Record again, or send an audio file below.",
  NotReadableError: "Another program is using the microphone. Close it, then press Record again.",
};
const BUTTONS = { pause: "Pause", resume: "Resume" };

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

  /** Show a warning that stays until the learner has dealt with it. */
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
      this.say(SENTENCES.cannotRecord);
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      this.say(MICROPHONE_ERRORS[error.name] ?? SENTENCES.noMicrophone);
      return;
    }
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    this.recorder = new MediaRecorder(this.stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND });
    await this.begin();
    this.recorder.ondataavailable = ({ data }) => this.keepPiece(data);
    this.recorder.onstop = () => this.finish();
    this.stream.getAudioTracks()[0].onended = () => this.stop(SENTENCES.cutOff);
    this.recorder.start(PIECE_MS);
    this.lastTick = performance.now();
    this.meter = new Meter(this.stream, (loudness) => this.tick(loudness));
    this.button("pause").textContent = BUTTONS.pause;
    this.show("pause", "stop");
    this.button("stop").focus();
    this.warn("");
    this.say(SENTENCES.speaking);
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
    this.ending = SENTENCES.done;
    this.release = await take(this.recording.id);
  }

  keepPiece(piece) {
    if (!piece.size) return;
    this.pieces.push(piece);
    keep(this.recording, this.pieces.length, piece).catch(() => this.warn(SENTENCES.notKept));
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
    if (left <= 0) this.stop(SENTENCES.over);
    else if (this.quietSecs > QUIET_AFTER_SECS) this.say(SENTENCES.quiet);
    else if (left < WARN_BEFORE_SECS) this.say(SENTENCES.almostOver);
    else this.say(SENTENCES.speaking);
  }

  pauseOrResume() {
    const wasPaused = this.recorder.state === "paused";
    if (wasPaused) this.recorder.resume();
    else this.recorder.pause();
    this.button("pause").textContent = wasPaused ? BUTTONS.pause : BUTTONS.resume;
    this.say(wasPaused ? SENTENCES.speaking : SENTENCES.paused);
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
      this.beReady(SENTENCES.nothing);
      return;
    }
    const sound = new Blob(this.pieces, { type: this.recording.type });
    const finished = card(this.recording, { release: this.release, sound });
    finished.addEventListener("sending", () => {
      this.show("record");
      this.say("");
    });
    finished.addEventListener("gone", () => this.beReady(SENTENCES.discarded));
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
