// Sending a recording: with progress, again after a pause if it fails, and never twice.
//
// Every try carries the recording's id as its Idempotency-Key, so the server recognises a try whose answer was lost.

const PAUSES_MS = [1000, 3000, 8000, 20_000, 60_000];
const STALLED_MS = 45_000;
const ANSWER_MS = 120_000;
const ASK_AGAIN = new Set([408, 409, 425, 429]);
const SENTENCES = {
  refused: "We could not accept this recording.",
  givenUp: "Not sent. Your recording stays here until you send it.",
  noAnswer: "The connection failed.",
};

/** A refusal that another try will not change; its message is for the learner. */
export class Refused extends Error {
  constructor({ error = SENTENCES.refused, code } = {}) {
    super(error);
    this.code = code;
  }
}

class Failed extends Error {
  constructor(waitMs = 0, reason = SENTENCES.noAnswer) {
    super(reason);
    this.waitMs = waitMs;
  }
}

class NotDirect extends Error {}

/**
 * Send a recording until the server has it.
 *
 * `direct` says whether to try the bucket first. Calls `onProgress` with 0 to 1, and `onWait` with the reason, the
 * milliseconds until the next try, and two functions, one to try now and one to give up. Resolves to `{id}` of the
 * session, and rejects with Refused.
 */
export async function send(recording, sound, { direct, onProgress, onWait }) {
  let way = direct && recording.secs ? throughTheBucket : throughTheApp;
  for (let attempt = 0; ; ) {
    try {
      return await way(recording, sound, onProgress);
    } catch (error) {
      if (error instanceof NotDirect) {
        way = throughTheApp;
      } else if (error instanceof Failed) {
        const usual = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)];
        await waited(Math.max(usual, error.waitMs), { error, onWait });
        attempt += 1;
      } else {
        throw error;
      }
    }
  }
}

async function throughTheApp({ id, secs, topic, prompt }, sound, onProgress) {
  const form = new FormData();
  const fields = { topic, prompt, duration: secs && Math.max(1, secs) };
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  form.append("audio", sound, "recording");
  // The server measures a file's length, so files go to the form's own address.
  const answer = await request("POST", secs ? "/api/sessions" : "/upload", { id, body: form, onProgress });
  return session(answer);
}

async function throughTheBucket({ id, secs, topic, prompt }, sound, onProgress) {
  const wanted = JSON.stringify({ duration: Math.max(1, secs), topic: topic || null, prompt: prompt || null });
  const answer = await request("POST", "/api/sessions/presign", { id, body: wanted });
  if (answer.body?.code === "NOT_CONFIGURED") throw new NotDirect();
  const ticket = session(answer);
  if (!ticket.uploadUrl) return ticket;
  await put(ticket.uploadUrl, sound, onProgress);
  return session(await request("POST", `/api/sessions/${ticket.id}/complete`, { id }));
}

async function put(address, sound, onProgress) {
  // A missing CORS rule looks like a network failure from here, so the app takes over in both cases.
  const answer = await request("PUT", address, { body: sound, onProgress }).catch(() => null);
  if (!answer || answer.status >= 300) throw new NotDirect();
}

function session({ status, body, waitMs }) {
  if (status === 201) return body;
  if (status >= 500 || ASK_AGAIN.has(status)) throw new Failed(waitMs, body?.error);
  throw new Refused(body ?? {});
}

function request(method, address, { id, body, onProgress = () => {} }) {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    let patience;
    const waitFor = (ms) => {
      clearTimeout(patience);
      patience = setTimeout(() => sending.abort(), ms);
    };
    sending.open(method, address);
    if (id) {
      sending.setRequestHeader("Idempotency-Key", `"${id}"`);
      sending.setRequestHeader("Accept", "application/json");
    }
    if (typeof body === "string") sending.setRequestHeader("Content-Type", "application/json");
    sending.upload.onprogress = ({ loaded, total }) => {
      waitFor(STALLED_MS);
      onProgress(total ? loaded / total : 0);
    };
    sending.upload.onload = () => waitFor(ANSWER_MS);
    sending.onloadend = () => {
      clearTimeout(patience);
      if (!sending.status) reject(new Failed());
      else resolve({ status: sending.status, body: json(sending.responseText), waitMs: retryAfter(sending) });
    };
    waitFor(body instanceof Blob || body instanceof FormData ? STALLED_MS : ANSWER_MS);
    sending.send(body);
  });
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** RFC 9110, 10.2.3: seconds or a date. Only our own server's header can be read, and only that one is needed. */
function retryAfter(sending) {
  if (sending.status < 400) return 0;
  const value = sending.getResponseHeader("Retry-After");
  if (!value) return 0;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Math.max(0, ms || 0);
}

function waited(ms, { error, onWait }) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(tryNow, ms);
    function end() {
      clearTimeout(timer);
      removeEventListener("online", tryNow);
    }
    function tryNow() {
      end();
      resolve();
    }
    function giveUp() {
      end();
      reject(new Refused({ error: SENTENCES.givenUp }));
    }
    // If the server asked us to wait, we wait, even if the network comes back sooner.
    if (!error.waitMs) addEventListener("online", tryNow);
    onWait(error.message, ms, { tryNow, giveUp });
  });
}
