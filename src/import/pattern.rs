//! What a field of a map may hold: a template, a table that says more, or a list of them.
//!
//! In: a value of a map, and a record. Out: texts. It must not know which field the texts are for.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::template::{Path, Scope, Template, text_of};

/// The tables of `[values]`.
pub type Tables = BTreeMap<String, BTreeMap<String, Words>>;

/// One text or a list of them.
#[derive(Debug, Clone)]
pub struct Words(Vec<String>);

/// `"{Phone}"`, or `{text = "{Amenities}", split = "\n", values = "facilities"}`.
#[derive(Debug)]
pub struct Pattern {
    text: Template,
    each: Option<Path>,
    split: Option<String>,
    part: Option<isize>,
    values: Option<String>,
    when: When,
}

/// One pattern or a list of them.
#[derive(Debug, Default)]
pub struct Patterns(Vec<Pattern>);

/// Conditions on a record, all of which must hold: `{"Year closed" = "", Statutory = ["Yes", "No"]}`.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(transparent)]
pub struct When(BTreeMap<String, Words>);

impl Pattern {
    /// The texts it makes of a record, without empty ones.
    pub fn texts(&self, scope: Scope<'_>, tables: &Tables) -> Vec<String> {
        let items: Vec<Scope<'_>> = match &self.each {
            None => vec![scope],
            Some(path) => path
                .items(scope)
                .into_iter()
                .map(|item| Scope {
                    row: scope.row,
                    item: Some(item),
                })
                .collect(),
        };
        let filled = items
            .into_iter()
            .filter(|scope| self.when.holds(*scope))
            .map(|scope| self.text.fill(scope));
        let cut = filled.flat_map(|text| self.cut(text)).filter(|text| !text.is_empty());
        match self.values.as_ref().and_then(|name| tables.get(name)) {
            None => cut.collect(),
            Some(table) => cut.flat_map(|text| looked_up(&text, table)).collect(),
        }
    }

    /// The first text it makes; empty if it makes none.
    pub fn text(&self, scope: Scope<'_>, tables: &Tables) -> String {
        self.texts(scope, tables).into_iter().next().unwrap_or_default()
    }

    fn cut(&self, text: String) -> Vec<String> {
        let Some(mark) = &self.split else {
            return vec![text];
        };
        let parts: Vec<String> = text.split(mark.as_str()).map(|part| part.trim().to_owned()).collect();
        match self.part {
            None => parts,
            Some(number) => {
                let from_start = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                let from_end = parts.len().checked_sub(number.unsigned_abs());
                let index = if number > 0 { from_start } else { from_end };
                index.and_then(|index| parts.get(index)).cloned().into_iter().collect()
            }
        }
    }
}

/// The words of a table for a text, in any case; those for `*` if it is not in there.
fn looked_up(text: &str, table: &BTreeMap<String, Words>) -> Vec<String> {
    let wanted = text.trim().to_lowercase();
    let found = table
        .iter()
        .find(|(word, _)| word.trim().to_lowercase() == wanted)
        .map(|(_, words)| words);
    found
        .or_else(|| table.get("*"))
        .map(|Words(words)| words.clone())
        .unwrap_or_default()
}

impl Patterns {
    /// The texts they make of a record, without empty ones.
    pub fn texts(&self, scope: Scope<'_>, tables: &Tables) -> Vec<String> {
        self.0.iter().flat_map(|pattern| pattern.texts(scope, tables)).collect()
    }
}

impl When {
    /// Whether every condition holds. Of a list, one item has to be allowed.
    pub fn holds(&self, scope: Scope<'_>) -> bool {
        self.0.iter().all(|(path, allowed)| match Path::new(path).find(scope) {
            Some(Value::Array(items)) if !items.is_empty() => items.iter().any(|item| allowed.allows(&text_of(item))),
            Some(value) => allowed.allows(&text_of(value)),
            None => allowed.allows(""),
        })
    }
}

impl Words {
    /// Whether a condition with these words allows a text: `""` is none and `"*"` is any.
    fn allows(&self, text: &str) -> bool {
        let text = text.trim();
        self.0.iter().any(|one| {
            if one == "*" {
                !text.is_empty()
            } else {
                one.trim().eq_ignore_ascii_case(text)
            }
        })
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_any(Text)?;
        Template::parse(&text).map_err(de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Text).map(|text| Path::new(&text))
    }
}

/// Reads a text, or a number or yes-or-no as the text it would be.
struct Text;

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text in quotes")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_bool<E: de::Error>(self, said: bool) -> Result<String, E> {
        Ok(said.to_string())
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternTable {
    text: Template,
    each: Option<Path>,
    split: Option<String>,
    part: Option<isize>,
    values: Option<String>,
    #[serde(default)]
    when: When,
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PatternVisitor)
    }
}

struct PatternVisitor;

impl<'de> Visitor<'de> for PatternVisitor {
    type Value = Pattern;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text in quotes, or a table like {text = \"{Amenities}\", split = \";\"}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Pattern, E> {
        let text = Template::parse(text).map_err(E::custom)?;
        Ok(Pattern {
            text,
            each: None,
            split: None,
            part: None,
            values: None,
            when: When::default(),
        })
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Pattern, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: de::Error>(self, said: bool) -> Result<Pattern, E> {
        self.visit_str(&said.to_string())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Pattern, A::Error> {
        let PatternTable {
            text,
            each,
            split,
            part,
            values,
            when,
        } = PatternTable::deserialize(de::value::MapAccessDeserializer::new(map))?;
        if part.is_some() && split.is_none() {
            return Err(de::Error::custom("`part` needs `split` beside it"));
        }
        if part == Some(0) || split.as_deref() == Some("") {
            return Err(de::Error::custom(
                "parts are counted from 1, or from -1 at the end; `split` needs a mark",
            ));
        }
        Ok(Pattern {
            text,
            each,
            split,
            part,
            values,
            when,
        })
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PatternsVisitor)
    }
}

struct PatternsVisitor;

impl<'de> Visitor<'de> for PatternsVisitor {
    type Value = Patterns;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text in quotes, a table, or a list of them")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Patterns, E> {
        PatternVisitor.visit_str(text).map(|pattern| Patterns(vec![pattern]))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Patterns, A::Error> {
        PatternVisitor.visit_map(map).map(|pattern| Patterns(vec![pattern]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Patterns, A::Error> {
        let mut patterns = Vec::new();
        while let Some(pattern) = list.next_element()? {
            patterns.push(pattern);
        }
        Ok(Patterns(patterns))
    }
}

/// Reads a table, or a list of tables.
pub fn tables<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_any(TablesVisitor(PhantomData))
}

struct TablesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TablesVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table like {phone = \"{Phone}\"}, or a list of them")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
        T::deserialize(de::value::MapAccessDeserializer::new(map)).map(|one| vec![one])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(all)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text in quotes or a list of them")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Words, E> {
        Ok(Words(vec![text.to_owned()]))
    }

    fn visit_bool<E: de::Error>(self, said: bool) -> Result<Words, E> {
        Ok(Words(vec![said.to_string()]))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Words, E> {
        Ok(Words(vec![number.to_string()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Words, A::Error> {
        let mut words = Vec::new();
        while let Some(Words(mut more)) = list.next_element()? {
            words.append(&mut more);
        }
        Ok(Words(words))
    }
}
