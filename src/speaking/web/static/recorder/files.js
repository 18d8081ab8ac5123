// Files that are picked or dropped: kept and sent like recordings made here.

import { take } from "./ownership.js";
import { keep } from "./store.js";
import { card } from "./unsent.js";

const MAX_BYTES = 50 * 1024 * 1024;

/** Send a file; resolves to a sentence for the learner where it cannot be sent, else to "". */
export async function sendFile(file) {
  if (!file.size) return "This file is empty.";
  if (file.size > MAX_BYTES) return "This file is larger than 50 MB. Please send a shorter recording.";
  const own = document.getElementById("topic").value.trim();
  const recording = {
    id: crypto.randomUUID(),
    startedAt: Date.now(),
    name: file.name,
    type: file.type,
    secs: null,
    topic: own,
    prompt: "",
  };
  const release = await take(recording.id);
  await keep(recording, 1, file).catch(() => {});
  const section = document.getElementById("unsent");
  section.hidden = false;
  const shown = card(recording, { release, sound: file });
  section.querySelector("[data-part=list]").append(shown);
  shown.send();
  return "";
}
