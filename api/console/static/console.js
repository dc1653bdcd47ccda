// What pages gain from a script; each of them works without. ES2019, no modules.
(function () {
  "use strict";

  var all = function (selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  };

  document.documentElement.classList.add("scripted");

  // Print this page.
  all("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });

  // Copy the text that a button names, as for a group chat.
  all("[data-copy]").forEach(function (button) {
    button.addEventListener("click", function () {
      var source = document.getElementById(button.dataset.copy);
      var range = document.createRange();
      range.selectNodeContents(source);
      var chosen = window.getSelection();
      chosen.removeAllRanges();
      chosen.addRange(range);
      document.execCommand("copy"); // the newer way needs TLS, which a machine in an office may not have
      button.textContent = button.dataset.copied || button.textContent;
    });
  });

  // Open or close every branch of a tree.
  all("[data-open]").forEach(function (button) {
    button.addEventListener("click", function () {
      var open = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(open));
      all("details", document.getElementById(button.dataset.open)).forEach(function (one) { one.open = open; });
    });
  });

  // Show only the rows of a long table in which a text stands.
  all("input[data-filter]").forEach(function (field) {
    var rows = all("tbody tr", document.getElementById(field.dataset.filter));
    field.addEventListener("input", function () {
      var wanted = field.value.trim().toLowerCase();
      rows.forEach(function (row) {
        row.hidden = wanted !== "" && row.textContent.toLowerCase().indexOf(wanted) < 0;
      });
    });
  });

  // The day and place above and the fields below are forms of their own: what was filled in beside the one that is
  // sent goes with it.
  var changed = function (field) {
    if (field.type === "checkbox" || field.type === "radio") { return field.checked !== field.defaultChecked; }
    if (field.options) {
      var first = Math.max(all("option", field).findIndex(function (one) { return one.defaultSelected; }), 0);
      return field.selectedIndex !== first;
    }
    return field.type !== "hidden" && field.value !== field.defaultValue;
  };
  var beside = all("form[data-beside]");
  beside.forEach(function (form) {
    form.addEventListener("formdata", function (event) {
      beside.forEach(function (other) {
        var fields = other === form ? [] : all("[name]", other);
        fields.filter(changed).forEach(function (one) { event.formData.delete(one.name); });
        fields.forEach(function (field) {
          var left_out = /^(checkbox|radio)$/.test(field.type) && !field.checked;
          var filled = fields.some(function (one) { return one.name === field.name && changed(one); });
          if (filled && !left_out) { event.formData.append(field.name, field.value); }
        });
      });
    });
  });

  // A form is sent once, however often its button is pressed.
  all("form[method='post']").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      window.setTimeout(function () { delete form.dataset.sent; }, 5000);
    });
  });

  // Look again while something is at work.
  var waiting = document.querySelector("[data-again]");
  if (waiting) { window.setTimeout(function () { window.location.reload(); }, Number(waiting.dataset.again) * 1000); }
})();
