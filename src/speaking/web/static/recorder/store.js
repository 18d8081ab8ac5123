// Recordings that the server does not have yet, kept in IndexedDB so that nothing is lost.
//
// A recording is `{id, startedAt, type, secs, topic, prompt, name, wanted}`; its sound is stored next to it in pieces, each
// written once. Transactions on one connection run in the order in which they began, so a deleted recording stays deleted.

const DATABASE = "speaking";
const VERSION = 2;
const RECORDINGS = "recordings";
const PIECES = "pieces";

let opening;

function opened() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = (event) => upgrade(request, event.oldVersion);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      database.onclose = () => (opening = undefined);
      resolve(database);
    };
    request.onerror = () => {
      opening = undefined;
      reject(request.error);
    };
  });
  return opening;
}

function upgrade({ result: database, transaction }, oldVersion) {
  if (oldVersion < 1) database.createObjectStore(RECORDINGS, { keyPath: "id" });
  const pieces = database.createObjectStore(PIECES, { keyPath: ["id", "number"] });
  if (oldVersion < 1) return;
  // The first version kept a recording and its sound in one record.
  transaction.objectStore(RECORDINGS).openCursor().onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor) return;
    const { chunks, ...recording } = cursor.value;
    chunks.forEach((sound, number) => pieces.put({ id: recording.id, number, sound }));
    cursor.update({ startedAt: Date.now(), ...recording });
    cursor.continue();
  };
}

async function within(mode, act) {
  const database = await opened();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([RECORDINGS, PIECES], mode);
    const request = act(transaction.objectStore(RECORDINGS), transaction.objectStore(PIECES));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

const piecesOf = (id) => IDBKeyRange.bound([id], [id, []]);

/** Keep one more piece of a recording's sound, and what we know about the recording so far. */
export const keep = (recording, number, sound) =>
  within("readwrite", (recordings, pieces) => {
    recordings.put(recording);
    return pieces.put({ id: recording.id, number, sound });
  });

/** Keep what we know about a recording whose sound is already stored. */
export const note = (recording) => within("readwrite", (recordings) => recordings.put(recording));

/** Forget a recording that the server has, or that the learner discarded. */
export const forget = (id) =>
  within("readwrite", (recordings, pieces) => {
    recordings.delete(id);
    return pieces.delete(piecesOf(id));
  });

/** All recordings that are still to be sent, oldest first. */
export async function kept() {
  const found = await within("readonly", (recordings) => recordings.getAll());
  return found.sort((one, other) => one.startedAt - other.startedAt);
}

/** A recording as it is stored now, or undefined once it is sent or discarded. */
export const find = (id) => within("readonly", (recordings) => recordings.get(id));

/** The sound of a recording as one blob. */
export async function soundOf({ id, type }) {
  const pieces = await within("readonly", (_, all) => all.getAll(piecesOf(id)));
  return new Blob(pieces.map(({ sound }) => sound), { type });
}
