/*
 * A list of offers that a reader keeps on the device. In: the page of an offer, whose text message says what is to be kept,
 * or the page of the list, with its words; and the words for both, as `fpWords`, which the build puts in front (see
 * src/outputs/pages/list.rs). Out: a button, or the list. Nothing is kept until the button is pressed, and nothing is ever sent.
 *
 * The list is one item of the browser's storage: an array of [address from the site's root, name, text].
 * Syntax is that of ECMAScript 5, so that old phones can read it.
 */
(function () {
  var words = fpWords;
  var line = '\n';
  var home = document.currentScript.src.replace(/scripts\/[^\/]*$/, '');
  var key = 'my-list ' + home;
  var says = document.getElementById('list-says');
  var button = document.getElementById('keep');
  var box = document.getElementById('list');

  /** The list; nothing where the browser keeps none. */
  function read() {
    try {
      var list = JSON.parse(localStorage.getItem(key) || '[]');
      return Array.isArray(list) ? list.filter(isItem) : [];
    } catch (error) {
      return error instanceof SyntaxError ? [] : null;
    }
  }

  function isItem(item) {
    return Array.isArray(item) && item.length == 3 && item.join('').length > 2;
  }

  /** Keeps the list, or takes it away where it is empty. Says whether that worked. */
  function write(list) {
    try {
      if (list.length) localStorage.setItem(key, JSON.stringify(list));
      else localStorage.removeItem(key);
      return true;
    } catch (error) {
      return false;
    }
  }

  function say(text) {
    says.textContent = text;
  }

  /** A word of the page of the list. */
  function word(name) {
    return box.getAttribute('data-' + name);
  }

  function put(parent, name, text, kind) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    parent.appendChild(document.createTextNode(' '));
    return parent.appendChild(element);
  }

  function press(parent, text, action) {
    var element = put(parent, 'button', text);
    element.type = 'button';
    element.onclick = action;
  }

  function link(parent, text, href) {
    put(parent, 'a', text).href = href;
  }

  function others(list, address) {
    return list.filter(function (item) {
      return item[0] != address;
    });
  }

  // ---- The page of an offer ----------------------------------------------------------------------------------------

  function offer() {
    var address = location.href.replace(/[?#].*/, '').slice(home.length);
    var text = decodeURIComponent(document.getElementById('text').href.split('body=')[1]);
    var item = [address, document.querySelector('h1').textContent, text];

    function isKept() {
      return (read() || []).some(function (one) {
        return one[0] == address;
      });
    }

    function label() {
      button.textContent = isKept() ? words.drop : words.keep;
    }

    button.onclick = function () {
      var drop = isKept();
      var rest = others(read() || [], address);
      say(write(drop ? rest : rest.concat([item])) ? (drop ? words.dropped : words.kept) : words.failed);
      label();
    };
    // What is kept says what the page says now.
    if (isKept()) {
      write(
        read().map(function (one) {
          return one[0] == address ? item : one;
        })
      );
    }
    label();
    button.parentNode.parentNode.style.visibility = 'visible';
  }

  // ---- The page of the list ----------------------------------------------------------------------------------------

  function show() {
    var list = read();
    box.textContent = '';
    box.className = '';
    if (!list) return say(words.failed);
    if (!list.length) return put(box, 'p', word('empty'));
    var whole = list
      .map(function (item) {
        return item[2];
      })
      .join(line + line);
    var cards = put(box, 'ul', '', 'cards');
    list.forEach(function (item) {
      showOne(put(cards, 'li', '', 'card'), item);
    });
    var ways = put(box, 'p', '', 'ways');
    press(ways, word('print'), function () {
      print();
    });
    press(ways, word('copy'), function () {
      copy(whole);
    });
    press(ways, word('forget'), function () {
      done(write([]), word('forgotten'));
    });
    ways = put(box, 'p', '', 'ways');
    if (list.length > 1) link(ways, word('whole'), 'sms:?&body=' + encodeURIComponent(whole));
    link(ways, word('email'), 'mailto:?subject=' + encodeURIComponent(document.querySelector('h1').textContent) + '&body=' + encodeURIComponent(whole).replace(/%0A/g, '%0D%0A'));
  }

  function showOne(card, item) {
    var lines = item[2].split(line).slice(1);
    link(put(card, 'h2'), item[1], home + item[0]);
    lines.forEach(function (said) {
      var part = put(card, 'p');
      if (/^\+?[\d ]{3,}$/.test(said)) {
        part = put(part, 'a', said, 'tel');
        part.href = 'tel:' + said.replace(/ /g, '');
      } else part.textContent = said;
    });
    var ways = put(card, 'p', '', 'ways');
    link(ways, word('text'), 'sms:?&body=' + encodeURIComponent(item[2]));
    press(ways, words.drop, function () {
      done(write(others(read() || [], item[0])), words.dropped);
    });
  }

  /** What was pressed is gone, so that the focus goes to what is said of it. */
  function done(isDone, text) {
    show();
    say(isDone ? text : words.failed);
    says.focus();
  }

  function copy(text) {
    var field = put(box, 'textarea');
    field.value = text;
    field.select();
    var isCopied = false;
    try {
      isCopied = document.execCommand('copy');
    } catch (error) {}
    box.removeChild(field);
    done(isCopied, word('copied'));
  }

  if (button) offer();
  if (box) show();
})();
