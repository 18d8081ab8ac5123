// Problems that a screen reader, a keyboard or weak eyes would meet on this page, as a list of sentences.
async () => {
  // What is still fading in is looked at once it is there.
  const moving = document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(moving.map((each) => each.finished));

  const LEAST_CONTRAST = 4.5; // WCAG 2.2, 1.4.3
  const LEAST_TARGET = 24; // WCAG 2.2, 2.5.8, in CSS pixels
  const problems = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const brief = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 80);

  // Structure: one h1, landmarks, no heading skipped, no id twice, nothing that points nowhere.
  if (all("h1").length !== 1) problems.push("there is not exactly one h1");
  for (const landmark of ["main", "nav", "body > header", "body > footer"]) {
    if (all(landmark).length !== 1) problems.push(`there is not exactly one ${landmark}`);
  }
  if (!document.documentElement.lang) problems.push("the language is not named");
  if (!document.title.trim()) problems.push("the page has no title");
  all("h1, h2, h3, h4").reduce((level, heading) => {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) problems.push(`a heading is skipped before: ${brief(heading)}`);
    return own;
  }, 0);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of ids.filter((each, at) => ids.indexOf(each) !== at)) problems.push(`the id ${id} stands twice`);
  for (const name of ["aria-labelledby", "aria-describedby", "aria-controls"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (!element.getAttribute(name).split(" ").every((id) => ids.includes(id))) problems.push(`${name} points nowhere: ${brief(element)}`);
    }
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    if (!ids.includes(link.hash.slice(1))) problems.push(`a link points nowhere: ${brief(link)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) problems.push("the page is wider than the screen");

  // Names and keyboard.
  const CONTROLS = "a[href], button, input, select, textarea, audio[controls], summary, [role=button]";
  const nameOf = (element) =>
    [
      element.getAttribute("aria-label"),
      document.getElementById(element.getAttribute("aria-labelledby"))?.textContent,
      element.labels?.[0]?.textContent,
      element.textContent,
      element.getAttribute("alt"),
    ].find((name) => name?.trim());
  for (const element of all(`${CONTROLS}, meter, progress, img, [role=img], table, [role=timer]`)) {
    const name = element.tagName === "TABLE" ? element.caption?.textContent : nameOf(element);
    if (!name) problems.push(`no name: ${brief(element)}`);
  }
  for (const element of document.querySelectorAll("[tabindex]")) {
    if (element.tabIndex > 0) problems.push(`the order of the keyboard is changed: ${brief(element)}`);
  }
  for (const element of all("[role=button]")) {
    if (element.tabIndex < 0) problems.push(`the keyboard does not reach: ${brief(element)}`);
  }
  for (const element of all(CONTROLS)) {
    const { width, height } = element.getBoundingClientRect();
    const inText = getComputedStyle(element).display === "inline" || element.closest("label");
    if (!inText && Math.min(width, height) < LEAST_TARGET) problems.push(`too small to hit: ${brief(element)}`);
  }

  // Contrast of every text and placeholder, with transparency, opacity and gradients.
  const parsed = (colour) => {
    const [r, g, b, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { rgb: [r, g, b], alpha };
  };
  const over = (top, alpha, under) => top.map((each, at) => each * alpha + under[at] * (1 - alpha));
  const luminance = (rgb) =>
    rgb
      .map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
      .reduce((sum, each, at) => sum + each * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const backgrounds = (element) => {
    if (!element) return [[255, 255, 255]];
    const style = getComputedStyle(element);
    const gradient = style.backgroundImage.match(/rgba?\([^)]*\)/g);
    if (gradient) return gradient.map((colour) => parsed(colour).rgb);
    const { rgb, alpha } = parsed(style.backgroundColor);
    return alpha === 1 ? [rgb] : backgrounds(element.parentElement).map((under) => over(rgb, alpha, under));
  };
  const opacity = (element) => (element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1);
  const least = (element, colour, faded) => {
    const { rgb, alpha } = parsed(colour);
    return Math.min(...backgrounds(element).map((under) => contrast(over(rgb, alpha * faded, under), under)));
  };
  const check = (element, text, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const faded = opacity(element) * (pseudo ? Number(style.opacity) : 1);
    const found = least(element, style.color, faded);
    if (found < LEAST_CONTRAST) problems.push(`contrast ${found.toFixed(2)}: ${text.trim().slice(0, 40)}`);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const isRead = texts.currentNode.data.trim() && shown(element) && !element.closest(".skip:not(:focus), noscript, svg, :disabled");
    if (isRead) check(element, texts.currentNode.data);
  }
  for (const field of all("[placeholder]")) check(field, field.placeholder, "::placeholder");
  for (const field of all("select, input:not([type=checkbox], [type=file])")) check(field, field.value || field.name);
  return problems;
}
