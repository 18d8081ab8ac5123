// Sending a recording: with progress, and again after a pause when the network fails.

const PAUSES_MS = [1000, 3000, 8000, 20000, 60000];

/** A refusal that sending again will not change; its message is for the learner. */
export class Refused extends Error {}

/**
 * Send a blob with its fields until the server has it.
 * Calls `onProgress` with 0 to 1 and `onWait` with the milliseconds until the next try; resolves to the session.
 */
export async function send(blob, fields, { onProgress, onWait }) {
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
