// What pages need beyond their HTML. Nothing here decides anything; every page reads without it.
(function () {
  var KEY = "lockspire-admin-theme";
  var root = document.documentElement;

  function theme() {
    var choice = document.querySelector("[data-ls-theme-choice]");
    if (!choice) {
      return;
    }
    choice.value = root.getAttribute("data-ls-theme") || "system";
    choice.addEventListener("change", function () {
      if (choice.value === "system") {
        root.removeAttribute("data-ls-theme");
      } else {
        root.setAttribute("data-ls-theme", choice.value);
      }
      try {
        localStorage.setItem(KEY, choice.value);
      } catch (e) {
        // Storage is refused: it holds until the next page.
      }
    });
  }

  function menu() {
    var button = document.querySelector("[data-ls-menu]");
    if (!button) {
      return;
    }
    button.addEventListener("click", function () {
      var open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
    });
  }

  // Empty fields make long addresses, and addresses are shared.
  function filters() {
    document.addEventListener("submit", function (event) {
      if (event.target.matches("[data-ls-filters]")) {
        event.target.querySelectorAll("input, select").forEach(function (field) {
          field.disabled = field.value === "";
        });
      }
    });
    window.addEventListener("pageshow", function () {
      document.querySelectorAll("[data-ls-filters] :disabled").forEach(function (field) {
        field.disabled = false;
      });
    });
  }

  function copying() {
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-ls-copy]");
      if (!button) {
        return;
      }
      var field = document.getElementById(button.getAttribute("data-ls-copy"));
      if (field.select) {
        field.focus();
        field.select();
      } else {
        getSelection().selectAllChildren(field);
      }
      var done = function () {
        button.textContent = button.getAttribute("data-ls-copied");
      };
      if (navigator.clipboard) {
        navigator.clipboard.writeText(field.select ? field.value : field.textContent).then(done, function () {});
      } else if (document.execCommand("copy")) {
        done();
      }
    });
  }

  // What went wrong, and what must be copied, is where the person goes on reading.
  function focus() {
    var wanted = document.querySelector("[data-ls-focus]");
    if (wanted && !wanted.hasAttribute("data-ls-focused")) {
      wanted.setAttribute("data-ls-focused", "");
      wanted.focus();
    }
  }

  // A problem's link leads to its field, whatever surrounds that.
  function problems() {
    document.addEventListener("click", function (event) {
      var link = event.target.closest(".ls-errors a");
      var place = link && document.getElementById(link.getAttribute("href").slice(1));
      if (place) {
        event.preventDefault();
        (place.matches("input, select, textarea") ? place : place.querySelector("input, select, textarea") || place).focus();
      }
    });
  }

  // A button's answer that never came, or was none: said calmly, above all else.
  function failures() {
    var $ = window.jQuery;
    var place = document.querySelector("[data-ls-failed]");
    if (!$ || !place) {
      return;
    }
    // PrimeFaces gives a button back with an answer only.
    function release() {
      document.querySelectorAll(".ui-state-loading").forEach(function (button) {
        var widget = PrimeFaces.getWidgetById(button.id);
        if (widget) {
          widget.enable();
        }
        button.classList.remove("ui-state-loading");
        button.querySelectorAll(".ui-icon-loading").forEach(function (icon) {
          icon.remove();
        });
      });
    }
    function tell(why) {
      release();
      place.querySelectorAll("[data-ls-failed-why]").forEach(function (words) {
        words.hidden = words.getAttribute("data-ls-failed-why") !== why;
      });
      place.hidden = false;
      place.focus();
    }
    $(document).on("pfAjaxError", function (event, request) {
      // A page to sign in on, in place of an answer, comes with 200.
      var ended = [200, 401, 403].indexOf(request.status) >= 0;
      tell(request.status === 0 ? "silent" : ended ? "ended" : "failed");
    });
    $(document).on("pfAjaxSuccess", function (event, request) {
      var failed = request.responseXML && request.responseXML.querySelector("partial-response > error");
      place.hidden = !failed;
      if (failed) {
        tell("failed");
      }
    });
  }

  theme();
  failures();
  problems();
  menu();
  filters();
  copying();
  focus();
  new MutationObserver(focus).observe(document.getElementById("content") || document.body, {
    childList: true,
    subtree: true,
  });
})();
