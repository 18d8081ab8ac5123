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
export const keep = (recording) => within("readwrite", (store) => store.put(recording));

/** Forget a recording that the server has, or that the learner discarded. */
export const forget = (id) => within("readwrite", (store) => store.delete(id));

/** All recordings that are still to be sent, the oldest first. */
export const kept = () => within("readonly", (store) => store.getAll());
