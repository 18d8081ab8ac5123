// Times in the learner's own time zone; without this script they stay in UTC and say so.

const FORMATS = {
  "date-time": { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  weekday: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  day: { day: "numeric", month: "short", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
};

export function written(moment, show) {
  return new Intl.DateTimeFormat("en-GB", FORMATS[show]).format(new Date(moment));
}

for (const time of document.querySelectorAll("time[data-show]")) {
  time.textContent = written(time.dateTime, time.dataset.show);
}
