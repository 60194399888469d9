//! The press: sets one document with typst, and says what it refused.
//!
//! In: the theme's templates and fonts, once; then, for each document, a template's name and its data as JSON. Out: the
//! bytes of a PDF with the number of its pages and the page on which each entry starts, or why it was refused. It must not
//! know what a leaflet is. Nothing is read from disk or from the network: a document sees its template, its data, the fonts and what it was handed.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Label, Smart};
use typst::introspection::Introspector;
use typst::syntax::{DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// After how many other documents typst forgets what it remembers of one; more costs memory and saves no time.
const REMEMBERED: usize = 3;

/// The most labels that are asked for their page.
const MOST_LABELS: usize = 10_000;

/// Templates and fonts, ready to set documents; shared by all threads.
pub(super) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: BTreeMap<String, FileId>,
    sources: Vec<(FileId, Source)>,
    data: FileId,
}

/// What goes into one document.
pub(super) struct Sheet<'a> {
    /// The name of the template, without folder and ending: `a4-sheet`.
    pub template: &'a str,
    /// A stable name of the document, for its identifier.
    pub name: &'a str,
    /// What else it reads, by name from the top: pictures. Names must not be without end: typst never forgets one.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether it claims PDF/UA-1, and is refused where it is not that.
    pub is_accessible: bool,
}

/// A document that was laid out.
pub(super) struct Laid(PagedDocument);

impl Laid {
    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.0.pages().len()
    }

    /// How many pages are full: 1.25 where the text ends a quarter down the second. A template says where that is by the
    /// label `end`; without one every page is.
    pub fn full(&self) -> f64 {
        let end = || {
            let introspector = self.0.introspector();
            let label = Label::new(PicoStr::intern("end"))?;
            let place = introspector.query_label(label).ok()?.location()?;
            let end = introspector.position(place)?;
            let page = self.0.pages().get(end.page.get().checked_sub(1)?)?;
            let down = end.point.y / page.frame.height();
            Some((end.page.get() - 1) as f64 + down)
        };
        end().unwrap_or(self.pages() as f64)
    }
}

/// A document that was set.
pub(super) struct Set {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The page on which each entry starts, from 1: those labelled `e0`, `e1` and so on.
    pub starts: Vec<usize>,
}

/// Why a document was not set.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Something does not fit where it must: the part, and what to do, in the template's words.
    DoesNotFit(String),
    /// PDF/UA-1 does not allow it: typst's words and hint.
    NotAccessible(String),
    /// The template is wrong: file, line and typst's words.
    Template(String),
}

/// How a template says that a part is too large for its place.
const DOES_NOT_FIT: &str = "does-not-fit: ";

