//! The page that lists the leaflets: what there is on paper, how to print it, and where copies lie.
//!
//! In: what was printed, and the leaflets' files. Out: one page. Where there is little room for many leaflets, some are
//! lines.

use serde::Serialize;

use super::card::Link;
use super::links::PrintLink;
use super::{Maker, Room, Shell};
use crate::content::LeafletFormat;
use crate::outputs::prints::Print;
use crate::outputs::said::LanguageView;
use crate::site::{Leaflet, routes};
use crate::values::language::Language;

/// What `leaflets.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct LeafletsPage {
    shell: Shell,
    groups: Vec<LeafletGroup>,
    /// How many more there are than are shown.
    more: usize,
}

/// Leaflets under one heading.
#[derive(Debug, Serialize)]
struct LeafletGroup {
    id: &'static str,
    title: String,
    note: Option<String>,
    /// What stands before the places that keep copies.
    places: String,
    leaflets: Vec<LeafletView>,
}

/// A leaflet in one of its languages.
#[derive(Debug, Serialize)]
struct LeafletView {
    /// It is called after the leaflet.
    file: PrintLink,
    /// The language of the file, for `hreflang`, where it is not the site's own.
    tag: Option<String>,
    /// "Booklet, A5"
    kind: String,
    /// Whether there is room for a line only.
    is_short: bool,
    /// Nothing where no leaflet is in another language.
    language: Option<LanguageView>,
    area: Option<String>,
    /// The names of the needs it is about.
    needs: String,
    /// Whether its paper is larger than the page, with marks to cut by.
    is_for_shop: bool,
    /// The file to fold, where that is another.
    fold: Option<PrintLink>,
    /// How to print, fold or cut it.
    how: Option<String>,
    /// Who keeps copies.
    places: Vec<Link>,
}

/// A printed file with the leaflet it is of.
type Printed<'a> = (&'a Leaflet, &'a str, &'a Print);

/// Who takes a leaflet, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Read,
    Wall,
    Desk,
}

impl Use {
    const ALL: [Self; 3] = [Self::Read, Self::Wall, Self::Desk];

    fn of(format: LeafletFormat) -> Self {
        match format {
            LeafletFormat::A4Sheet | LeafletFormat::LargePrint | LeafletFormat::A5Booklet | LeafletFormat::Trifold => {
                Self::Read
            }
            LeafletFormat::Poster | LeafletFormat::WeekSheet => Self::Wall,
            LeafletFormat::DeskSheet => Self::Desk,
        }
    }

    /// Its anchor, and the words of its heading.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Read => ("read", "leaflets.read"),
            Self::Wall => ("wall", "leaflets.wall"),
            Self::Desk => ("desk", "leaflets.desk"),
        }
    }
}

impl Maker<'_> {
    /// The page of all leaflets.
    pub(super) fn leaflets(&self, room: Room) -> LeafletsPage {
        let mut files: Vec<Printed<'_>> = self.files_of_leaflets().collect();
        files.sort_by_cached_key(|(leaflet, path, print)| {
            let title = leaflet.title.to_lowercase();
            (Use::of(leaflet.format), title, print.paper.as_deref(), *path)
        });
        let has_others = files.iter().any(|(_, _, print)| self.is_in_another_language(print));
        let all = files.len();
        let shown = files.into_iter().take(room.all()).enumerate().map(|(at, file)| {
            let view = self.leaflet_view(file, at >= room.cards, has_others);
            (Use::of(file.0.format), view)
        });
        let mut shown = shown.peekable();
        let groups = Use::ALL.map(|kind| {
            let (id, title) = kind.words();
            LeafletGroup {
                id,
                title: self.word(title),
                note: (kind == Use::Desk).then(|| self.word("leaflets.desk_note")),
                // What hangs on a wall or lies at a desk stays there.
                places: self.word(match kind {
                    Use::Read => "leaflets.places",
                    Use::Wall | Use::Desk => "leaflets.places_see",
                }),
                leaflets: std::iter::from_fn(|| shown.next_if(|(of, _)| *of == kind))
                    .map(|(_, view)| view)
                    .collect(),
            }
        });
        let title = self.word("leaflets.title");
        LeafletsPage {
            shell: self.shell(routes::LEAFLETS, &title, &self.word("leaflets.about"), &[]),
            groups: groups.into_iter().filter(|group| !group.leaflets.is_empty()).collect(),
            more: all.saturating_sub(room.all()),
        }
    }

    /// Every file of a leaflet but those to fold.
    fn files_of_leaflets(&self) -> impl Iterator<Item = Printed<'_>> {
        let files = self.paper.prints.iter().filter(|(_, print)| !print.to_fold);
        files.filter_map(|(path, print)| {
            let slug = print.leaflet.as_deref()?;
            let leaflet = self.site.leaflets.iter().find(|one| one.slug.as_str() == slug)?;
            Some((leaflet, path.as_str(), print))
        })
    }

    fn is_in_another_language(&self, print: &Print) -> bool {
        let primary = |tag: &str| tag.split('-').next().map(str::to_owned);
        primary(&print.language) != primary(self.site.config.language.as_str())
    }

    fn leaflet_view(&self, (leaflet, path, print): Printed<'_>, is_short: bool, has_others: bool) -> LeafletView {
        let site = self.site;
        let is_other = self.is_in_another_language(print);
        let language = Language::parse(&print.language).ok().filter(|_| has_others);
        let kind = print
            .paper
            .as_ref()
            .map_or_else(|| print.format.clone(), |paper| format!("{}-{paper}", print.format));
        let needs: Vec<&str> = leaflet
            .needs
            .iter()
            .map(|need| site.topic(*need).name.as_str())
            .collect();
        LeafletView {
            file: self.file_link(leaflet, path, print),
            tag: is_other.then(|| print.language.clone()),
            kind: self.choice("leaflet_format", &kind),
            is_short,
            language: language.map(|language| self.language_view(&language)),
            area: leaflet.area.map(|area| site.area(area).name.clone()),
            needs: needs.join("; "),
            is_for_shop: leaflet.bleed > 0,
            fold: self.file_to_fold(leaflet, print),
            how: self.how_to_print(leaflet),
            places: leaflet
                .keep_at
                .iter()
                .map(|(place, _)| self.place_link(*place))
                .collect(),
        }
    }

    /// The other file of a booklet, in the same language.
    fn file_to_fold(&self, leaflet: &Leaflet, print: &Print) -> Option<PrintLink> {
        let is_its = |one: &Print| one.to_fold && one.leaflet == print.leaflet && one.language == print.language;
        let (path, other) = self.paper.prints.iter().find(|(_, one)| is_its(one))?;
        Some(self.file_link(leaflet, path, other))
    }

    fn how_to_print(&self, leaflet: &Leaflet) -> Option<String> {
        match leaflet.format {
            LeafletFormat::A5Booklet => Some(self.word("leaflets.how_fold")),
            LeafletFormat::Trifold => Some(self.word("leaflets.how_trifold")),
            LeafletFormat::Poster if leaflet.tear_off => Some(self.word("leaflets.how_strips")),
            _ => None,
        }
    }
}
