// SPDX-License-Identifier: AGPL-3.0-or-later
// Pieces of a page that change by themselves: <div data-live="/address" data-every="2"> asks its address every so many
// seconds and shows the answer, for as long as the answer says data-again. With data-then="reload" the page itself is asked
// for at the end. Without this script the page has a link that does the same.
"use strict";
(() => {
  const SLOWEST = 30; // seconds, when nothing answers

  const watch = (place) => {
    const usual = Number(place.dataset.every) || 2;
    let pause = usual;
    const goesOn = () => place.querySelector("[data-again]") !== null;
    const later = () => setTimeout(look, pause * 1000);

    const look = async () => {
      if (document.hidden) {
        document.addEventListener("visibilitychange", look, { once: true });
        return;
      }
      try {
        const answer = await fetch(place.dataset.live, { credentials: "same-origin", cache: "no-store" });
        if (answer.redirected || !answer.ok) {
          throw new Error(String(answer.status));
        }
        const text = await answer.text();
        if (text.trim() !== place.innerHTML.trim()) {
          place.innerHTML = text;
        }
        pause = usual;
      } catch {
        pause = Math.min(pause * 2, SLOWEST);
      }
      if (goesOn()) {
        later();
      } else if (place.dataset.then === "reload") {
        location.reload();
      }
    };

    if (goesOn()) {
      later();
    }
  };

  document.querySelectorAll("[data-live]").forEach(watch);
})();
