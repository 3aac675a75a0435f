// What a page asks for and has no answer to yet: a test that says "nothing was sent" waits for that first, so that it
// judges all that a press has brought about and not how quick it was.

import { expect } from "@playwright/test";

/** The frame of a request; the first one of a new tab comes before its frame. */
function frameOf(request) {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

export class CallsUnderWay {
  /** Watches the pages of a context: their calls, and the files of the panel that may lead to one. */
  constructor(context) {
    this.begun = 0;
    /** Each with its frame */
    this.calls = new Map();
    context.on("request", (request) => {
      this.begun += 1;
      this.calls.set(request, frameOf(request));
    });
    // The calls of a page that is left end with it, and nothing tells so. Until the next one is there, it may still
    // begin some.
    const leaving = new Set();
    context.on("response", (response) => {
      if (!response.request().isNavigationRequest()) return;
      const frame = frameOf(response.request());
      this.forget(frame);
      leaving.add(frame);
    });
    const watch = (page) =>
      page.on("framenavigated", (frame) => {
        // A change of the hash leaves nothing.
        if (leaving.delete(frame)) this.forget(frame);
      });
    context.pages().forEach(watch);
    context.on("page", watch);
    for (const end of ["requestfinished", "requestfailed"]) context.on(end, (request) => this.calls.delete(request));
  }

  forget(frame) {
    for (const [call, own] of this.calls) if (own === frame) this.calls.delete(call);
  }

  /** Waits until nothing is under way, and nothing followed from it either. */
  async settled(page) {
    const underWay = () => [...this.calls.keys()].map((call) => `${call.method()} ${call.url()}`);
    let seen;
    do {
      seen = this.begun;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      await expect.poll(underWay, "calls under way").toEqual([]);
    } while (this.begun !== seen);
  }
}
