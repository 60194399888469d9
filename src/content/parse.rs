//! Sources to content: each file by its folder, each entry by its kind.
//!
//! In: sources. Out: [`Content`] and diagnostics. Files are independent of each other and are parsed on all cores.

use std::sync::Arc;

use rayon::prelude::*;

use super::text::Prose;
use super::{AreaEntry, Content, Entry, Folder, TopicEntry, TranslationOf};
use crate::diagnostics::{Diagnostics, Location};
use crate::source::Source;
use crate::values::language::Language;
use crate::values::slug::Slug;
use crate::yaml::fields::{FromNode, Reader};
use crate::yaml::{self, Kind, Node};

/// How many files are parsed into one part: few enough for all cores, enough that the parts take little memory.
const AT_A_TIME: usize = 64;

/// Parses every source. Files are independent of each other, so this runs on all cores.
pub fn parse(sources: &[Arc<Source>], diagnostics: &mut Diagnostics) -> Content {
    let parsed: Vec<(Content, Diagnostics)> = sources
        .par_chunks(AT_A_TIME)
        .map(|sources| {
            let mut found = Diagnostics::default();
            let mut part = Content::default();
            for source in sources {
                let mut content = Content::default();
                parse_source(source, &mut content, &mut found);
                part.absorb(content, &mut found);
            }
            (part, found)
        })
        .collect();
    let mut content = Content::default();
    for (part, found) in parsed {
        diagnostics.extend(found);
        content.absorb(part, diagnostics);
    }
    content.sort();
    content
}

impl Content {
    fn absorb(&mut self, part: Content, diagnostics: &mut Diagnostics) {
        let Content {
            offers,
            guides,
            organisations,
            places,
            areas,
            topics,
            charter,
            charter_text,
            signatories,
            leaflets,
            pages,
            calendars,
            translations,
            near,
            // They are no texts, and are not parsed.
            pictures: _,
            unreadable,
        } = part;
        self.offers.extend(offers);
        self.guides.extend(guides);
        self.organisations.extend(organisations);
        self.places.extend(places);
        self.areas.extend(areas);
        self.topics.extend(topics);
        if let (Some(first), Some(second)) = (&self.charter, &charter) {
            let message = format!("there is a charter already, in `{}`", first.source.path);
            diagnostics.error(
                "second-charter",
                second.at(""),
                message,
                Some("a site has one charter".into()),
            );
        }
        self.charter = self.charter.take().or(charter);
        self.charter_text = self.charter_text.take().or(charter_text);
        self.signatories.extend(signatories);
        self.leaflets.extend(leaflets);
        self.pages.extend(pages);
        self.calendars.extend(calendars);
        self.translations.extend(translations);
        self.near.extend(near);
        self.unreadable.extend(unreadable);
    }

    fn sort(&mut self) {
        self.offers.sort_by(|a, b| a.slug.cmp(&b.slug));
        self.guides.sort_by(|a, b| a.slug.cmp(&b.slug));
        self.organisations.sort_by(|a, b| a.slug.cmp(&b.slug));
        self.places.sort_by(|a, b| a.slug.cmp(&b.slug));
        self.signatories.sort_by(|a, b| a.slug.cmp(&b.slug));
        self.leaflets.sort_by(|a, b| a.slug.cmp(&b.slug));
        self.pages.sort_by(|a, b| a.slug.cmp(&b.slug));
        self.calendars.sort_by(|a, b| a.slug.cmp(&b.slug));
    }
}

fn parse_source(source: &Arc<Source>, content: &mut Content, diagnostics: &mut Diagnostics) {
    let (folder_name, stem) = source.folder_and_stem();
    match (folder_name, stem) {
        ("", "areas") => {
            content.areas = parse_list(
                source,
                Folder::Areas,
                |area: &AreaEntry| area.id.clone(),
                content,
                diagnostics,
            );
            return;
        }
        ("", "topics") => {
            content.topics = parse_list(
                source,
                Folder::Topics,
                |topic: &TopicEntry| topic.id.clone(),
                content,
                diagnostics,
            );
            return;
        }
        ("charter", _) if !source.is_yaml() => {
            let (_, body) = source.parts();
            content.charter_text = body.map(|(text, line)| (source.clone(), Prose::new(text, line)));
            return;
        }
        _ => {}
    }
    let Some((_, folder)) = Folder::ALL.iter().find(|(name, _)| *name == folder_name) else {
        let folders: Vec<&str> = Folder::ALL.iter().map(|(name, _)| *name).collect();
        diagnostics.warning(
            "unknown-folder",
            Location::start_of(&source.path),
            "this file is not used, because its folder is not one of the content folders",
            Some(format!("move it into one of: {}", folders.join(", "))),
        );
        return;
    };
    parse_file(source, *folder, folder_name, stem, content, diagnostics);
}

