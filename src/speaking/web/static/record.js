// The recording page's only script: enables the button, and loads the recorder when it is needed.

const SENTENCES = {
  unsent: "You have recordings that you have not sent yet. You will find them at the bottom of this page.",
  notLoaded: "We could not load the recorder. Check your connection, then press Record again.",
};

const recorder = document.querySelector("speaking-recorder");
const button = recorder.querySelector("[data-do=record]");
const choice = document.getElementById("choice");
const upload = document.getElementById("upload");

function say(message) {
  recorder.querySelector("[data-part=message]").textContent = message;
}

let loading;

/** Load the recorder's modules once, or again if the network failed. */
function loaded() {
  loading ??= import("./recorder/recorder.js").catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function offerUnsent() {
  const databases = (await indexedDB.databases?.()) ?? [{ name: "speaking" }];
  if (!databases.some(({ name }) => name === "speaking")) return;
  const { kept } = await import("./recorder/store.js");
  if (!(await kept()).length) return;
  await loaded();
  const { offerUnsent: offer } = await import("./recorder/unsent.js");
  if (await offer()) say(SENTENCES.unsent);
}

// A learner who reaches for the button is about to need the recorder.
for (const sign of ["pointerenter", "focusin"]) {
  recorder.addEventListener(sign, () => loaded().catch(() => {}), { once: true });
}
button.addEventListener("click", async () => {
  try {
    await loaded();
  } catch {
    say(SENTENCES.notLoaded);
    return;
  }
  recorder.record();
});
button.disabled = false;

// Prompts

async function anotherPrompt() {
  const prompt = document.getElementById("prompt");
  choice.elements.unlike.value = prompt.textContent;
  const wanted = new URLSearchParams(new FormData(choice));
  const answer = await fetch(`/prompt?${wanted}`);
  if (!answer.ok) throw new Error("no prompt");
  const { text, topic, level } = await answer.json();
  prompt.textContent = text;
  document.getElementById("prompt-kind").textContent = `${topic} · ${level}`;
}

choice.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter) anotherPrompt().catch(() => {});
});
choice.addEventListener("change", (event) => {
  if (event.target.matches("select")) anotherPrompt().catch(() => {});
});
choice.elements.own.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});

// Files

async function sendFile(file) {
  const problem = upload.querySelector("[data-part=problem]");
  const { sendFile: sendIt } = await import("./recorder/files.js");
  problem.textContent = await sendIt(file);
  upload.reset();
}

upload.addEventListener("submit", (event) => {
  // Old browsers, and pages without HTTPS, have no locks, which keeping a recording needs: let the form send the file.
  if (!navigator.locks) return;
  event.preventDefault();
  sendFile(upload.elements.audio.files[0]).catch(() => upload.submit());
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  upload.elements.audio.files = event.dataTransfer.files;
  upload.requestSubmit();
});

addEventListener("load", () => offerUnsent().catch(() => {}));
