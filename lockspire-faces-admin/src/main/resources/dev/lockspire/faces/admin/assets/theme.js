// Runs before the page is drawn, so that no light page flashes in a dark room.
(function () {
  var root = document.documentElement;
  root.setAttribute("data-ls-script", "");
  try {
    var choice = localStorage.getItem("lockspire-admin-theme");
    if (choice === "light" || choice === "dark") {
      root.setAttribute("data-ls-theme", choice);
    }
  } catch (e) {
    // Storage is refused: the system's theme it is.
  }
})();
