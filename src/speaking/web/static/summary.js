// The summary: a button that prints, which only a script can do.

import "./times.js";

const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => print());
