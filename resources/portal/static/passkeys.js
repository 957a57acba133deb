// SPDX-License-Identifier: GPL-3.0-or-later
// Brings the browser's passkey into an ordinary form. Without this file, or without passkeys, its button stays hidden.
"use strict";

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const descriptors = (list) => (list || []).map((known) => ({ ...known, id: decode(known.id) }));

async function create(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: descriptors(options.excludeCredentials),
    },
  });
  return plain(made, { attestationObject: encode(made.response.attestationObject) });
}

async function get(options) {
  const given = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      allowCredentials: descriptors(options.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = given.response;
  return plain(given, {
    authenticatorData: encode(authenticatorData),
    signature: encode(signature),
    userHandle: userHandle ? encode(userHandle) : null,
  });
}

function plain(credential, response) {
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: encode(credential.response.clientDataJSON), ...response },
  };
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) {
    for (const line of document.querySelectorAll("[data-no-passkeys]")) line.hidden = false;
    continue;
  }
  form.hidden = false;
  const failed = form.querySelector("[data-failed]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      // All other fields of the form are known to the server already.
      const asked = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (!asked.ok) {
        // The session ended or the page is out of date: the server says which.
        location.reload();
        return;
      }
      const ceremony = form.dataset.passkey === "create" ? create : get;
      form.elements.credential.value = JSON.stringify(await ceremony(await asked.json()));
      form.submit();
    } catch {
      failed.hidden = false;
      delete form.dataset.sent;
    }
  });
}