impl Press {
    /// A press with the templates of a theme (by name, `shared` among them) and fonts as bytes. A font that cannot be read
    /// is left out; whoever lacks its letters hears of it.
    pub fn new<'a>(templates: impl IntoIterator<Item = (&'a str, &'a str)>, fonts: &[Vec<u8>]) -> Result<Self, String> {
        let fonts: Vec<Font> = fonts
            .iter()
            .flat_map(|bytes| Font::iter(Bytes::new(bytes.clone())))
            .collect();
        let mut ids = BTreeMap::new();
        let mut sources = Vec::new();
        for (name, text) in templates {
            let id = file(&format!("/{name}.typ"))?;
            ids.insert(name.to_owned(), id);
            sources.push((id, Source::new(id, text.to_owned())));
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates: ids,
            sources,
            data: file("/data.json")?,
        })
    }

    /// The families of the fonts, each once, in their order.
    pub fn families(&self) -> Vec<String> {
        let mut families = Vec::new();
        for font in &self.fonts {
            let family = &font.info().family;
            if !families.contains(family) {
                families.push(family.clone());
            }
        }
        families
    }

    /// Whether some font has a letter.
    pub fn has_glyph(&self, letter: char) -> bool {
        self.fonts
            .iter()
            .any(|font| font.info().coverage.contains(u32::from(letter)))
    }

    /// Lays one document out. The template reads `data` as `/data.json`.
    pub fn lay_out(&self, sheet: &Sheet<'_>, data: Vec<u8>) -> Result<Laid, Refusal> {
        let main = self
            .templates
            .get(sheet.template)
            .copied()
            .ok_or_else(|| Refusal::Template(format!("the file `leaflets/{}.typ` is missing", sheet.template)))?;
        let mut files = vec![(self.data, Bytes::new(data))];
        for (name, bytes) in &sheet.files {
            let id = file(&format!("/{name}")).map_err(Refusal::Template)?;
            files.push((id, Bytes::new(bytes.clone())));
        }
        let job = Job {
            press: self,
            main,
            files,
        };
        let compiled = typst::compile::<PagedDocument>(&job);
        let document = compiled.output.map_err(|found| self.refusal(&found))?;
        if let Some(warning) = compiled.warnings.first() {
            return Err(Refusal::Template(self.said(warning)));
        }
        Ok(Laid(document))
    }

    /// Writes it as PDF. What typst remembers of it is forgotten soon.
    pub fn write(&self, sheet: &Sheet<'_>, Laid(document): &Laid) -> Result<Set, Refusal> {
        let pdf = typst_pdf::pdf(document, &options(sheet.name, sheet.is_accessible)?)
            .map_err(|found| Refusal::NotAccessible(found.first().map(words_of).unwrap_or_default()))?;
        let set = Set {
            pdf,
            pages: document.pages().len(),
            starts: starts(document),
        };
        typst::comemo::evict(REMEMBERED);
        Ok(set)
    }

    fn refusal(&self, found: &[SourceDiagnostic]) -> Refusal {
        let Some(first) = found.first() else {
            return Refusal::Template("it could not be set".to_owned());
        };
        match first.message.split_once(DOES_NOT_FIT) {
            Some((_, part)) => Refusal::DoesNotFit(part.trim_matches('"').to_owned()),
            None => Refusal::Template(self.said(first)),
        }
    }

    /// What typst says, with the place in the template.
    fn said(&self, found: &SourceDiagnostic) -> String {
        let words = words_of(found);
        let place = match found.span.get() {
            DiagSpanKind::Number { id, num, sub_range } => self.line(id, |source| source.range(num, sub_range)),
            DiagSpanKind::Range { id, range } => self.line(id, |_| Some(range)),
            DiagSpanKind::Detached => None,
        };
        match place {
            Some(place) => format!("{place}: {words}"),
            None => words,
        }
    }

    /// `leaflets/poster.typ:12`
    fn line(&self, id: FileId, range: impl FnOnce(&Source) -> Option<Range<usize>>) -> Option<String> {
        let source = self.source_of(id).ok()?;
        let line = source.lines().byte_to_line(range(&source)?.start)? + 1;
        Some(format!("leaflets{}:{line}", id.get().vpath().get_with_slash()))
    }

    fn source_of(&self, id: FileId) -> FileResult<Source> {
        let found = self.sources.iter().find(|(known, _)| *known == id);
        found.map(|(_, source)| source.clone()).ok_or_else(|| missing(id))
    }
}

/// One document on the press: the virtual files have the same names every time, because typst never forgets a name.
struct Job<'a> {
    press: &'a Press,
    main: FileId,
    files: Vec<(FileId, Bytes)>,
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.press.source_of(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(known, _)| *known == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// The clock is none of a document's business: the same input gives the same bytes.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|error| format!("`{path}`: {error:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

/// The message with its first hint.
fn words_of(found: &SourceDiagnostic) -> String {
    match found.hints.first() {
        Some(hint) => format!("{} ({})", found.message, hint.v),
        None => found.message.to_string(),
    }
}

fn options(name: &str, is_accessible: bool) -> Result<PdfOptions, Refusal> {
    let wanted: &[PdfStandard] = if is_accessible { &[PdfStandard::Ua_1] } else { &[] };
    let standards = PdfStandards::new(wanted).map_err(|error| Refusal::NotAccessible(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some("Fingerpost".to_owned())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: is_accessible,
        pretty: false,
    })
}

fn starts(document: &PagedDocument) -> Vec<usize> {
    let introspector = document.introspector();
    let page = |number: usize| {
        let label = Label::new(PicoStr::intern(&format!("e{number}")))?;
        let place = introspector.query_label(label).ok()?.location()?;
        introspector.page(place).map(|page| page.get())
    };
    (0..MOST_LABELS).map_while(page).collect()
}
