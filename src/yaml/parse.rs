//! Text to tree: the parser's events become nodes; what it refuses is said in an editor's words.

use granit_parser::{ErrorKind, Event, Parser, Placement, ScalarStyle, ScanError, Span};

use super::{Fault, Kind, Node, Pair, Place};

/// More values inside values than any entry needs; deeper is refused before it can cost anything.
const DEEPEST: usize = 24;

/// Reads one YAML document. `first_line` is the line of the file on which `text` starts (front matter starts on 2).
///
/// The second part are places where a ` #` cuts a text short, which YAML takes for a comment without a word.
pub fn parse(text: &str, first_line: u32) -> Result<(Node, Vec<Fault>), Fault> {
    if let Some(fault) = tab_indentation(text, first_line) {
        return Err(fault);
    }
    let options = granit_parser::options! {
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
        disallow_directives: true,
        emit_unresolved_aliases: true,
        max_buffered_comment_events: 2_000,
    };
    let mut tree = Tree {
        first_line,
        open: Vec::new(),
        root: None,
        last_plain: None,
        cut: Vec::new(),
    };
    let mut documents = 0;
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, span) = next.map_err(|error| refusal(&error, text, first_line))?;
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                return Err(Fault {
                    place: tree.place(&span),
                    code: "yaml",
                    message: "a line of `---` starts a second document here".into(),
                    help: Some("one file holds one entry: make another file".into()),
                });
            }
        }
        tree.take(event, &span)?;
    }
    let start = Place {
        line: first_line,
        column: 1,
    };
    let root = tree.root.unwrap_or(Node {
        place: start,
        kind: Kind::Empty,
    });
    Ok((root, tree.cut))
}

/// Collections still open while the events come in.
struct Tree {
    first_line: u32,
    open: Vec<Open>,
    root: Option<Node>,
    last_plain: Option<u32>,
    cut: Vec<Fault>,
}

enum Open {
    List {
        place: Place,
        items: Vec<Node>,
    },
    Map {
        place: Place,
        pairs: Vec<Pair>,
        key: Option<(String, Place)>,
    },
}

impl Tree {
    fn place(&self, span: &Span) -> Place {
        place(span.start.line(), span.start.col(), self.first_line)
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), Fault> {
        let at = self.place(span);
        match event {
            Event::Scalar(text, style, _, tag) => {
                let plain = style == ScalarStyle::Plain;
                let empty = plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                if tag.is_some() {
                    return Err(starts_like_code(at, '!'));
                }
                self.last_plain = plain.then_some(at.line);
                let kind = if empty {
                    Kind::Empty
                } else {
                    Kind::Text(text.into_owned())
                };
                self.close(Node { place: at, kind }, at)
            }
            Event::SequenceStart(_, _, tag) => {
                if tag.is_some() {
                    return Err(starts_like_code(at, '!'));
                }
                self.open.push(Open::List {
                    place: at,
                    items: Vec::new(),
                });
                Ok(())
            }
            Event::MappingStart(_, _, tag) => {
                if tag.is_some() {
                    return Err(starts_like_code(at, '!'));
                }
                self.open.push(Open::Map {
                    place: at,
                    pairs: Vec::new(),
                    key: None,
                });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List { place, items }) => self.close(
                    Node {
                        place,
                        kind: Kind::List(items),
                    },
                    place,
                ),
                Some(Open::Map { place, pairs, .. }) => self.close(
                    Node {
                        place,
                        kind: Kind::Map(pairs),
                    },
                    place,
                ),
                None => Ok(()),
            },
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(starts_like_code(at, '*')),
            Event::Comment(text, Placement::Right) => {
                // `Press #1` loses its end; `skills  # a comment` is a comment. The blank after the # tells them apart.
                let glued = text.chars().next().is_some_and(char::is_alphanumeric);
                if glued && self.last_plain == Some(at.line) {
                    self.cut.push(Fault {
                        place: at,
                        code: "text-cut-by-comment",
                        message: format!(
                            "the text ends before `#{}`, because a blank and a `#` start a comment",
                            text.trim_end()
                        ),
                        help: Some(
                            "put quotes round the whole text, or a blank after the `#` if it is a comment".into(),
                        ),
                    });
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Puts a finished node where it belongs: into the open list, behind the waiting key, or at the top.
    fn close(&mut self, node: Node, at: Place) -> Result<(), Fault> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { pairs, key, .. }) => match key.take() {
                Some((key, place)) => pairs.push(Pair {
                    key,
                    place,
                    value: node,
                }),
                None => match node.kind {
                    Kind::Text(text) => *key = Some((text, at)),
                    _ => {
                        return Err(Fault {
                            place: at,
                            code: "yaml",
                            message: "a field needs a name before its colon".into(),
                            help: Some("write it as `name: value`".into()),
                        });
                    }
                },
            },
        }
        Ok(())
    }
}

fn place(line: usize, column_from_zero: usize, first_line: u32) -> Place {
    let line = u32::try_from(line).unwrap_or(u32::MAX - first_line);
    let column = u32::try_from(column_from_zero).unwrap_or(u32::MAX - 1);
    Place {
        line: line.max(1) + first_line - 1,
        column: column + 1,
    }
}

