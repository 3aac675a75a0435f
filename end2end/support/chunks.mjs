// The files of the chunks that come after the form.

/** The files of a chunk: code, texts, styles. */
export const files = (chunk) => ({
  code: new RegExp(`/${chunk}-[0-9a-f]+\\.wasm$`),
  texts: new RegExp(`/${chunk}-[\\w-]+\\.json$`),
  styles: new RegExp(`/${chunk}-[0-9a-f]+\\.css$`),
});

/** Talks to servers: creations, look-ups, checks. */
export const OPERATE = files("operate");

/** What browser and link script say of a file that cannot be had: an error that a test allows which aborts one. */
export const FILE_ERRORS = /ERR_FAILED|Failed to fetch/;
