// The recorder: one big button, a level meter, pause and resume, listen back, send. One file, so that the
// first page asks for it alone.

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const CHUNK_MS = 2000;
const QUIET = 0.01;
const QUIET_AFTER_SECS = 4;
const WARN_BEFORE_SECS = 60;

const TROUBLES = {
  NotAllowedError: "The microphone is not allowed. Click the lock or camera sign beside the address, allow the microphone, and press Record again.",
  NotFoundError: "No microphone was found. Plug one in, or send a recording made with another device below.",
  NotReadableError: "Another program is using the microphone. Close it and press Record again.",
};

class Recorder extends HTMLElement {
  connectedCallback() {
    this.limit = Number(this.dataset.limitSecs);
    this.clock = this.querySelector(".clock");
    this.meter = this.querySelector(".level");
    this.message = this.querySelector(".message");
    this.review = this.querySelector("[data-part=review]");
    this.progress = this.querySelector("progress");
    this.addEventListener("click", (event) => {
      const act = event.target.closest("[data-do]")?.dataset.do;
      if (act) this[act]();
    });
    addEventListener("beforeunload", (event) => {
      if (this.recorder?.state === "recording") event.preventDefault();
    });
    this.offerWhatWasKept();
  }

  button(name) {
    return this.querySelector(`[data-do=${name}]`);
  }

  show(...names) {
    for (const button of this.querySelectorAll("[data-do]")) {
      if (!button.closest("[data-part]")) button.hidden = !names.includes(button.dataset.do);
    }
    this.review.hidden = !names.includes("review");
  }

  say(message) {
    // A live region is read aloud whenever it is written to.
    if (this.message.textContent !== message) this.message.textContent = message;
  }

  async offerWhatWasKept() {
    const [recording] = await kept().catch(() => []);
    if (!recording?.chunks.length) return;
    this.recording = recording;
    this.listenBack();
    this.say("This recording has not been sent yet. You can send it now.");
  }

  async record() {
    if (!navigator.mediaDevices || !window.MediaRecorder) {
      this.say("This browser cannot record. Please send a file below.");
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      this.say(TROUBLES[error.name] ?? "The microphone could not be opened. Check it and press Record again.");
      return;
    }
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each)) ?? "";
    this.recorder = new MediaRecorder(this.stream, type ? { mimeType: type } : {});
    this.recording = {
      id: crypto.randomUUID(),
      chunks: [],
      type: this.recorder.mimeType,
      secs: 0,
      topic: document.getElementById("topic").value.trim(),
      prompt: document.getElementById("prompt").textContent.trim(),
    };
    this.recorder.ondataavailable = (event) => this.take(event.data);
    this.recorder.onstop = () => this.finish();
    this.recorder.start(CHUNK_MS);
    this.lastTick = performance.now();
    this.quietSecs = 0;
    this.listen();
    this.show("pause", "stop");
    this.button("stop").focus();
    this.say("Recording. Speak freely.");
  }

  take(chunk) {
    if (!chunk.size) return;
    this.recording.chunks.push(chunk);
    keep(this.recording).catch(() => this.say("This browser cannot keep your recording safe. Please do not close the page."));
  }

  listen() {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(this.stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.ticking = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.tick(Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length));
    }, 100);
    this.audioContext = context;
  }

  tick(loudness) {
    const now = performance.now();
    const secs = (now - this.lastTick) / 1000;
    this.lastTick = now;
    this.meter.value = Math.min(1, loudness * 4);
    if (this.recorder.state !== "recording") return;
    this.recording.secs += secs;
    this.clock.textContent = minutes(this.recording.secs);
    this.quietSecs = loudness < QUIET ? this.quietSecs + secs : 0;
    const left = this.limit - this.recording.secs;
    if (left <= 0) this.stop();
    else if (left < WARN_BEFORE_SECS) this.say("One minute is left. Bring your story to its end.");
    else if (this.quietSecs > QUIET_AFTER_SECS) this.say("We hear nothing. Is the microphone muted?");
    else this.say("Recording. Speak freely.");
  }

  pause() {
    const paused = this.recorder.state === "paused";
    if (paused) this.recorder.resume();
    else this.recorder.pause();
    this.button("pause").textContent = paused ? "Pause" : "Resume";
    this.say(paused ? "Recording. Speak freely." : "Paused.");
  }

  stop() {
    this.recorder.stop();
  }

  finish() {
    clearInterval(this.ticking);
    this.audioContext.close();
    this.stream.getTracks().forEach((track) => track.stop());
    this.meter.value = 0;
    this.listenBack();
    this.say("Listen to it, then send it or discard it.");
  }

  listenBack() {
    this.blob = new Blob(this.recording.chunks, { type: this.recording.type });
    this.review.querySelector("audio").src = URL.createObjectURL(this.blob);
    this.clock.textContent = minutes(this.recording.secs);
    this.show("review");
    this.button("send").focus();
  }

  async discard() {
    await forget(this.recording.id).catch(() => {});
    this.clock.textContent = minutes(0);
    this.show("record");
    this.say("Discarded. Record again whenever you like.");
  }

  async send() {
    this.show();
    this.progress.hidden = false;
    const { secs, topic, prompt } = this.recording;
    try {
      const session = await send(this.blob, { duration: Math.max(1, secs), topic, prompt }, {
        onProgress: (share) => {
          this.progress.value = share;
          this.say("Sending your recording.");
        },
        onWait: (ms) => this.say(`The connection failed. Your recording is safe; we try again in ${Math.round(ms / 1000)} seconds.`),
      });
      await forget(this.recording.id).catch(() => {});
      location.assign(`/sessions/${session.id}`);
    } catch (error) {
      this.progress.hidden = true;
      this.show("review");
      this.say(error instanceof Refused ? error.message : "The recording could not be sent. Please try again.");
    }
  }
}

