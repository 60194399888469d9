//! The print shop: makes the files of one job after another.
//!
//! In: an order, and its jobs from any thread. Out: files, and what became of each job. A job whose files are there
//! already, made of the same, is not set again.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::Edition;
use super::plan::{self, Job};
use super::view::{EntryView, HelplineView, PictureView, SheetData};
use super::world::{Press, Refusal, Set, Sheet};
use super::writer::{Writer, primary};
use super::{Order, Until, fit, foot, glyphs, refused};
use crate::content::LeafletFormat;
use crate::diagnostics::Diagnostics;
use crate::error::{Error, Result};
use crate::outputs::prints::Print;
use crate::outputs::said::Said;
use crate::outputs::{OutputFile, Sink};
use crate::pictures::{Small, name_in};
use crate::site::routes;

/// Everything that all jobs share.
pub(super) struct Shop<'a> {
    order: &'a Order<'a>,
    press: Press,
    /// The words of `[print]`.
    words: BTreeMap<String, String>,
    /// What templates, fonts and program are, as a hash: when one of them changes, everything is set again.
    tools: blake3::Hash,
}

/// What became of one job.
#[derive(Default)]
pub(super) struct Made {
    pub prints: Vec<(String, Print)>,
    pub edition: Option<Edition>,
    pub diagnostics: Diagnostics,
    pub set: usize,
}

impl<'a> Shop<'a> {
    /// Makes ready the templates and fonts of the order's theme.
    pub fn open(order: &'a Order<'a>) -> Result<Self> {
        let theme = order.theme;
        let templates = theme.leaflets.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let press = Press::new(templates, &theme.paper_fonts)
            .map_err(|cause| Error::without_path("read the theme's leaflets", cause))?;
        let mut tools = blake3::Hasher::new();
        tools.update(env!("CARGO_PKG_VERSION").as_bytes());
        for (name, text) in &theme.leaflets {
            tools.update(name.as_bytes()).update(text.as_bytes());
        }
        for font in &theme.paper_fonts {
            tools.update(font);
        }
        Ok(Self {
            order,
            press,
            words: theme.strings.part("print"),
            tools: tools.finalize(),
        })
    }

    /// Prints one document, unless the same one is there already.
    pub fn print(&self, job: &Job<'_>, sink: &dyn Sink) -> Result<Made> {
        let (mut data, edition) = self.data(job);
        let files = self.pictures(&mut data)?;
        let mut made = Made {
            edition: Some(edition.clone()),
            ..Made::default()
        };
        let value = serde_json::to_value(&data).map_err(|cause| Error::without_path("write a leaflet down", cause))?;
        refused::missing_glyphs(self.order.site, job, &value, &self.press, &mut made.diagnostics);
        if made.diagnostics.has_errors() || self.order.until == Until::Written {
            return Ok(made);
        }
        let input = self.input(job, value.to_string().as_bytes());
        if self.keep(job, &input, sink, &mut made)? {
            return Ok(made);
        }
        let sheet = Sheet {
            template: job.format.word(),
            name: &job.path,
            files,
            is_accessible: true,
        };
        let laid = fit::lay_out(&self.press, &sheet, job.format, data.alone, value);
        let set = match laid.and_then(|laid| self.press.write(&sheet, &laid)) {
            Ok(set) => set,
            Err(Refusal::Template(why)) => {
                return Err(Error::without_path("set a leaflet with the theme's templates", why));
            }
            Err(refusal) => {
                refused::refused(self.order.site, job, &data, &refusal, &mut made.diagnostics);
                return Ok(made);
            }
        };
        refused::too_long(job, &data, &set, &mut made.diagnostics);
        if !made.diagnostics.has_errors() {
            self.hand_on(job, set, &input, &edition, sink, &mut made)?;
        }
        Ok(made)
    }

    fn input(&self, job: &Job<'_>, data: &[u8]) -> String {
        let mut hash = blake3::Hasher::new();
        hash.update(self.tools.as_bytes())
            .update(job.format.word().as_bytes())
            .update(job.path.as_bytes())
            .update(data);
        // What is said about a leaflet that is too long depends on this too.
        let most = job.leaflet.and_then(|leaflet| leaflet.max_pages).unwrap_or_default();
        hash.update(&most.to_le_bytes());
        hash.finalize().to_hex().chars().take(32).collect()
    }

    /// Takes over the files of an earlier printing that were made of the same. Whether there were such.
    fn keep(&self, job: &Job<'_>, input: &str, sink: &dyn Sink, made: &mut Made) -> Result<bool> {
        let mut kept = Vec::new();
        for path in job.files() {
            let Some(print) = self.order.earlier.print(&path).filter(|print| print.input == input) else {
                return Ok(false);
            };
            let Some(bytes) = self
                .order
                .earlier
                .bytes(&path)
                .filter(|bytes| bytes.len() == print.bytes)
            else {
                return Ok(false);
            };
            kept.push((path, print, bytes));
        }
        for (number, (path, print, bytes)) in kept.into_iter().enumerate() {
            // A record of an earlier program may not say these.
            let print = Print {
                leaflet: slug_of(job),
                paper: job.other_paper(),
                to_fold: number > 0,
                ..print
            };
            sink.take(OutputFile {
                path: path.clone(),
                bytes,
            })?;
            made.prints.push((path, print));
        }
        Ok(true)
    }

