// SPDX-License-Identifier: GPL-3.0-or-later
// Small comforts. Every page works the same without this file.
"use strict";

// Show and hide passwords without asking the server.
for (const button of document.querySelectorAll("button[data-show]")) {
  const fields = [...button.form.querySelectorAll("#password, #again")];
  const say = () => {
    button.textContent = fields[0].type === "text" ? button.dataset.hide : button.dataset.show;
  };
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const kind = fields[0].type === "text" ? "password" : "text";
    for (const field of fields) field.type = kind;
    say();
  });
  button.form.addEventListener("submit", () => {
    for (const field of fields) field.type = "password";
  });
  say();
}

// Count characters (code points, as the server does) while a new password is typed.
for (const field of document.querySelectorAll("input[data-minimum]")) {
  const line = document.getElementById(`${field.id}-count`);
  const minimum = Number(field.dataset.minimum);
  field.addEventListener("input", () => {
    const count = [...field.value].length;
    if (count === 0) line.textContent = "";
    else if (count >= minimum) line.textContent = line.dataset.enough;
    else line.textContent = line.dataset.short.replace("{count}", String(count));
  });
}

// A second tap on a slow network sends nothing twice.
for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// When the session has ended, what is left on the screen goes too: the server then says why.
const leaveAfter = Number(document.body.dataset.leaveAfter || 0) * 1000;
if (leaveAfter) {
  const warning = document.querySelector("[data-leaving]");
  const warnAfter = Math.max(leaveAfter - 60000, leaveAfter / 2);
  let seenAt = Date.now();
  const leave = () => location.replace(document.body.dataset.leaveFor);
  const look = () => {
    const idle = Date.now() - seenAt;
    warning.hidden = idle < warnAfter;
    if (idle > leaveAfter) leave();
  };
  warning.querySelector("button").addEventListener("click", async () => {
    // Asking for any page tells the server that somebody is here; what is typed on this one stays.
    const answer = await fetch(document.body.dataset.leaveFor, { method: "HEAD" }).catch(() => null);
    if (!answer || answer.redirected) leave();
    seenAt = Date.now();
    look();
  });
  setInterval(look, 5000);
  // A phone that slept runs no timers.
  addEventListener("visibilitychange", look);
}
