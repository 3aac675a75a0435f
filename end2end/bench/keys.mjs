/** Presses keys one after another. From each key to the frame that follows, in milliseconds. */
export async function timeKeys(page, keys) {
  await page.evaluate(() => {
    window.times = [];
    document.addEventListener(
      "keydown",
      (event) => {
        // The time of the key itself, before any work of ours.
        const start = event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - start)));
      },
      true,
    );
  });
  for (const [count, key] of keys.entries()) {
    await page.keyboard.press(key);
    await page.waitForFunction((count) => window.times.length > count, count);
  }
  return page.evaluate(() => window.times);
}
