//! The list of values that each template gets, made of the structs themselves, so that it is true.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use super::site_test::{files, project};

const LIST: &str = "docs/theme-values.md";

/// A struct that templates see.
struct Shown {
    /// The file it stands in, below `src/outputs`.
    file: String,
    name: String,
    about: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    about: String,
    kind: String,
}

/// Every struct below `src/outputs` that goes to templates.
fn structs() -> Vec<Shown> {
    let mut found = Vec::new();
    for (path, bytes) in files(&project().join("src/outputs")) {
        if !path.ends_with(".rs") || path.starts_with("search/") || path.starts_with("leaflets/") {
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
            } else if line.starts_with("#[") {
                // Says something to the compiler alone.
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
                found.extend(open.take());
            } else {
                let words: Vec<&str> = line.split(' ').collect();
                let at = words.iter().position(|word| *word == "struct");
                if let Some(name) = at.filter(|_| is_shown && line.ends_with('{')).map(|at| words[at + 1]) {
                    let name = name.split('<').next().unwrap().to_owned();
                    open = Some(Shown {
                        file: path.clone(),
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

/// The struct of a name that a file uses: its own, or the only one.
fn named<'a>(name: &str, file: &str, structs: &'a [Shown]) -> Option<&'a Shown> {
    let all = || structs.iter().filter(|one| one.name == name);
    all().find(|one| one.file == file).or_else(|| all().next())
}

/// What a struct is called in the list: `PlaceView`, or `PlaceView of offer` where others are called so too.
fn title(shown: &Shown, structs: &[Shown]) -> String {
    if structs.iter().filter(|one| one.name == shown.name).count() == 1 {
        return shown.name.clone();
    }
    let stem = shown.file.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    format!("{} of {}", shown.name, stem.rsplit('/').next().unwrap())
}

/// A type in a designer's words, and the structs in it.
fn said<'a>(kind: &str, file: &str, structs: &'a [Shown]) -> (String, Option<&'a Shown>) {
    let kind = kind.trim().trim_start_matches('&');
    let kind = kind.trim_start_matches("'static ").trim_start_matches("'a ");
    let inside = |outer: &str| kind.strip_prefix(outer)?.strip_suffix('>');
    if let Some(inner) = inside("Option<") {
        let (said, used) = said(inner, file, structs);
        return (format!("{said}, or nothing"), used);
    }
    if let Some(inner) = inside("Vec<") {
        let (said, used) = said(inner, file, structs);
        return (format!("list of {said}"), used);
    }
    match kind {
        "String" | "str" => return ("text".into(), None),
        "bool" => return ("yes or no".into(), None),
        "usize" | "u8" | "u32" | "u64" | "i64" => return ("number".into(), None),
        "State" => return ("`same`, `changed` or `gone`".into(), None),
        "(&'static str, String)" => return ("pair of texts".into(), None),
        _ => {}
    }
    let name = kind.rsplit("::").next().unwrap().split('<').next().unwrap();
    let used = named(name, file, structs);
    let used = used.unwrap_or_else(|| panic!("say in words what a `{kind}` is to a designer"));
    let title = title(used, structs);
    let anchor = title.to_lowercase().replace(' ', "-");
    (format!("[{title}](#{anchor})"), Some(used))
}

/// Writes the fields of a struct; gives the structs in them.
fn table<'a>(list: &mut String, shown: &Shown, structs: &'a [Shown]) -> Vec<&'a Shown> {
    let mut used = Vec::new();
    list.push_str("\n| value | what it is | |\n| --- | --- | --- |\n");
    for field in &shown.fields {
        let (kind, more) = said(&field.kind, &shown.file, structs);
        used.extend(more);
        let _ = writeln!(
            list,
            "| `{}` | {kind} | {} |",
            field.name,
            field.about.replace('|', "\\|")
        );
    }
    used
}

const TOP: &str = "# What each template gets

Made from the program by `UPDATE=1 cargo test --test suite theme_values`; [theme.md](theme.md) says how to use it. A value of a
value is written with a dot: `{{ shell.title }}`, `{{ site.helpline.spoken }}`. A value that is *nothing* counts as no in
`{% if … %}`, and so does an empty list.

## Every template

Every template gets `site`, which is a [Shared](#shared), and has `t(key=\"…\")` for a word of the strings file and `| urlencode`. Whole
pages also get `style`, `style_hash`, `top` and `foot`, for `base.html`; `search.html` gets `search_script`.
";

fn list() -> String {
    let structs = structs();
    let mut list = TOP.to_owned();
    let mut wanted: Vec<&Shown> = structs.iter().filter(|one| one.name == "Shared").collect();
    for (template, _) in files(&project().join("themes/default/templates")) {
        // "What `top.html` and `foot.html` show."
        let shows = |one: &&Shown| {
            let named = one.about.split_once(" show").map_or("", |(named, _)| named);
            named.starts_with("What `") && named.contains(&format!("`{template}`"))
        };
        let Some(shown) = structs.iter().find(shows) else {
            let around = ["base.html", "parts.html"].contains(&template.as_str());
            assert!(around, "no struct says that it is what `{template}` shows");
            continue;
        };
        let _ = write!(list, "\n## {template}\n");
        if let Some((_, more)) = shown.about.split_once(". ") {
            let _ = write!(list, "\n{more}\n");
        }
        wanted.extend(table(&mut list, shown, &structs));
    }
    list.push_str("\n# Values that have values\n");
    let mut done = BTreeSet::new();
    while let Some(shown) = wanted
        .iter()
        .copied()
        .filter(|one| !done.contains(&title(one, &structs)))
        .min_by_key(|one| title(one, &structs))
    {
        let title = title(shown, &structs);
        let about = if shown.about.is_empty() {
            String::new()
        } else {
            format!("\n{}\n", shown.about)
        };
        let _ = write!(list, "\n## {title}\n{about}");
        done.insert(title);
        wanted.extend(table(&mut list, shown, &structs));
    }
    list
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
