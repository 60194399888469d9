//! Counting the syllables of an English word by its spelling.
//!
//! In: a word as written. Out: how many syllables it most likely has. Spelling tells for some nineteen words in twenty,
//! which is enough for the average of a text; common words that it misjudges are listed.

/// The syllables of a word, at least 1. The parts of `step-by-step` are counted one by one; a number counts as 1.
pub fn syllables(word: &str) -> usize {
    if word.contains(|c: char| c.is_ascii_digit()) {
        return 1;
    }
    let lower = word.to_lowercase().replace('’', "'");
    let parts = lower
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .map(|part| part.trim_matches('\''));
    parts
        .filter(|part| !part.is_empty())
        .map(part_syllables)
        .sum::<usize>()
        .max(1)
}

/// Common words whose spelling misleads.
const KNOWN: [(&str, usize); 21] = [
    ("area", 3),
    ("areas", 3),
    ("business", 2),
    ("businesses", 3),
    ("cafe", 2),
    ("cafes", 2),
    ("clothes", 1),
    ("evening", 2),
    ("evenings", 2),
    ("idea", 3),
    ("ideas", 3),
    ("ninety", 2),
    ("realise", 3),
    ("recipe", 3),
    ("recipes", 3),
    ("safety", 2),
    ("science", 2),
    ("theatre", 3),
    ("therefore", 2),
    ("wednesday", 2),
    ("wednesdays", 2),
];

fn part_syllables(part: &str) -> usize {
    // "didn't" and "isn't" have a syllable more than "did" and "is"; "don't" and "can't" have not.
    let (stem, more) = match part.strip_suffix("n't") {
        Some(stem) => (stem, usize::from(stem.ends_with(['d', 's']))),
        None => (part, 0),
    };
    // What follows another apostrophe ("it's", "we'll") is taken as part of the syllable before it.
    let stem = stem.split('\'').next().unwrap_or(stem);
    if let Some((_, count)) = KNOWN.iter().find(|(known, _)| *known == stem) {
        return count + more;
    }
    let letters: Vec<char> = stem.chars().collect();
    let counted = (vowel_groups(&letters) + parted_vowels(stem)).saturating_sub(silent(stem, &letters));
    counted.max(1) + more
}

/// Runs of letters that sound as one vowel.
fn vowel_groups(letters: &[char]) -> usize {
    let mut groups = 0;
    let mut in_group = false;
    for index in 0..letters.len() {
        let is_vowel = is_vowel_at(letters, index);
        if is_vowel && !in_group {
            groups += 1;
        }
        // After a `y` that is a vowel, the next vowel is a new one: "an-y-one".
        let parts = letters.get(index) == Some(&'y') && index > 0 && !is_plain_vowel(letters.get(index - 1));
        in_group = is_vowel && !parts;
    }
    groups
}

/// A `y` before a vowel is a consonant at the start of a word and between vowels: "yes", "player".
fn is_vowel_at(letters: &[char], index: usize) -> bool {
    if letters.get(index) != Some(&'y') {
        return is_plain_vowel(letters.get(index));
    }
    let starts_or_follows = index == 0 || is_plain_vowel(letters.get(index - 1));
    !(starts_or_follows && is_plain_vowel(letters.get(index + 1)))
}

fn is_plain_vowel(letter: Option<&char>) -> bool {
    letter.is_some_and(|letter| "aeiouáàâäéèêëíìîïóòôöúùûü".contains(*letter))
}

/// Letters with two vowels that are said apart ("me-di-a", "qui-et"), the letters after which they are not ("so-cial"),
/// and what must not follow ("mar-riage").
const PARTED: [(&str, &str, &str); 11] = [
    ("ia", "ctsg", "ge"),
    ("io", "ctsgxlnh", "-"),
    ("iu", "ctsg", "-"),
    ("iet", "", "-"),
    ("ien", "ctsr", "-"),
    ("rienc", "", "-"),
    ("deo", "", "-"),
    ("heor", "", "-"),
    ("creat", "", "ur"),
    ("ua", "qg", "-"),
    ("uen", "qg", "-"),
];

/// How many more syllables a word has than groups of vowels.
fn parted_vowels(word: &str) -> usize {
    let is_parted = |at: usize, (letters, not_after, not_before): &(&str, &str, &str)| {
        let before = word.get(..at).and_then(|before| before.chars().last());
        let after = word.get(at + letters.len()..).unwrap_or_default();
        !before.is_some_and(|letter| not_after.contains(letter)) && !after.starts_with(not_before)
    };
    let pairs = PARTED.iter().map(|parted| {
        word.match_indices(parted.0)
            .filter(|(at, _)| is_parted(*at, parted))
            .count()
    });
    let more: usize = pairs.sum();
    let apart_ending = word
        .strip_suffix("ing")
        .is_some_and(|stem| stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    let many = word.len() > 5 && ["ier", "iers", "iest"].iter().any(|ending| word.ends_with(ending));
    more + usize::from(apart_ending) + usize::from(many) + usize::from(word.ends_with("sm"))
}

/// Vowels that are written and not said: "phon(e)", "rul(e)s", "ask(e)d", "us(e)ful", "som(e)body".
fn silent(word: &str, letters: &[char]) -> usize {
    let inner = ["ly", "ful", "fully", "less", "ness", "ment", "ments"]
        .iter()
        .any(|ending| {
            let stem = word.strip_suffix(ending).and_then(|stem| stem.strip_suffix('e'));
            stem.is_some_and(|stem| stem.len() > 1 && !stem.ends_with(['l', 'a', 'e', 'i', 'o', 'u']))
        });
    let first = ["some", "home", "every"].iter().any(|start| {
        let rest = word.strip_prefix(start);
        rest.is_some_and(|rest| *start == "every" || rest.starts_with(|c| !"aeiousrl'".contains(c)))
    });
    usize::from(has_silent_end(word, letters)) + usize::from(inner) + usize::from(first)
}

/// Whether the `e` of the last syllable is silent.
fn has_silent_end(word: &str, letters: &[char]) -> bool {
    if word.ends_with("gue") || word.ends_with("que") {
        return !word.ends_with("rgue");
    }
    let (from_end, sounding): (usize, &[char]) = match letters.last() {
        Some('e') => (1, &[]),
        Some('s') => (2, &['s', 'x', 'z', 'c', 'g', 'h']),
        Some('d') => (2, &['t', 'd']),
        _ => return false,
    };
    let Some((stem, ['e', ..])) = letters
        .len()
        .checked_sub(from_end)
        .and_then(|at| letters.split_at_checked(at))
    else {
        return false;
    };
    let [.., second, before] = stem else {
        return false;
    };
    // "ta-ble", "han-dled", "cen-tre": the `e` is said with two different consonants before it.
    let carries = match before {
        'l' => !is_plain_vowel(Some(second)) && !matches!(second, 'l' | 'r' | 'w'),
        'r' => !is_plain_vowel(Some(second)) && *second != 'r',
        _ => false,
    };
    !(is_plain_vowel(Some(before)) || sounding.contains(before) || carries)
}
