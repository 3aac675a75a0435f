// Time that a test lets pass, on a page whose clock it has taken over.

const MINUTE = 60_000;

/** Nobody is there for so many minutes. The clock jumps from minute to minute: a timer runs once in each at most. */
export async function passMinutes(page, minutes) {
  for (let passed = 0; passed < minutes; passed += 1) await page.clock.fastForward(MINUTE);
}
