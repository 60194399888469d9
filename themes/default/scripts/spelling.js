/*
 * What most searches can do without: letters that English lacks, and what was most likely meant by a word that no entry holds. In: what
 * search.js hands over. Out: functions, which it calls. It fetches this file for the first such word. All of it has its twin in
 * src/outputs/search/{letters,spelling}.rs, and a test holds the two together. Syntax is that of ECMAScript 5, so that old phones can read it.
 */
held.s = function (root, find, table, value, wordsOf) {
  // ---- Letters (see letters.rs and analysis.rs) --------------------------------------------------------------------

  function normal(text, form) {
    return text.normalize ? text.normalize(form) : text;
  }

  // Letters with the letters that they are to somebody who searches, each pair between spaces.
  var SAME = ' ςσ أا إا آا ٱا ىي یي کك ہه ۂه ةه ßss æae œoe øo łl đd ðd þth ıi ħh ŧt ŋn ĸq ſs ƒf ǝe əa ';

  function plainLetter(letter) {
    var at = SAME.indexOf(' ' + letter);
    return at < 0 ? normal(letter, 'NFKD').replace(/[\u0300-\u036f]/g, '') : /^[^ ]*/.exec(SAME.slice(at + 2))[0];
  }

  /** A word in small letters, without what makes no difference. */
  function plain(word) {
    return word
      .replace(/[\xad\u200c\u200d\u2060\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\ufe00-\ufe0f]/g, '')
      .replace(/[\u0900-\u0dff]+/g, function (run) {
        return normal(run, 'NFC');
      })
      .replace(/[\xb2\xb3\xb9\xc0-\u024f\u1e00-\u1eff\u2070-\u209c\ufb00-\ufb06\uff10-\uff5aςأإآٱىیکہۂة]/g, plainLetter);
  }

  // ---- Spelling (see spelling.rs) ----------------------------------------------------------------------------------

  /** A shard of words: how common each is, in order. */
  function readWords(text) {
    var found = Object.create(null);
    var before = '';
    text.replace(/(.)([^A-Z]*)([A-Z])/g, function (all, shared, rest, common) {
      before = before.slice(0, value(shared, 0)) + rest;
      found[before] = common.charCodeAt(0) - 65;
    });
    return found;
  }

  /** The words that begin with a letter, and their neighbours; undefined while their shard is missing. */
  function spellings(letter) {
    return table(wordsOf(letter), readWords);
  }

  var TAKEN_OFF = ',s,es,ies,ied,ed,d,ing,ings,er,ers,ly,y,e,ment,ments,ness'.split(',');
  var PUT_ON = ',s,e,es,ed,ing,y,ies,er'.split(',');

  /** The list of the word with another ending; null if there is none, undefined while a shard is missing. */
  function form(word) {
    var list = null;
    TAKEN_OFF.some(function (off) {
      var bare = word.slice(0, word.length - off.length);
      if (bare + off != word) return;
      return [bare, off ? bare.replace(/(.)\1$/, '$1') : bare].some(function (base) {
        return (
          base.length >= (/^(e?s)?$/.test(off) ? 3 : 4) &&
          PUT_ON.some(function (on, at) {
            if (on == off || (base.length < 4 && at > 1)) return;
            list = find(base + on);
            if (list && !list.text) list = null;
            return list !== null;
          })
        );
      });
    });
    return list;
  }

  function isVowel(letter) {
    return /[aeiouy]/.test(letter);
  }

  function extra(word, at) {
    var letter = word[at];
    return letter == word[at - 1] || letter == word[at + 1] ? 1 : letter == 'h' || isVowel(letter) ? 3 : 4;
  }

  /** What the slips between two words cost; more than `most` is given up. */
  function cost(typed, word, most) {
    if (Math.abs(typed.length - word.length) > 2) return 99;
    var twoAbove;
    var above = [0];
    for (var at = 0; at < word.length; at++) above.push(above[at] + extra(word, at));
    for (var row = 0; row < typed.length; row++) {
      var here = extra(typed, row);
      var line = [above[0] + here];
      var least = line[0];
      for (var column = 0; column < word.length; column++) {
        var a = typed[row];
        var b = word[column];
        var best = Math.min(
          above[column] + (a == b ? 0 : isVowel(a) && isVowel(b) ? 3 : 5),
          above[column + 1] + here,
          line[column] + extra(word, column)
        );
        if (row && column && typed[row - 1] == b && word[column - 1] == a) best = Math.min(best, twoAbove[column - 1] + 3);
        line.push(best);
        least = Math.min(least, best);
      }
      if (least > most) return 99;
      twoAbove = above;
      above = line;
    }
    return above[word.length];
  }

  /** The commonest words that begin like this; undefined while their shard is missing. */
  function longer(start) {
    var words = spellings(start[0]);
    return words && Object.keys(words).filter(function (word) {
      return !word.indexOf(start);
    }).sort(function (a, b) {
      return words[b] - words[a] || (a < b ? -1 : 1);
    }).slice(0, 3);
  }

  /** The words that were most likely meant: none, one or two; undefined while a shard is missing. */
  function guess(word) {
    var most = word.length < 4 ? 0 : word.length < 6 ? 5 : word.length < 9 ? 9 : 12;
    var first = spellings(word[0]);
    var found;
    var best;
    var slips;
    if (!first) return;
    var second = word[1] == word[0] ? {} : spellings(word[1]);
    if (!second) return;
    function scan(words, letter, most) {
      for (var candidate in words) {
        if (letter && candidate[0] != letter) continue;
        var price = cost(word, candidate, most);
        var rank = price * 6 + (candidate[0] == word[0] ? 0 : 5) - words[candidate];
        if (price > most || rank > best || (rank == best && candidate > found)) continue;
        found = candidate;
        best = rank;
        slips = price;
      }
    }
    scan(first, word[0], most);
    scan(second, word[1], most);
    if (slips <= 5) return [found];
    var halves;
    var isMissing;
    for (var at = 2, commonest = -1; at < word.length - 1; at++) {
      var one = first[word.slice(0, at)];
      if (one >= 0) {
        var rest = spellings(word[at]);
        if (!rest) isMissing = 1;
        else if (Math.min(one, rest[word.slice(at)]) > commonest) {
          commonest = Math.min(one, rest[word.slice(at)]);
          halves = [word.slice(0, at), word.slice(at)];
        }
      }
    }
    if (!isMissing && !halves && !found && word.length > 4) {
      for (at = 0; at < root.w.length; at++) {
        var words = table('w' + at, readWords);
        if (words) scan(words, '', 5);
        else isMissing = 1;
      }
    }
    return isMissing ? undefined : halves || (found ? [found] : []);
  }

  return { plain: plain, form: form, longer: longer, guess: guess };
};
