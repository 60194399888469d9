//! The list of values that each template gets, made of the structs themselves, so that it is true.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use super::site_test::{files, project};

const LIST: &str = "docs/theme-values.md";

/// A struct that templates see.
struct Shown {
    name: String,
    about: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    about: String,
    kind: String,
}

/// Every struct below `src/outputs` that goes to templates, by its name.
fn structs() -> BTreeMap<String, Shown> {
    let mut found = BTreeMap::new();
    for (path, bytes) in files(&project().join("src/outputs")) {
        if !path.ends_with(".rs") || path.starts_with("search/") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        let mut about = Vec::new();
        let mut is_shown = false;
        let mut open: Option<Shown> = None;
        for line in text.lines().map(str::trim) {
            if let Some(words) = line.strip_prefix("/// ") {
                about.push(words.to_owned());
            } else if line.starts_with("#[derive(") {
                is_shown = line.contains("Serialize");
            } else if let Some(shown) = open.as_mut().filter(|_| line != "}") {
                let field = line
                    .trim_start_matches("pub(super) ")
                    .trim_start_matches("pub ")
                    .trim_end_matches(',');
                if let Some((name, kind)) = field.split_once(": ") {
                    let (name, kind) = (name.to_owned(), kind.to_owned());
                    shown.fields.push(Field {
                        name,
                        kind,
                        about: about.join(" "),
                    });
                }
                about.clear();
            } else if line == "}" {
                if let Some(shown) = open.take() {
                    let name = shown.name.clone();
                    assert!(found.insert(name, shown).is_none(), "two structs have the same name");
                }
            } else {
                let words: Vec<&str> = line.split(' ').collect();
                let at = words.iter().position(|word| *word == "struct");
                if let Some(name) = at.filter(|_| is_shown && line.ends_with('{')).map(|at| words[at + 1]) {
                    let name = name.split('<').next().unwrap().to_owned();
                    open = Some(Shown {
                        name,
                        about: about.join(" "),
                        fields: Vec::new(),
                    });
                }
                about.clear();
                is_shown = false;
            }
        }
    }
    found
}

/// A type in a designer's words, and the structs in it.
fn said(kind: &str, structs: &BTreeMap<String, Shown>) -> (String, Vec<String>) {
    let kind = kind
        .trim()
        .trim_start_matches('&')
        .trim_start_matches("'static ")
        .trim_start_matches("'a ");
    let inside = |outer: &str| kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inside("Option<") {
        let (said, used) = said(inner, structs);
        return (format!("{said}, or nothing"), used);
    }
    if let Some(inner) = inside("Vec<") {
        let (said, used) = said(inner, structs);
        return (format!("list of {said}"), used);
    }
    let name = kind.rsplit("::").next().unwrap().split('<').next().unwrap();
    match kind {
        "String" | "str" => ("text".into(), Vec::new()),
        "bool" => ("yes or no".into(), Vec::new()),
        "usize" | "u32" | "u8" | "u64" => ("number".into(), Vec::new()),
        "(&'static str, String)" => ("pairs of texts".into(), Vec::new()),
        _ => {
            assert!(
                structs.contains_key(name),
                "say in words what a `{kind}` is to a designer"
            );
            (format!("[{name}](#{})", name.to_lowercase()), vec![name.to_owned()])
        }
    }
}

fn table(said_so_far: &mut String, shown: &Shown, structs: &BTreeMap<String, Shown>) -> Vec<String> {
    let mut used = Vec::new();
    said_so_far.push_str("\n| value | what it is | |\n| --- | --- | --- |\n");
    for field in &shown.fields {
        let (kind, more) = said(&field.kind, structs);
        used.extend(more);
        let _ = writeln!(
            said_so_far,
            "| `{}` | {kind} | {} |",
            field.name,
            field.about.replace('|', "\\|")
        );
    }
    used
}

fn list() -> String {
    let structs = structs();
    let mut said = String::from(
        "# What each template gets\n\nMade from the program by `UPDATE=1 cargo test --test suite theme_values`; [theme.md](theme.md) \
         says how to use it.\nA value of a value is written with a dot: `{{ shell.title }}`, `{{ site.helpline.spoken }}`.\n\n\
         ## Every template\n\nAlso `site`, which is a [Shared](#shared); `t(key=\"…\")` for a word of the strings file; \
         `| urlencode`.\nWhole pages also get `style`, `style_hash`, `top` and `foot`, for `base.html`; `search.html` gets \
         `search_script`.\n",
    );
    let templates: BTreeSet<String> = files(&project().join("themes/default/templates"))
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    let mut wanted: Vec<String> = vec!["Shared".into()];
    for template in &templates {
        let of = structs.values().find(|one| {
            one.about.starts_with("What `")
                && one
                    .about
                    .split(" show")
                    .next()
                    .unwrap()
                    .contains(&format!("`{template}`"))
        });
        let Some(shown) = of else {
            assert!(
                ["base.html", "parts.html"].contains(&template.as_str()),
                "no struct says that it is what `{template}` shows"
            );
            continue;
        };
        let _ = write!(said, "\n## {template}\n");
        if let Some((_, more)) = shown.about.split_once(". ") {
            let _ = write!(said, "\n{more}\n");
        }
        wanted.extend(table(&mut said, shown, &structs));
    }
    said.push_str("\n# Values that have values\n");
    let mut done = BTreeSet::new();
    while let Some(name) = wanted.iter().filter(|name| !done.contains(*name)).min().cloned() {
        done.insert(name.clone());
        let shown = &structs[&name];
        let about = if shown.about.is_empty() {
            String::new()
        } else {
            format!("\n{}\n", shown.about)
        };
        let _ = write!(said, "\n## {name}\n{about}");
        wanted.extend(table(&mut said, shown, &structs));
    }
    said
}

#[test]
fn the_list_of_values_that_each_template_gets_is_true() {
    let path = project().join(LIST);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, list()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == list(),
        "{LIST} is not what the program has; UPDATE=1 cargo test --test suite theme_values"
    );
}

#[test]
fn the_guide_for_theme_authors_names_every_setting_file_and_role() {
    let guide = fs::read_to_string(project().join("docs/theme.md")).unwrap();
    let css = fs::read_to_string(project().join("themes/default/styles/main.css")).unwrap();
    let root = css.split_once(":root {").unwrap().1.split_once('}').unwrap().0;
    let roles = root
        .lines()
        .filter_map(|line| Some(line.trim().strip_prefix("--")?.split_once(": #")?.0));
    let settings = [
        "name",
        "fonts",
        "logo",
        "light",
        "dark",
        "contrast",
        "description",
        "social.png",
        "icon.svg",
    ];
    for word in roles.chain(settings) {
        assert!(
            guide.contains(&format!("`{word}`")),
            "docs/theme.md does not say what `{word}` is"
        );
    }
    let block = |text: &str| -> BTreeSet<String> {
        text.split("{% block ")
            .skip(1)
            .filter_map(|rest| Some(rest.split_once(' ')?.0.to_owned()))
            .collect()
    };
    let base = fs::read_to_string(project().join("themes/default/templates/base.html")).unwrap();
    for name in block(&base) {
        assert!(
            guide.contains(&format!("`{name}`")),
            "docs/theme.md does not say what the block `{name}` is"
        );
    }
}