/// A file that holds one entry.
fn parse_file(
    source: &Arc<Source>,
    folder: Folder,
    folder_name: &str,
    stem: &str,
    content: &mut Content,
    diagnostics: &mut Diagnostics,
) {
    let (name, language) = match stem.split_once('.') {
        Some((name, language)) => (name, Some(language)),
        None => (stem, None),
    };
    let slug = match Slug::parse(name) {
        Ok(slug) => slug,
        Err(mistake) => {
            let message = format!("the file's name cannot be an address: {}", mistake.message);
            diagnostics.error("bad-file-name", Location::start_of(&source.path), message, mistake.help);
            return;
        }
    };
    let needs_markdown = matches!(folder, Folder::Guides | Folder::Pages);
    if needs_markdown == source.is_yaml() && language.is_none() {
        let wanted = if needs_markdown { ".md" } else { ".yaml" };
        diagnostics.error(
            "wrong-file-kind",
            Location::start_of(&source.path),
            format!("files in this folder end in `{wanted}`"),
            Some(format!("rename it to `{name}{wanted}`")),
        );
        return;
    }
    let mut reader = Reader { source, diagnostics };
    let Some(node) = tree(&mut reader) else {
        content.unreadable.insert((folder, slug.as_str().to_owned()));
        return;
    };
    if let Some(language) = language {
        if let Some(language) = known_language(language, &mut reader)
            && let Some(entry) = entry(&node, slug, source, &mut reader)
        {
            content.translations.push(TranslationOf {
                folder: folder_name.to_owned(),
                language,
                entry,
            });
        }
        return;
    }
    let key = (folder, slug.as_str().to_owned());
    let read = match folder {
        Folder::Offers => keep(&mut content.offers, entry(&node, slug, source, &mut reader)),
        Folder::Organisations => keep(&mut content.organisations, entry(&node, slug, source, &mut reader)),
        Folder::Places => keep(&mut content.places, entry(&node, slug, source, &mut reader)),
        Folder::Signatories => keep(&mut content.signatories, entry(&node, slug, source, &mut reader)),
        Folder::Leaflets => keep(&mut content.leaflets, entry(&node, slug, source, &mut reader)),
        Folder::Calendars => keep(&mut content.calendars, entry(&node, slug, source, &mut reader)),
        Folder::Guides => keep(&mut content.guides, entry(&node, slug, source, &mut reader)),
        Folder::Pages => keep(&mut content.pages, entry(&node, slug, source, &mut reader)),
        Folder::Charter => {
            content.charter = entry(&node, slug, source, &mut reader);
            content.charter.is_some()
        }
        Folder::Areas | Folder::Topics => true,
    };
    if !read {
        content.unreadable.insert(key);
    }
}

fn keep<T>(list: &mut Vec<Entry<T>>, entry: Option<Entry<T>>) -> bool {
    let read = entry.is_some();
    list.extend(entry);
    read
}

fn entry<T: FromNode>(node: &Node, slug: Slug, source: &Arc<Source>, reader: &mut Reader<'_>) -> Option<Entry<T>> {
    let fields = T::from_node(node, reader)?;
    Some(Entry {
        slug,
        source: source.clone(),
        within: String::new(),
        fields,
    })
}

fn known_language(name: &str, reader: &mut Reader<'_>) -> Option<Language> {
    match Language::parse(name) {
        Ok(language) => Some(language),
        Err(mistake) => {
            let place = yaml::Place { line: 1, column: 1 };
            reader.error(
                "bad-file-name",
                place,
                format!("`.{name}` in the file's name is not a language: {}", mistake.message),
                Some(
                    "a translation is called like its original with the language before the ending: `tea.pl.yaml`"
                        .into(),
                ),
            );
            None
        }
    }
}

/// The YAML part of a file as a tree; with Markdown, the body is added as the field `body`.
fn tree(reader: &mut Reader<'_>) -> Option<Node> {
    let (front, body) = reader.source.parts();
    let Some((text, line)) = front else {
        reader.error(
            "missing-front-matter",
            yaml::Place { line: 1, column: 1 },
            "the file has no fields at its top",
            Some("start it with a line `---`, then `title: …` and the other fields, then a line `---`".into()),
        );
        return None;
    };
    let mut node = reader.tree(text, line)?;
    if let (Some((text, line)), Kind::Map(pairs)) = (body, &mut node.kind) {
        let place = yaml::Place { line, column: 1 };
        pairs.retain(|pair| pair.key != "body");
        if !text.trim().is_empty() {
            let value = Node {
                place,
                kind: Kind::Text(text.to_owned()),
            };
            pairs.push(yaml::Pair {
                key: "body".into(),
                place,
                value,
            });
        }
    }
    Some(node)
}

/// A file that holds a list of entries, each with an `id`.
fn parse_list<T: FromNode>(
    source: &Arc<Source>,
    folder: Folder,
    id: impl Fn(&T) -> Slug,
    content: &mut Content,
    diagnostics: &mut Diagnostics,
) -> Vec<Entry<T>> {
    let mut reader = Reader { source, diagnostics };
    let Some(node) = tree(&mut reader) else {
        return Vec::new();
    };
    let Kind::List(items) = &node.kind else {
        reader.wrong_type(&node, "a list, each item starting with `- id: …`");
        return Vec::new();
    };
    let mut entries: Vec<Entry<T>> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(fields) = T::from_node(item, &mut reader) else {
            if let Kind::Text(name) = &item.at("id").kind {
                content.unreadable.insert((folder, name.clone()));
            }
            continue;
        };
        let slug = id(&fields);
        if let Some(first) = entries.iter().find(|entry| entry.slug == slug) {
            let message = format!("the id `{slug}` is used twice; first on line {}", first.at("id").line);
            reader.error(
                "duplicate-id",
                item.at("id").place,
                message,
                Some("give this one another id".into()),
            );
            continue;
        }
        entries.push(Entry {
            slug,
            source: source.clone(),
            within: index.to_string(),
            fields,
        });
    }
    entries
}
