// Theme and language, before anything is painted, so that neither flashes. Storage may throw in a frame.

const LANGUAGES = ["en", "pt-BR", "es"];

function read(key) {
  try {
    return localStorage.getItem(`instance-panel.${key}`);
  } catch {
    return null;
  }
}

const fit = (tag) => LANGUAGES.find((known) => known === tag || known.slice(0, 2) === tag.slice(0, 2));
const kept = read("language");
const theme = read("theme");

export const language = LANGUAGES.includes(kept) ? kept : navigator.languages.map(fit).find(Boolean) || "en";

document.documentElement.lang = language;
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
