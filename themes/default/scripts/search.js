/*
 * Search in the browser. In: what the build puts in front (numbers as `fp`, and the shards of a small site as `held`; see
 * src/outputs/search/browser/mod.rs), shards beside this file, and the words of search.html. Out: results on that page.
 * Nothing is sent anywhere: what is typed only decides which files are fetched.
 *
 * It gives the same entries, scores and order as `fingerpost search`. The build has done the arithmetic (impacts); here
 * whole numbers are added. Each step below has its twin in src/outputs/search/{letters,query}.rs, and a test
 * holds the two together. Syntax is that of ECMAScript 5, so that old phones can read it.
 */
(function () {
  var root = fp;
  var base = document.currentScript.src.replace(/[^\/]*$/, '');
  var PAGE = 10;

  // ---- Files -------------------------------------------------------------------------------------------------------

  var texts = held;
  var tables = {};
  var waiting = {};
  var missing = [];

  fp = function (name, text) {
    texts[name] = text;
  };

  /** Fetches shards, all at once, then says whether all came. */
  function load(names, done) {
    var left = names.length;
    var isWhole = true;
    function settle(came) {
      isWhole = isWhole && came;
      if (!--left) done(isWhole);
    }
    if (!left) done(true);
    names.forEach(function (name) {
      if (waiting[name]) return waiting[name].push(settle);
      if (name in texts) return settle(true);
      var script = document.createElement('script');
      waiting[name] = [settle];
      script.onload = script.onerror = function () {
        var all = waiting[name];
        delete waiting[name];
        script.parentNode.removeChild(script);
        all.forEach(function (one) {
          one(name in texts);
        });
      };
      script.src = base + name + '.js';
      document.head.appendChild(script);
    });
  }

  /** A shard as the table that `read` makes of its text; undefined until it is there, and then it is noted as missing. */
  function table(name, read) {
    if (!(name in texts)) {
      if (missing.indexOf(name) < 0) missing.push(name);
      return undefined;
    }
    return tables[name] || (tables[name] = read(texts[name], name));
  }

  // ---- Numbers, lists and keys (see encode.rs) ---------------------------------------------------------------------

  function value(text, at) {
    var code = text.charCodeAt(at) - 35;
    return code > 57 ? code - 1 : code;
  }

  /** Calls `take` with each entry of a list and, where `weighted`, its impact: those stand at the end, the last one first. */
  function each(text, weighted, take) {
    var at = 0;
    var end = text.length;
    var entry = -1;
    while (at < end) {
      var unit = 1;
      var symbol;
      while ((symbol = value(text, at++)) > 63) {
        entry += (symbol - 64) * unit;
        unit *= 27;
      }
      entry += symbol * unit + 1;
      take(entry, weighted && value(text, --end) + 1);
    }
  }

  function number(text) {
    var found;
    each(text, 0, function (entry) {
      found = entry;
    });
    return found;
  }

  /** The shard of a key: a number made of the first letters of a word, of all of a filter. */
  function place(key) {
    var found = 0;
    for (var at = 0; at < (key[0] == '@' ? key.length : Math.min(4, key.length)); at++) found = (found * 33 + key.charCodeAt(at)) % 65521;
    return found % root.t;
  }

  /** A shard of the dictionary: lists by word. All words of a stem share a list, which knows them. */
  function readDictionary(text, name) {
    var lists = [];
    var found = Object.create(null);
    var before = '';
    text.split(' ').forEach(function (item) {
      var parts = /^(.)([^!&%]*)(.)(.*)/.exec(item);
      var list;
      if (!parts) return;
      before = before.slice(0, value(parts[1], 0)) + parts[2];
      if (parts[3] == '&') {
        list = lists[number(parts[4])];
      } else {
        list = { id: name + '/' + lists.length, text: parts[4], words: [] };
        if (parts[3] == '%') {
          // The list stands in other shards too: its number says that it is one.
          var end = 0;
          while (value(list.text, end++) > 63);
          list.id = number(list.text.slice(0, end));
          list.text = list.text.slice(end);
        }
        lists.push(list);
      }
      list.words.push(before);
      found[before] = list;
    });
    return found;
  }

  /** The list of a word or filter; null if there is none, undefined if its shard is missing. */
  function find(key) {
    var shard = table('t' + place(key), readDictionary);
    return shard && (shard[key] || null);
  }

  /** The shard with the words that begin with a letter. */
  function wordsOf(letter) {
    var at = root.w.length;
    while (--at > 0 && root.w[at] > letter);
    return 'w' + at;
  }

  /** What is known of words that no entry holds and of letters that English lacks (spelling.js): few searches have any, so it is fetched for the first. */
  function spelling() {
    return table('s', function (make) {
      return make(root, find, table, value, wordsOf);
    });
  }

  // ---- Words (see letters.rs and analysis.rs) ----------------------------------------------------------------------

  var IN_WORD = '\\p{Alphabetic}\\p{N}';
  var wordPattern, numberPattern;
  try {
    wordPattern = new RegExp('[' + IN_WORD + '](?:[\\x27’ʼ](?=[' + IN_WORD + '])|[' + IN_WORD + '\\p{Mn}\\p{Mc}\\xad\\u200c\\u200d\\u2060])*', 'gu');
    numberPattern = new RegExp('\\p{N}', 'u');
  } catch (old) {
    wordPattern = /[^\s!-\/:-@\[-\x60{-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\u2000-\u206f\u3000-\u303f]+/g;
    numberPattern = /\d/;
  }

  /** A word in small letters, without what makes no difference. Letters that English lacks are for spelling.js. */
  function spell(word) {
    word = word.toLowerCase().replace(/['’ʼ]([dms]|ll|[rv]e)$/, '').replace(/['’ʼ]/g, '');
    var speller = /[^ -~]/.test(word) && spelling();
    return speller ? speller.plain(word) : word;
  }

  var stop = ' ' + root.s + ' ';

  /** The words of a query, up to the last of the first 32 different ones. */
  function split(text) {
    var words = [];
    var different = 0;
    var had = Object.create(null);
    (text.slice(0, 1000).match(wordPattern) || []).some(function (typed) {
      var word = spell(typed);
      if (!word || word.length > 40) return;
      var isStop = stop.indexOf(' ' + word + ' ') >= 0;
      if (!isStop && !had[word]) {
        if (different++ > 31) return true;
        had[word] = 1;
      }
      words.push({ typed: typed, word: word, stop: isStop });
    });
    return words;
  }

  // ---- Queries (see query.rs) --------------------------------------------------------------------------------------

  /**
   * What a query finds, as far as the shards at hand say; what is missing is noted, and the answer is whole when nothing
   * is. `query`: { text, filters: [[name, value]…], exact, from }.
   */
  function answer(query) {
    var words = split(query.text);
    var lists = [];
    var shown = [];
    var isGuess = false;
    var hasWords = false;
    missing = [];

    function add(list) {
      if (list) lists.push(list);
      return list;
    }
    for (var at = 0; at < words.length; at++) {
      var word = words[at].word;
      var next = words[at + 1];
      shown.push(words[at].typed);
      if (words[at].stop) continue;
      hasWords = true;
      var list = find(word);
      var following = !next || next.stop || find(next.word);
      if (list === undefined || following === undefined) {
        add(list);
        continue;
      }
      if (!query.exact && !(list && following) && following !== true) {
        var joined = find(word + next.word);
        if (joined === undefined) continue;
        if (joined && joined.text) {
          add(joined);
          shown[shown.length - 1] = word + next.word;
          isGuess = true;
          at++;
          continue;
        }
      }
      if (add(list)) continue;
      var outward = /^([a-z]{1,2}\d[\da-z]?)\d[a-z]{2}$/.exec(word);
      if (outward && add(find(outward[1]))) continue;
      if (numberPattern.test(word) || word.length < 3) continue;
      var speller = spelling();
      if (!speller) {
        // The words will be wanted as well: asked for now, they take no round of their own.
        if (!query.exact) [0, 1].map(function (at) {
          table(wordsOf(word[at]));
        });
        continue;
      }
      list = speller.form(word);
      var begun = next || query.exact ? [] : speller.longer(word);
      if (list === undefined || !begun) continue;
      var meant = (list || begun[0] || query.exact ? begun : speller.guess(word)) || [];
      var others = meant.map(find).filter(function (other) {
        return other && !(list && other.id == list.id);
      });
      add(list);
      others.forEach(add);
      if (others[0]) {
        shown[shown.length - 1] = begun[list ? 0 : 1] ? word + '…' : meant.join(' ');
        isGuess = true;
      }
    }

    var chosen;
    var names = {};
    query.filters.forEach(function (filter) {
      (names[filter[0]] = names[filter[0]] || []).push(filter);
    });
    for (var name in names) {
      var passed = {};
      names[name].forEach(function (filter) {
        var set = find('@' + filter.join('='));
        if (set) {
          each(set.text, 0, function (entry) {
            if (!chosen || chosen[entry]) passed[entry] = 1;
          });
        }
      });
      chosen = passed;
    }

    var scores = {};
    var had = {};
    if (hasWords || !chosen) {
      lists.forEach(function (list) {
        if (had[list.id]) return;
        had[list.id] = 1;
        each(list.text, 1, function (entry, impact) {
          if (!chosen || chosen[entry]) scores[entry] = (scores[entry] || 0) + impact;
        });
      });
    } else {
      for (var entry in chosen) scores[entry] = 0;
    }
    var ranked = missing.length ? [] : Object.keys(scores).sort(function (a, b) {
      return (a >= root.f) - (b >= root.f) || scores[b] - scores[a] || a - b;
    });
    return {
      found: ranked.length,
      corrected: isGuess && shown.join(' '),
      lists: lists,
      hits: ranked.slice(query.from, query.from + PAGE).map(function (entry) {
        return { entry: +entry, score: scores[entry], shard: 'd' + Math.floor(entry / root.r) };
      })
    };
  }

  var FOLDERS = { o: 'offers/', g: 'guides/', p: 'places/', r: 'organisations/', t: '' };

  /** What a result shows, once its shard is there. */
  function record(hit) {
    var at = (hit.entry % root.r) * 7;
    var fields = texts[hit.shard].split('\t').slice(at, at + 7);
    fields[1] = FOLDERS[fields[0][0]] + (fields[1] || fields[2].toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')) + '.html';
    return fields;
  }

  /** Answers a query when all words that it takes are there, records or not; `done` gets nothing if one cannot be had. */
  function ask(query, done) {
    var found = answer(query);
    if (!missing.length) return done(found);
    load(missing, function (came) {
      if (came) ask(query, done);
      else done();
    });
  }

  /** Fetches what the words of a query will take; for one that may still go on, its shard, which four letters are enough to know. */
  function warm(text) {
    missing = [];
    var half = /\S*$/.exec(text)[0];
    split(text.slice(0, text.length - half.length)).forEach(function (word) {
      if (!word.stop && find(word.word) === null) spelling();
    });
    split(half).forEach(function (word) {
      if (word.word.length > 3 && !word.stop) find(word.word);
    });
    load(missing, function () {});
  }

  // For whoever asks without a page.
  fp.ask = ask;
  fp.load = load;
  fp.record = record;

  // ---- The page ----------------------------------------------------------------------------------------------------

  var box = document.getElementById('search');
  if (!box) return;
  var field = box.q;
  var status = document.getElementById('status');
  var answers = document.getElementById('answers');
  var panel = document.getElementById('filters');
  var title = document.title;
  var turn = 0;
  var state, shown, late;

  /** A sentence of the theme with its gaps filled. */
  function say(key, gaps) {
    return (status.getAttribute('data-' + key) || '').replace(/{(\w+)}/g, function (all, name) {
      return gaps[name];
    });
  }

  function put(parent, tag, text, look) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (look) element.className = look;
    return parent.appendChild(element);
  }

  /** Text with the words marked that were looked for. */
  function putMarked(parent, text, words) {
    var last = 0;
    text.replace(wordPattern, function (word, at) {
      if (!words[spell(word)]) return;
      put(parent, 'span', text.slice(last, at));
      put(parent, 'mark', word);
      last = at + word.length;
    });
    put(parent, 'span', text.slice(last));
  }

  /** A link to another search. It is like any other link: it can be copied, or opened elsewhere. */
  function link(parent, text, address) {
    var element = put(parent, 'a', text);
    element.href = address;
    element.onclick = function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(address);
    };
  }

  function addressOf(text, filters, exact, from) {
    var pairs = [['q', text]].concat(filters);
    if (exact) pairs.push(['exact', 1]);
    if (from) pairs.push(['from', from]);
    return '?' + pairs.map(function (pair) {
      return pair.map(encodeURIComponent).join('=');
    }).join('&');
  }

  function go(address) {
    if (address != location.search) history.pushState(null, '', address);
    show();
  }

  /** Where the page begins on which an answer stands. */
  function start(answer) {
    return answer - (answer % PAGE);
  }

  /** The state as the address says it. Other sites add names of their own to addresses: those mean nothing here. */
  function read() {
    shown = location.search;
    state = { text: '', filters: [], from: 0 };
    shown.slice(1).split('&').forEach(function (pair) {
      var parts = pair.replace(/\+/g, ' ').split('=');
      var name = parts.shift();
      var value = parts.join('=');
      try {
        value = decodeURIComponent(value);
      } catch (broken) {
        // Somebody wrote it by hand: it is taken as it stands.
      }
      // Marks that turn the direction of writing would turn the sentence around them too.
      if (name == 'q') state.text = value.replace(/[\u202a-\u202e\u2066-\u2069]/g, ' ').trim();
      else if (name == 'from') state.from = (value > 0 && start(value)) || 0;
      else if (name == 'exact') state.exact = 1;
      else if (value && /^(access|area|cost|day|delivery|language|time|topic)$/.test(name)) state.filters.push([name, value]);
    });
  }

  function show() {
    var mine = ++turn;
    read();
    // What was typed before this script came is not lost.
    field.value = (mine < 2 && field.value) || state.text;
    tick();
    panel.hidden = false;
    document.title = (state.text && state.text + ': ') + title;
    clearTimeout(late);
    if (!state.text && !state.filters[0]) return tell(mine > 1 ? say('nothing') : '');
    // What stands below is not seen until it has its place, so that nothing moves under a finger.
    answers.setAttribute('aria-busy', true);
    // An answer that comes at once needs no other sentence before it.
    late = setTimeout(function () {
      tell(say('loading'), true);
    }, 300);
    ask(state, function answered(found) {
      if (mine != turn) return;
      if (!found) {
        fail();
      } else if (state.from && state.from >= found.found) {
        state.from = start(found.found - 1);
        ask(state, answered);
      } else {
        list(found);
      }
    });
  }

  /** Says how it stands, in place of all that was there. The focus stays where it is; if that has gone, it comes here. */
  function tell(text, isBusy) {
    clearTimeout(late);
    answers.setAttribute('aria-busy', !!isBusy);
    answers.textContent = '';
    status.textContent = text;
    if (turn > 1 && document.activeElement == document.body) status.focus();
  }

  /** Says that a file did not come, and offers to try again. */
  function fail() {
    tell(say(navigator.onLine === false ? 'offline' : 'failed'));
    link(put(answers, 'p', '', 'ways'), say('again'), shown);
    turn++;
  }

  /** Says how many were found, and lists them: each as soon as it and all before it have come. */
  function list(found) {
    var mine = turn;
    var listed = 0;
    var count = found.found;
    var pages = Math.ceil(count / PAGE);
    var page = state.from / PAGE + 1;
    var isNarrow = state.filters[0];
    var words = {};
    function short(text) {
      return { words: text.length > 80 ? text.slice(0, 80) + '…' : text };
    }
    tell(
      say(count == 1 ? 'one' : count ? 'other' : 'none', {
        count: count,
        query: say(!state.text ? 'choices' : isNarrow ? 'both' : 'words', short(found.corrected || state.text))
      }) + (pages > 1 ? ' ' + say('page', { page: page, pages: pages }) : ''),
      found.hits[0]
    );
    var instead = put(answers, 'p', '', 'ways');
    if (found.corrected) link(instead, say('exactly', short(state.text)), addressOf(state.text, state.filters, 1));
    if (isNarrow) link(instead, say('without'), addressOf(state.text, [], state.exact));
    if (!count) return;
    var results = put(answers, 'ol', '', 'cards');
    var paging = put(answers, 'p', '', 'ways');
    found.lists.forEach(function (list) {
      list.words.forEach(function (word) {
        words[word] = 1;
      });
    });
    function add(fields) {
      var item = put(results, 'li', '', 'card');
      var name = put(put(item, 'h2'), 'a', fields[2]);
      name.href = fields[1];
      name.translate = false;
      putMarked(put(item, 'p'), fields[3], words);
      put(item, 'p', [say('kind-' + fields[0][0]), fields[4], fields[6], say('cost-' + fields[0][1])].filter(Boolean).join(' · '), 'more');
      if (fields[5]) put(put(item, 'p', say('ring') + ' '), 'a', fields[5], 'tel').href = 'tel:' + fields[5].replace(/ /g, '');
    }
    found.hits.forEach(function (hit) {
      load([hit.shard], function (came) {
        if (mine != turn) return;
        if (!came) return fail();
        while ((hit = found.hits[listed]) && hit.shard in texts) {
          add(record(hit));
          if (++listed < found.hits.length) continue;
          answers.setAttribute('aria-busy', false);
          if (page > 1) link(paging, say('previous'), addressOf(state.text, state.filters, state.exact, state.from - PAGE));
          if (page < pages) link(paging, say('next'), addressOf(state.text, state.filters, state.exact, state.from + PAGE));
        }
      });
    });
  }

  /** Calls `take` with each part of the panel that fits a selector. */
  function choices(selector, take) {
    [].forEach.call(panel.querySelectorAll(selector), take);
  }

  /** Ticks the filters that the address names. */
  function tick() {
    choices('input,option', function (choice) {
      choice.checked = choice.selected = state.filters.some(function (filter) {
        return filter[0] == (choice.name || choice.parentNode.name) && filter[1] == choice.value;
      });
    });
  }

  panel.ontoggle = function () {
    var inside = panel.lastElementChild;
    if (!panel.open || panel.querySelector('label')) return;
    inside.textContent = say('loading');
    load(['f'], function (came) {
      if (came) inside.innerHTML = texts.f;
      else inside.textContent = say('failed');
      tick();
    });
  };

  /** Follows what is chosen and typed. */
  function follow() {
    var filters = [];
    choices('input:checked,select', function (choice) {
      if (choice.value) filters.push([choice.name, choice.value]);
    });
    go(addressOf(field.value, panel.querySelector('label') ? filters : state.filters));
  }

  panel.onchange = follow;
  box.onsubmit = function (event) {
    event.preventDefault();
    follow();
  };
  field.oninput = function () {
    if (!(navigator.connection || {}).saveData) warm(field.value);
  };
  window.onpopstate = function () {
    // A way within the page, such as to its main part, changes nothing.
    if (location.search != shown) show();
  };
  show();
})();