    /// Hands a document on; a booklet a second time, imposed for folding.
    fn hand_on(
        &self,
        job: &Job<'_>,
        set: Set,
        input: &str,
        edition: &Edition,
        sink: &dyn Sink,
        made: &mut Made,
    ) -> Result<()> {
        let imposed = if job.format == LeafletFormat::A5Booklet {
            Some(self.impose(job, &set)?)
        } else {
            None
        };
        let sets = std::iter::once(set).chain(imposed);
        for (number, (path, set)) in job.files().into_iter().zip(sets).enumerate() {
            let print = Print {
                input: input.to_owned(),
                title: job.title.clone(),
                format: job.format.word().to_owned(),
                language: job.language.to_string(),
                bytes: set.pdf.len(),
                pages: set.pages,
                edition: edition.code.clone(),
                leaflet: slug_of(job),
                paper: job.other_paper(),
                to_fold: number > 0,
            };
            sink.take(OutputFile {
                path: path.clone(),
                bytes: set.pdf,
            })?;
            made.prints.push((path, print));
            made.set += 1;
        }
        Ok(())
    }

    /// The pages of a booklet on sheets of A4, two a side, in the order in which a folded pile reads. The file makes no claim
    /// of PDF/UA, because what lies on it is a picture of pages; the file in reading order is the accessible one.
    fn impose(&self, job: &Job<'_>, set: &Set) -> Result<Set> {
        let bleed = job.leaflet.map_or(0, |leaflet| leaflet.bleed);
        let data = serde_json::json!({
            "title": job.title,
            "pages": set.pages,
            "lang": primary(&job.language),
            "bleed": bleed,
        });
        let sheet = Sheet {
            template: "fold",
            name: &format!("{} to fold", job.path),
            files: vec![("pages.pdf".to_owned(), set.pdf.clone())],
            is_accessible: false,
        };
        let laid = self.press.lay_out(&sheet, data.to_string().into_bytes());
        laid.and_then(|laid| self.press.write(&sheet, &laid))
            .map_err(|refusal| Error::without_path("lay out a booklet for folding", format!("{refusal:?}")))
    }

    /// Gives the template the pictures that its texts show. Their bytes.
    fn pictures(&self, data: &mut SheetData) -> Result<Vec<(String, Vec<u8>)>> {
        let mut paths = BTreeSet::new();
        for block in data.entries.iter().flat_map(|entry| &entry.body) {
            block.pictures(&mut |path| {
                paths.insert(path.to_owned());
            });
        }
        let mut files = Vec::new();
        for path in paths {
            let mut all = self.order.site.pictures.iter();
            let Some((picture, _)) = all.find(|(one, _)| one.name == name_in(&path)) else {
                continue;
            };
            let Some(Small {
                shown,
                fallback: (kind, bytes),
                ..
            }) = (self.order.picture)(picture)?
            else {
                continue;
            };
            let file = format!("pictures/{}.{}", blake3::hash(&bytes).to_hex(), kind.ending());
            let view = PictureView {
                file: file.clone(),
                width: shown.width,
                height: shown.height,
            };
            data.pictures.insert(path, view);
            files.push((file, bytes));
        }
        Ok(files)
    }

    /// What the template reads, and the edition it makes.
    fn data(&self, job: &Job<'_>) -> (SheetData, Edition) {
        let Order {
            site, theme, subjects, ..
        } = *self.order;
        let can_print = |text: &str| glyphs::missing(text, &|c| self.press.has_glyph(c)).is_empty();
        let addresses = job.entries.iter().map(|what| plan::address_of(site, *what));
        let writer = Writer {
            said: Said {
                site,
                strings: &theme.strings,
            },
            language: &job.language,
            here: addresses.zip((0..).map(|at| format!("e{at}"))).collect(),
            can_print: &can_print,
        };
        let views: Vec<EntryView> = job
            .entries
            .iter()
            .enumerate()
            .map(|(at, what)| writer.entry(at, *what))
            .collect();
        let ids = job.entries.iter().map(|what| plan::address_of(site, *what));
        let ids = ids.map(|address| routes::id(&address).to_owned());
        let entries: Vec<(String, EntryView)> = ids.zip(views).collect();
        let edition = Edition::of(&job.name, &job.title, job.language.as_str(), &entries);
        let views: Vec<EntryView> = entries.into_iter().map(|(_, view)| view).collect();
        let newest = foot::span(site, &job.entries).map(|(_, newest)| newest.as_civil());
        let more = writer.more(job, subjects);
        let mut tag = job.language.as_str().split('-');
        let data = SheetData {
            title: writer.text(&job.title),
            site: site.config.title.clone(),
            lang: tag.next().unwrap_or("en").to_owned(),
            region: tag.find(|part| part.len() == 2).map(str::to_owned),
            fonts: self.press.families(),
            date: newest.map(|day| [day.year(), i16::from(day.month()), i16::from(day.day())]),
            words: self
                .words
                .iter()
                .map(|(name, words)| (name.clone(), writer.text(words)))
                .collect(),
            alone: matches!(views.as_slice(), [one] if one.name == writer.text(&job.title)),
            paper: job.paper.word(),
            bleed: job.leaflet.map_or(0, |leaflet| leaflet.bleed),
            helpline: site.config.helpline.as_ref().map(|helpline| HelplineView {
                name: helpline.name.clone(),
                text: writer.text(&helpline.phone.spoken()),
                uri: helpline.phone.tel_uri(),
                hours: theme
                    .strings
                    .hours(&helpline.hours)
                    .iter()
                    .map(|line| writer.text(line))
                    .collect(),
            }),
            foot: writer.foot(&job.entries, &edition.code),
            entries: views,
            pictures: BTreeMap::new(),
            more,
        };
        (data, edition)
    }
}

fn slug_of(job: &Job<'_>) -> Option<String> {
    job.leaflet.map(|leaflet| leaflet.slug.to_string())
}
