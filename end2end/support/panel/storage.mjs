// What the browser keeps for the panel.

/** Both storages of a page or frame as text, or the name of the error that their access throws. */
export const stored = (page) =>
  page.evaluate(() => {
    try {
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
    } catch (error) {
      return error.name;
    }
  });

export const storages = (page) =>
  page.evaluate(() => ({ local: JSON.stringify({ ...localStorage }), session: JSON.stringify({ ...sessionStorage }) }));

/** The names under which the panel keeps something. */
export const storedNames = (page) =>
  page.evaluate(() =>
    [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage)).filter((name) => name.startsWith("instance-panel")),
  );
