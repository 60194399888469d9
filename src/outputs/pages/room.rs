//! How much of a long list stands on one page, so that no page is too heavy for a slow line.
//!
//! In: how long the lists of a page are. Out: how many of each are shown as cards and how many as single lines. The page is
//! made with the most room first, and again with less while it is over its budget; a directory of any size keeps it so.

use super::{Job, Maker, dates, root_of};
use crate::error::Result;
use crate::outputs::{OutputFile, html, packed};
use crate::site::OfferId;
use crate::values::bytes::Bytes;

/// Stands before the number of an offer that is shown as a line.
pub(super) const LINE: char = '-';

/// What a page of a list weighs without the list, in bytes, packed quickly.
const BARE: usize = 4_600;

/// How many offers of a page are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// With all that a card says.
    pub cards: usize,
    /// After those, by name and place.
    pub lines: usize,
}

impl Room {
    /// The most that is shown, however light it is: nobody reads on for ever.
    pub const MOST: Self = Self::of(60, 240);

    /// Less and less.
    pub const LESS: [Self; 6] = [
        Self::of(45, 160),
        Self::of(36, 120),
        Self::of(24, 90),
        Self::of(12, 60),
        Self::of(6, 40),
        Self::of(3, 20),
    ];

    const fn of(cards: usize, lines: usize) -> Self {
        Self { cards, lines }
    }

    /// How many guides there is room for.
    pub fn guides(self) -> usize {
        self.cards.div_ceil(3)
    }

    /// How many offers there is room for.
    pub fn all(self) -> usize {
        self.cards + self.lines
    }

    /// What is left of it after some have been shown.
    pub fn without(self, shown: usize) -> Self {
        let cards = self.cards.saturating_sub(shown);
        let lines = self.lines.saturating_sub(shown.saturating_sub(self.cards));
        Self { cards, lines }
    }

    /// What a page shows whose shared parts are still marks.
    fn shown_in(page: &str) -> Self {
        let mut shown = Self::of(0, 0);
        for mark in html::marks(page) {
            shown.lines += usize::from(mark.starts_with(LINE));
            shown.cards += usize::from(mark.starts_with(|first: char| first.is_ascii_digit()));
        }
        shown
    }

    /// How many of [`Self::LESS`] are likely too large for a page that shows this, weighs so much and may weigh only `most`. One
    /// too few, and another is tried; one too many, and the page shows less than it might.
    fn steps_to(self, weight: Bytes, most: Bytes) -> usize {
        let listed = weight.0.saturating_sub(BARE).max(1);
        let room_for = (most.0 + most.0 / 8).saturating_sub(BARE);
        let is_light = |less: &Self| {
            let cards = self.all().min(less.cards);
            let lines = (self.all() - cards).min(less.lines);
            Self::of(cards, lines).size() * listed <= self.size() * room_for
        };
        Self::LESS.iter().position(is_light).unwrap_or(Self::LESS.len() - 1)
    }

    /// A card weighs as much as three lines.
    fn size(self) -> usize {
        3 * self.cards + self.lines
    }

    /// Shares it out among lists by their lengths: a long one leaves room for the others.
    pub fn share<const N: usize>(self, lengths: [usize; N]) -> [Self; N] {
        let cards = in_turn(lengths, self.cards);
        let mut rest = lengths;
        rest.iter_mut().zip(cards).for_each(|(rest, cards)| *rest -= cards);
        let mut lines = in_turn(rest, self.lines).into_iter();
        cards.map(|cards| Self::of(cards, lines.next().unwrap_or_default()))
    }
}

/// Gives each one in turn, until all have what they want or nothing is left.
fn in_turn<const N: usize>(wanted: [usize; N], mut left: usize) -> [usize; N] {
    let mut given = [0; N];
    let mut is_wanted = true;
    while is_wanted {
        is_wanted = false;
        for (given, wanted) in given.iter_mut().zip(wanted) {
            if *given < wanted && left > 0 {
                *given += 1;
                left -= 1;
                is_wanted = true;
            }
        }
    }
    given
}

impl Maker<'_> {
    /// A page with all its parts, no heavier than pages may be if less of its lists makes it so.
    pub(super) fn file(&self, job: &Job<'_>) -> Result<OutputFile> {
        let most = self.site.config.budget.page;
        // Less than half is left of any page when it is packed, so that short ones need not be weighed.
        let may_be_heavy = |file: &OutputFile| job.has_lists() && file.bytes.len() > most.0 * 2;
        let is_light = |file: &OutputFile| !may_be_heavy(file) || packed::fits(&file.bytes, most);
        let (mut file, shown) = self.file_with(job, Room::MOST)?;
        if is_light(&file) {
            return Ok(file);
        }
        // To make a page takes longer than anything else, so that the first try is a guess at the right one.
        let weight = packed::nearly_packed(&file.bytes);
        for room in Room::LESS.into_iter().skip(shown.steps_to(weight, most)) {
            (file, _) = self.file_with(job, room)?;
            if is_light(&file) {
                break;
            }
        }
        Ok(file)
    }

    /// A page, and what it shows of its lists.
    fn file_with(&self, job: &Job<'_>, room: Room) -> Result<(OutputFile, Room)> {
        let (path, page) = self.page(job, room)?;
        let shown = Room::shown_in(&page);
        let parts = dates::PageParts::of(self, &page);
        let page = html::finish_page(&page, &root_of(&path), |part| parts.get(part));
        let bytes = html::put_style(&page, &self.theme.style, &self.by_script);
        Ok((OutputFile { path, bytes }, shown))
    }

    /// Marks for the cards of offers; the cards themselves are put in when the page is small. Those for which there is no room
    /// any more as cards are lines.
    pub(super) fn cards(&self, ids: &[OfferId], room: Room) -> Vec<String> {
        let mark = |(at, id): (usize, &OfferId)| {
            let number = id.index().to_string();
            html::mark(&if at < room.cards {
                number
            } else {
                format!("{LINE}{number}")
            })
        };
        ids.iter().take(room.all()).enumerate().map(mark).collect()
    }
}

impl Job<'_> {
    /// Whether the page can show less of a list.
    fn has_lists(&self) -> bool {
        matches!(
            self,
            Self::Organisation(_)
                | Self::Place(_)
                | Self::Area(_)
                | Self::AreaTopic(..)
                | Self::Topic(_)
                | Self::Near(_)
                | Self::Language(_)
                | Self::Leaflets
        )
    }
}
