// What the styles cannot do without. Where it is missing, last_resort.mjs shows its message.

if (!CSS.supports("color", "light-dark(red,red)") || !CSS.supports("selector(:has(a))")) {
  throw new Error("This browser is too old for the panel.");
}