function minutes(secs) {
  return `${Math.floor(secs / 60)}:${String(Math.floor(secs % 60)).padStart(2, "0")}`;
}

// Recordings that the server does not have yet, kept in IndexedDB so that nothing spoken is lost.

const STORE = "recordings";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("speaking", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within(mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keep `{id, chunks, type, secs, topic, prompt}`, replacing what was kept under the same id. */
const keep = (recording) => within("readwrite", (store) => store.put(recording));

/** Forget a recording that the server has, or that the learner discarded. */
const forget = (id) => within("readwrite", (store) => store.delete(id));

/** All recordings that are still to be sent, the oldest first. */
const kept = () => within("readonly", (store) => store.getAll());

// Sending a recording: with progress, and again after a pause when the network fails.

const PAUSES_MS = [1000, 3000, 8000, 20000, 60000];

/** A refusal that sending again will not change; its message is for the learner. */
class Refused extends Error {}

/**
 * Send a blob with its fields until the server has it.
 * Calls `onProgress` with 0 to 1 and `onWait` with the milliseconds until the next try; resolves to the session.
 */
async function send(blob, fields, { onProgress, onWait }) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await post(blob, fields, onProgress);
    } catch (error) {
      if (error instanceof Refused) throw error;
      const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)];
      onWait(pause);
      await backOnlineOrAfter(pause);
    }
  }
}

function post(blob, fields, onProgress) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  form.append("audio", blob, "recording");
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/sessions");
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
    request.onload = () => {
      if (request.status === 201) resolve(request.response);
      else if (request.status >= 500 || request.status === 429) reject(new Error(request.response?.error));
      else reject(new Refused(request.response?.error ?? "The recording was not accepted."));
    };
    request.onerror = () => reject(new Error("network"));
    request.send(form);
  });
}

function backOnlineOrAfter(ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    }
    addEventListener("online", done);
  });
}

customElements.define("speaking-recorder", Recorder);

addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const input = document.querySelector("#upload input[type=file]");
  if (event.dataTransfer.files.length) {
    input.files = event.dataTransfer.files;
    input.form.requestSubmit();
  }
});
