// Durations, waits and titles as the learner reads them.

/** Seconds as minutes and seconds: "2:05". */
export function minutes(secs) {
  return `${Math.floor(secs / 60)}:${String(Math.floor(secs % 60)).padStart(2, "0")}`;
}

/** When the next try starts: "in 8 seconds", "in 3 minutes". */
export function fromNow(ms) {
  const secs = Math.round(ms / 1000);
  const [count, unit] = secs < 90 ? [secs, "second"] : [Math.round(secs / 60), "minute"];
  return `in ${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** A recording's title in a list: the file's name, or when it was made. */
export function titleOf({ name, startedAt, secs }) {
  const today = new Date(startedAt).toDateString() === new Date().toDateString();
  const day = today ? {} : { weekday: "long", day: "numeric", month: "long" };
  const moment = new Intl.DateTimeFormat("en-GB", { ...day, hour: "2-digit", minute: "2-digit" }).format(startedAt);
  const title = name ?? (today ? `Today at ${moment}` : moment);
  return secs ? `${title}, ${minutes(secs)}` : title;
}
