// What does not fit into the window.

/** What sticks out of the window or of its own button, described for whoever repairs it. */
export function sticking(page) {
  return page.evaluate(() => {
    const found = [];
    const say = (element) => {
      const id = element.id ? `#${element.id}` : "";
      const text = element.textContent.trim().slice(0, 40);
      return `${element.localName}${id}.${[...element.classList].join(".")} "${text}"`;
    };
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} wide`);
    // What lies in a box that scrolls by itself, or that ends long texts in dots, may be wider.
    const mayBeWider = (element) => {
      for (let up = element; up && up !== document.body; up = up.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(up);
        if (["auto", "scroll"].includes(overflowX) || textOverflow === "ellipsis") return true;
      }
      return false;
    };
    for (const element of document.body.querySelectorAll("*")) {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      if ((box.right > innerWidth + 0.5 || box.left < -0.5) && !mayBeWider(element) && !element.closest(".off-screen")) {
        found.push(`sticks out (${Math.round(box.left)} to ${Math.round(box.right)}): ${say(element)}`);
      }
      // The cheapest question first: this one is asked of some thousand elements.
      if (element.scrollWidth <= element.clientWidth + 1) continue;
      const { display } = getComputedStyle(element);
      const isBox = !["inline", "contents"].includes(display) && !mayBeWider(element);
      const holdsText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (isBox && (holdsText || element.matches("button, a.button, .segment"))) {
        found.push(`cut off (${element.scrollWidth} in ${element.clientWidth}): ${say(element)}`);
      }
    }
    return found;
  });
}
