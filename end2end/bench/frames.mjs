/** The times of 235 frames, each of which scrolls a virtual list by so many pixels. */
export const scroll = (page, pixels) =>
  page.locator(".virtual-list").evaluate(
    (list, pixels) =>
      new Promise((resolve) => {
        const frames = [];
        let last = performance.now();
        const step = (now) => {
          frames.push(now - last);
          last = now;
          list.scrollTop += pixels;
          if (frames.length < 240) requestAnimationFrame(step);
          else resolve(frames.slice(5));
        };
        requestAnimationFrame(step);
      }),
    pixels,
  );

/** Presses a button; the time until a text stands in an element as it is said, and each frame's until then. */
export const press = (page, button, element, { says, saysNot }) =>
  page.evaluate(
    ([button, element, says, saysNot]) =>
      new Promise((resolve) => {
        const frames = [];
        const isThere = () => {
          const text = document.querySelector(element)?.textContent ?? "";
          return text.includes(says) && !text.includes(saysNot);
        };
        requestAnimationFrame((start) => {
          let last = start;
          const look = (now) => {
            frames.push(now - last);
            last = now;
            if (isThere()) resolve({ time: now - start, frames });
            else requestAnimationFrame(look);
          };
          document.querySelector(button).click();
          requestAnimationFrame(look);
        });
      }),
    [button, element, says, saysNot],
  );