/// Tabs before the first word of a line: never right in YAML, and invisible.
fn tab_indentation(text: &str, first_line: u32) -> Option<Fault> {
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('\t') && !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            return Some(Fault {
                place: place(index + 1, 0, first_line),
                code: "tab-indentation",
                message: "this line starts with a tab".into(),
                help: Some("use blanks instead: two for each step to the right".into()),
            });
        }
    }
    None
}

fn starts_like_code(place: Place, sign: char) -> Fault {
    Fault {
        place,
        code: "yaml",
        message: format!("a text that starts with `{sign}` or `&` means something else here"),
        help: Some("put quotes round the text".into()),
    }
}

/// What the parser refused, in an editor's words. The line itself often tells more than the parser does.
fn refusal(error: &ScanError, text: &str, first_line: u32) -> Fault {
    let marker = error.marker();
    let at = place(marker.line(), marker.col(), first_line);
    let line = text.lines().nth(marker.line().saturating_sub(1)).unwrap_or_default();
    let (message, help): (String, &str) = match error.kind() {
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidMappingValueWhitespace => (
            "a colon and a blank inside a text look like a new field".into(),
            "put quotes round the text: name: \"Drop-in: bring a friend\"",
        ),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => (
            "a quote is opened here and not closed".into(),
            "add the closing quote; a quote inside the text is written twice ('') or as \\\"",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            "there is text after the closing quote".into(),
            "put the quotes round the whole text",
        ),
        ErrorKind::UnclosedFlowCollection { open } => (
            format!("a `{open}` is opened here and not closed"),
            "add the closing bracket",
        ),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => (
            format!("a `{open}` is closed with `{close}`"),
            "brackets close with their own kind: [ ] for lists, { } for groups of fields",
        ),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MisplacedFlowCollectionEnd => (
            "the brackets or commas on this line do not fit together".into(),
            "check that every [ has its ], every { its }, and that commas stand between the items",
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => (
            "there is a tab where only blanks work".into(),
            "replace the tab by blanks",
        ),
        ErrorKind::RecursionLimitExceeded => (
            "there are too many brackets or steps to the right inside each other".into(),
            "an entry never needs more than a few; look for stray brackets",
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey => (
            "this line does not line up with the lines above it".into(),
            "fields of one group start in the same column, and each is written as `name: value`",
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            "a backslash inside double quotes means something else here".into(),
            "use single quotes, or write the backslash twice",
        ),
        ErrorKind::UnexpectedCharacter { character } => (
            format!("a text cannot start with `{}`", character.escape_default()),
            "put quotes round the text",
        ),
        ErrorKind::DirectiveDisallowed => ("a text cannot start with `%`".into(), "put quotes round the text"),
        ErrorKind::MissingAnchorOrAliasName => (
            "a text cannot start with `*` or `&`".into(),
            "put quotes round the text",
        ),
        _ => ("this line cannot be read".into(), guess(line)),
    };
    if let Some((line, column, bracket)) = opened_bracket(text, marker.line()) {
        return Fault {
            place: place(line, column, first_line),
            code: "yaml",
            message: format!("a `{bracket}` is opened here and not closed"),
            help: Some("add the closing bracket".into()),
        };
    }
    let opened = message
        .starts_with("a quote is opened")
        .then(|| opened_quote(text, marker.line()))
        .flatten();
    let place = opened.map_or(at, |(line, column)| place(line, column, first_line));
    Fault {
        place,
        code: "yaml",
        message,
        help: Some(help.into()),
    }
}

/// The bracket that starts a value on a line before `line` and is still open there: the parser complains about the line
/// it has reached, the editor forgot something above.
fn opened_bracket(text: &str, line: usize) -> Option<(usize, usize, char)> {
    let mut open = Vec::new();
    for (index, line) in text.lines().take(line.saturating_sub(1)).enumerate() {
        let mut quoted = None;
        let mut before = ' ';
        for (column, c) in line.chars().enumerate() {
            match (quoted, c) {
                (Some(quote), _) if c == quote => quoted = None,
                (Some(_), _) => {}
                (None, '#') if before.is_whitespace() => break,
                (None, '"' | '\'') if !before.is_alphanumeric() => quoted = Some(c),
                (None, '[' | '{') if !open.is_empty() || before.is_whitespace() => open.push((index + 1, column, c)),
                (None, ']' | '}') => {
                    open.pop();
                }
                _ => {}
            }
            before = c;
        }
    }
    open.pop()
}

/// The line and column of the quote that is still open on `line`: the parser notices only later lines.
fn opened_quote(text: &str, line: usize) -> Option<(usize, usize)> {
    let lines: Vec<&str> = text.lines().take(line).collect();
    let starts = |line: &str| {
        let value = line
            .find(": ")
            .map(|at| at + 2)
            .or_else(|| line.find("- ").map(|at| at + 2))?;
        let rest = line.get(value..)?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let open = rest.matches(quote).count() % 2 == 1;
        open.then(|| line.chars().count() - rest.chars().count())
    };
    lines
        .iter()
        .enumerate()
        .rev()
        .find_map(|(index, line)| starts(line).map(|column| (index + 1, column)))
}

fn guess(line: &str) -> &'static str {
    let after = line.split_once(':').map_or(line, |(_, after)| after);
    if after.contains(": ") || after.trim_start().starts_with(['@', '`', '%', '*', '&', '!', '|', '>']) {
        "put quotes round the text after the colon"
    } else {
        "compare it with the example of this kind in docs/editors/examples"
    }
}
