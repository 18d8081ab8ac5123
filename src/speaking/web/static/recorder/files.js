// Files that the learner picks or drops: kept and sent like recordings made here.

import { take } from "./ownership.js";
import { keep } from "./store.js";
import { card } from "./unsent.js";

const MAX_BYTES = 50 * 1024 * 1024;
const SENTENCES = {
  empty: "This file is empty.",
  tooLarge: "This file is larger than 50 MB. Please send a shorter recording.",
};

/** Send a file; resolves to a sentence for the learner if it cannot be sent, otherwise to "". */
export async function sendFile(file) {
  if (!file.size) return SENTENCES.empty;
  if (file.size > MAX_BYTES) return SENTENCES.tooLarge;
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
