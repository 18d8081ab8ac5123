// Only one tab at a time makes, sends or discards a recording: the one that holds the lock with the recording's id.

const mine = new Set();
const news = new BroadcastChannel("speaking-recordings");

const nameOf = (id) => `speaking-recording-${id}`;

/** Take a recording for this tab; resolves to a function that releases it, or to null if another tab has it. */
export function take(id) {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(nameOf(id), { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null);
        mine.add(id);
        return new Promise((free) => {
          resolve(() => {
            mine.delete(id);
            free();
            news.postMessage(id);
          });
        });
      })
      .catch(reject);
  });
}

/** Whether this tab has taken a recording. */
export const isMine = (id) => mine.has(id);

/** Whether another tab has taken a recording. */
export async function isOpenElsewhere(id) {
  const { held } = await navigator.locks.query();
  return !mine.has(id) && held.some(({ name }) => name === nameOf(id));
}

/** Resolves once no tab has the recording any more: it was released, or its tab was closed. */
export const whenFree = (id) => navigator.locks.request(nameOf(id), () => {});

/** Call back whenever another tab took, sent or discarded a recording. */
export function onNews(callback) {
  news.addEventListener("message", callback);
}
