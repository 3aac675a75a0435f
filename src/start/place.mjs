// In a frame as high as its page, the middle of the screen is far from what is seen of it, and only the
// browser knows what is seen: where the page meets the window at the top.

/** Puts a dialog that was just opened into view, and its focus where it belongs. */
export function place(id) {
  const dialog = document.getElementById(id);
  if (!dialog || parent === window) return;
  const look = new IntersectionObserver(([{ intersectionRect: seen }]) => {
    look.disconnect();
    if (seen.height > 0 && seen.height < innerHeight) {
      const rest = Math.max(0, seen.height - dialog.offsetHeight);
      const top = `${seen.top + rest / 2}px`;
      Object.assign(dialog.style, { top, bottom: "auto", marginBlock: "0", maxHeight: `${seen.height}px` });
    }
    // Frames of other origins are kept from taking the focus by themselves, but not after a press.
    dialog.querySelector("[autofocus]")?.focus({ preventScroll: true });
  });
  look.observe(document.documentElement);
}
