// Only the preview adds this script to a page. It asks whether there is a newer page and shows it.
(() => {
  const seen = document.currentScript.dataset.seen;
  const later = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const visible = () => new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));

  const renew = () => {
    const address = new URL(location.href);
    if (!address.searchParams.has("last-good")) {
      location.reload();
      return;
    }
    // The last good page was asked for once; the newest page is at the address without that.
    address.searchParams.delete("last-good");
    location.replace(address);
  };

  const follow = async () => {
    for (;;) {
      // A browser opens only a few connections to one address, so a page that nobody sees does without.
      if (document.hidden) await visible();
      try {
        const answer = await fetch(`/.fingerpost/reload?seen=${seen}`, { cache: "no-store" });
        if (answer.ok && (await answer.text()) !== seen) return renew();
        if (!answer.ok) await later(1);
      } catch {
        // The preview has stopped. It may start again.
        await later(1);
      }
    }
  };

  follow();
})();
