// Keeps the dates of a page true while the page grows old. Without it they are true as well: they are whole dates.
// In: `data-session` and `data-until`, the minute after which a part of the page is over; `data-open`, the sessions of
// somewhere ("minutes from the start of the last day to that of this one, from there to the opening, how long, which
// words", with commas between); `data-say`, its words ("open now|open later" for each); `data-end`, the minute when the
// page is out of dates, with the words for it in `data-over`. Minutes are counted from 1970 in UTC, so that no time zone
// is needed here. Written in ECMAScript 5: phones are old.
(function () {
  function each(name, visit) {
    var found = document.querySelectorAll('[data-' + name + ']');
    for (var i = 0; i < found.length; i++) visit(found[i], found[i].getAttribute('data-' + name));
  }

  function refresh() {
    var now = Date.now() / 6e4;

    function takeAway(element, end) {
      if (now >= end) element.parentNode.removeChild(element);
    }

    each('session', takeAway);
    each('until', takeAway);

    // The next dates move up: four are shown.
    var lists = document.querySelectorAll('.dates');
    for (var i = 0; i < lists.length; i++) {
      for (var j = 0; j < 4 && lists[i].children[j]; j++) lists[i].children[j].hidden = false;
    }

    each('open', function (element, sessions) {
      var words = element.getAttribute('data-say').split('|');
      var day = 0;
      var says = '';
      sessions.split(',').forEach(function (session) {
        var parts = session.split(' ');
        day += +parts[0];
        var opens = day + +parts[1];
        if (now >= opens && now < opens + +parts[2]) says = words[2 * parts[3]];
        else if (!says && now >= day && now < opens) says = words[2 * parts[3] + 1];
      });
      element.textContent = says;
      element.hidden = !says;
    });

    each('end', function (element, end) {
      var main = document.querySelector('main');
      if (now < end || element === main.firstChild) return;
      element.textContent = element.getAttribute('data-over');
      element.className = 'notice';
      main.insertBefore(element, main.firstChild);
    });
  }

  refresh();
  setInterval(refresh, 6e4);
})();
