// Theme and language, before anything is painted, so that neither flashes. Storage may throw in a frame.

const LANGUAGES = ["en", "pt-BR", "es"];

function read(key) {
  try {
    return localStorage.getItem(`instance-panel.${key}`);
  } catch {
    return null;
  }
}

/** What the address asks for; it means the panel only with `embed`. */
function asked(name) {
  const query = new URLSearchParams(location.search);
  return query.has("embed") ? query.get(name) : null;
}

const fit = (tag) => LANGUAGES.find((known) => known === tag || known.slice(0, 2) === tag.slice(0, 2));
const chosen = [asked("lang"), read("language")].find((tag) => LANGUAGES.includes(tag));
const theme = asked("theme") ?? read("theme");

export const language = chosen ?? navigator.languages.map(fit).find(Boolean) ?? "en";

document.documentElement.lang = language;
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
