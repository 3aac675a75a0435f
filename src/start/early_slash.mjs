// `/` opens the search for a field, which loads after the form. Pressed before that, it is kept as a class
// of the page, and the search takes it up when it is there.

addEventListener("keydown", (event) => {
  const isWaited = document.querySelector(".find-place:empty");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || !isWaited || event.target.matches("input:not([type=radio],[type=checkbox]),textarea,select")) return;
  event.preventDefault();
  document.documentElement.classList.add("slash");
});
