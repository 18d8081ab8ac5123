// Problems that a screen reader, a keyboard or weak eyes would meet on this page, as a list of sentences.
() => {
  const problems = [];
  const shown = (element) => element.checkVisibility?.() ?? true;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);

  if (document.querySelectorAll("h1").length !== 1) problems.push("there is not exactly one h1");
  for (const landmark of ["main", "nav", "header"]) {
    if (!document.querySelector(landmark)) problems.push(`there is no ${landmark}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) problems.push("the page is wider than the screen");

  for (const control of all("a, button, input, select, audio, meter, progress, summary, svg[role=img]")) {
    const label = control.labels?.[0]?.textContent ?? "";
    const name = control.getAttribute("aria-label") ?? (control.textContent.trim() || label.trim());
    if (!name) problems.push(`no name: ${control.outerHTML.slice(0, 80)}`);
  }

  const luminance = ([r, g, b]) =>
    [r, g, b]
      .map((each) => each / 255)
      .map((each) => (each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
      .reduce((sum, each, index) => sum + each * [0.2126, 0.7152, 0.0722][index], 0);
  const parsed = (colour) => colour.match(/[\d.]+/g).map(Number);
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const [r, g, b, alpha = 1] = parsed(getComputedStyle(each).backgroundColor);
      if (alpha > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !shown(element) || element.closest(".skip, noscript")) continue;
    const [light, dark] = [luminance(parsed(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) problems.push(`contrast ${contrast.toFixed(2)}: ${texts.currentNode.data.trim().slice(0, 40)}`);
  }
  return problems;
}
