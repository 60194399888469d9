//! The house rules of `docs/maintainers/architecture.md`, held by a test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::site_test::{files, project};

/// Which of our modules each module may name. Everything else is a wall.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("diagnostics", &[]),
    ("values", &[]),
    ("markdown", &[]),
    ("yaml", &["diagnostics", "source", "values"]),
    ("source", &["diagnostics", "error", "yaml"]),
    ("config", &["error", "values"]),
    ("pictures", &["diagnostics", "error", "values"]),
    ("weight", &["config", "diagnostics", "outputs", "site", "values"]),
    (
        "content",
        &["diagnostics", "entry", "pictures", "source", "values", "yaml"],
    ),
    (
        "site",
        &[
            "config",
            "content",
            "diagnostics",
            "markdown",
            "pictures",
            "source",
            "values",
        ],
    ),
    (
        "checks",
        &["config", "content", "diagnostics", "markdown", "site", "values"],
    ),
    // Closed lists of words (`OfferType`) live in `content`; outputs use those and nothing else of it.
    (
        "outputs",
        &[
            "config",
            "content",
            "diagnostics",
            "error",
            "markdown",
            "pictures",
            "site",
            "source",
            "values",
            "yaml",
        ],
    ),
    ("judge", &["diagnostics", "source", "yaml"]),
    ("publish", &["error", "outputs", "values"]),
    (
        "import",
        // Of `site`, only how far it is from one position to another.
        &[
            "config",
            "content",
            "diagnostics",
            "error",
            "site",
            "source",
            "values",
            "yaml",
        ],
    ),
    (
        "scaffold",
        &["config", "content", "diagnostics", "error", "source", "values", "yaml"],
    ),
    ("serve", &["error"]),
];

/// Modules that may touch the disk, the environment, the clock or the terminal.
const IMPURE: &[&str] = &[
    "config",
    "source",
    "pictures/read",
    "pictures/cache",
    "pictures/render",
    "publish",
    "serve",
    "cli",
    "import",
    "scaffold",
    "main",
    "outputs/theme",
    "outputs/search/open",
];

fn sources() -> BTreeMap<String, String> {
    files(&project().join("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

/// The code without comments and without the tests inside it.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn module(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn modules_name_only_those_they_may() {
    let ours: BTreeSet<String> = sources().keys().map(|path| module(path).to_owned()).collect();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module(&path)) else {
            assert!(
                ["lib", "main", "cli", "printing"].contains(&module(&path)),
                "{path}: say in MAY_USE whom this module may use"
            );
            continue;
        };
        for part in code(&text).split("crate::").skip(1) {
            let named: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if ours.contains(&named) && named != module(&path) && !allowed.contains(&named.as_str()) {
                wrong.push(format!("{path} names crate::{named}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_edges_touch_the_disk_the_clock_or_the_terminal() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if IMPURE
            .iter()
            .any(|edge| path == format!("{edge}.rs") || path.starts_with(&format!("{edge}/")))
        {
            continue;
        }
        let code = code(&text);
        let signs = [
            "std::fs",
            "std::env",
            "SystemTime",
            "Zoned::now",
            "println!",
            "eprintln!",
            "std::io::std",
            "print!(",
        ];
        for sign in signs.iter().filter(|sign| code.contains(**sign)) {
            wrong.push(format!("{path} uses {sign}"));
        }
        if code.contains("Instant::now") && path != "lib.rs" {
            wrong.push(format!("{path} reads the clock"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_says_at_its_top_what_it_is() {
    let without: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn no_file_is_longer_than_it_should_be() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(path, lines)| format!("{path}: {lines}"))
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn names_are_those_of_the_field() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for line in code(&text).lines() {
            let Some(after) = line.split("fn ").nth(1) else {
                continue;
            };
            let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let vague = ["process", "handle", "manage"];
            if vague
                .iter()
                .any(|word| name == *word || name.starts_with(&format!("{word}_")))
            {
                wrong.push(format!("{path}: fn {name}"));
            }
        }
        let vague = ["utils", "helpers", "types", "common", "misc"];
        if vague
            .iter()
            .any(|word| path.ends_with(&format!("{word}.rs")) || path.contains(&format!("{word}/")))
        {
            wrong.push(path.clone());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_in_the_program_panics_on_purpose() {
    for (path, text) in sources() {
        let code = code(&text);
        for sign in [
            ".unwrap()",
            ".expect(",
            "panic!(",
            "todo!(",
            "unimplemented!(",
            "unreachable!(",
        ] {
            assert!(!code.contains(sign), "{path} has {sign}");
        }
    }
}

#[test]
fn the_default_theme_is_part_of_the_program_whole() {
    let listed = fs::read_to_string(project().join("src/outputs/default_theme.rs")).unwrap();
    for (path, _) in files(&project().join("themes/default")) {
        let used = [".html", ".css", ".toml", ".svg"]
            .iter()
            .any(|ending| path.ends_with(ending));
        assert!(
            !used || listed.contains(&format!("\"{path}\",")),
            "src/outputs/default_theme.rs lacks {path}"
        );
    }
}

/// The literal arguments of a call: `t(key="nav.home"` gives `nav.home`.
fn keys_after<'a>(text: &'a str, call: &str) -> Vec<&'a str> {
    text.split(call)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn every_word_on_a_page_comes_from_the_strings_file_and_every_string_is_used() {
    let strings: toml::Table = fs::read_to_string(project().join("themes/default/strings/en-GB.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let has = |key: &str| {
        let mut value = toml::Value::Table(strings.clone());
        key.split('.').all(|part| match value.get(part).cloned() {
            Some(found) => {
                value = found;
                true
            }
            None => false,
        })
    };
    let mut used = BTreeSet::new();
    for (path, bytes) in files(&project().join("themes/default/templates")) {
        let text = String::from_utf8(bytes).unwrap();
        for key in keys_after(&text, "t(key=\"") {
            assert!(has(key), "{path} uses `{key}`, which the strings file lacks");
            used.insert(key.to_owned());
        }
        // Words outside tags and expressions would be words that no translator sees.
        let mut bare = text.replace("404.html#main", "").replace("script-src 'self';", "");
        for (open, close) in [
            ("{%", "%}"),
            ("{{", "}}"),
            ("{#", "#}"),
            ("<style>", "</style>"),
            ("<", ">"),
        ] {
            while let (Some(start), Some(length)) =
                (bare.find(open), bare.find(open).and_then(|at| bare[at..].find(close)))
            {
                bare.replace_range(start..start + length + close.len(), " ");
            }
        }
        let word = bare
            .split_whitespace()
            .find(|word| word.chars().any(char::is_alphabetic));
        assert!(word.is_none(), "{path} says `{}` itself", word.unwrap_or_default());
    }
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with("outputs/")) {
        for call in ["word(\"", "filled(\"", "say(\""] {
            for key in keys_after(&text, call)
                .into_iter()
                .filter(|key| key.contains('.') && !key.contains('{'))
            {
                assert!(has(key), "{path} uses `{key}`, which the strings file lacks");
                used.insert(key.to_owned());
            }
        }
    }
    assert!(used.len() > 100);
}
