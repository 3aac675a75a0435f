// In a frame as high as its page, the middle of the screen is far from what is seen of it, and only the
// browser knows what is seen: where the page meets the window at the top.

/** Opens a dialog where it is seen. */
export function show(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  if (parent === window) return dialog.showModal();
  const look = new IntersectionObserver(([{ intersectionRect: seen }]) => {
    look.disconnect();
    if (dialog.open) return;
    if (seen.height > 0 && seen.height < innerHeight) {
      // Before it opens: the browser brings what gets the focus into view, at once and from far.
      const top = `${seen.top + seen.height / 8}px`;
      Object.assign(dialog.style, { top, bottom: "auto", marginBlock: "0", maxHeight: `${(seen.height * 3) / 4}px` });
    }
    dialog.showModal();
    // Frames of other origins may not take the focus by an attribute, but after a press by a call.
    dialog.querySelector("[autofocus]")?.focus({ preventScroll: true });
  });
  look.observe(document.documentElement);
}
