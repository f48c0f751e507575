// SPDX-License-Identifier: AGPL-3.0-or-later
// Prints a paper from its page: <form data-print="paper"> posts into the frame of that name, the print dialog opens by
// itself where the browser allows, and the cursor waits in the field for the serial. Without this script, or in a browser
// that shows no papers in frames, the form opens the paper in a tab of its own.
// A link with data-print is a paper that may be printed again: it prints from a frame out of sight.
"use strict";
(() => {
  if (navigator.pdfViewerEnabled === false) {
    return;
  }
  for (const link of document.querySelectorAll("a[data-print]")) {
    link.querySelector(".visually-hidden")?.remove(); // it opens no tab now
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.className = "visually-hidden";
      frame.title = link.textContent;
      frame.tabIndex = -1;
      frame.addEventListener("load", () => {
        try {
          frame.contentWindow.focus();
          frame.contentWindow.print();
        } catch {
          window.open(link.href, link.target);
        }
        link.focus();
      });
      frame.src = link.href;
      document.body.append(frame);
    });
  }

  const form = document.querySelector("form[data-print]");
  if (!form) {
    return;
  }
  const frame = document.getElementById(form.dataset.print);
  const printed = document.getElementById("printed");
  const serial = document.getElementById("serial");
  let asked = false;

  form.target = frame.name;
  form.addEventListener("submit", (event) => {
    if (asked) {
      event.preventDefault(); // a sheet is served once
      return;
    }
    asked = true;
    printed.hidden = false; // a frame that is not shown prints nothing
    frame.addEventListener("load", shown);
  });

  // an empty Enter too many would leave the page, and the paper with it
  serial.form.addEventListener("submit", (event) => {
    if (asked && serial.value.trim() === "") {
      event.preventDefault();
    }
  });

  const shown = async () => {
    const kind = kindOf(frame);
    if (kind === "") {
      return; // the empty page that a frame begins with
    }
    if (kind !== "application/pdf" && (kind !== "hidden" || !(await served()))) {
      location.reload(); // a refusal: the page itself says which
      return;
    }
    form.hidden = true; // done: the way on is the hand-over
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
    } catch {
      // the viewer hides its window: its own button prints
    }
    serial.focus();
  };

  // A viewer may hide its document, and so does a page that must not be framed: the sign-in.
  const kindOf = (frame) => {
    try {
      const inside = frame.contentDocument;
      return inside.URL === "about:blank" ? "" : inside.contentType;
    } catch {
      return "hidden";
    }
  };

  const served = async () => {
    const page = await fetch(location.href, { cache: "no-store" });
    return page.ok && !page.redirected && !(await page.text()).includes('id="print"');
  };
})();
