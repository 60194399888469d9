//! The fields of the index.
//!
//! In: nothing. Out: tantivy's schema, and where each field stands in it. It knows no entries and no ranking formula.
//!
//! The ten fields of words are analysed before the writer sees them (see `analysis`) and handed over with spaces
//! between the stems, so that tantivy's own `whitespace` tokenizer is enough to open and to search the folder anywhere.

use tantivy::schema::{
    DateOptions, FAST, Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::error::{Error, Result};

/// A field of words that ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextField {
    /// What the entry is called, in all its languages.
    Title,
    /// What it helps with: names of topics, the type of help.
    Topics,
    /// Who runs it.
    Organisation,
    /// Where: places, towns, postcodes, areas and all that those lie in.
    Place,
    /// What it is, in a sentence.
    Summary,
    /// What people say who need it: the phrases and other words of its topics.
    Needs,
    /// Districts and towns that it is near, each as often as it is near (see `documents/near.rs`).
    Near,
    /// Everything else on its page.
    Body,
    /// Other words for it: its own, and those of the groups in `synonyms.yaml` and `thesaurus.yaml`.
    Synonyms,
    /// Of an organisation or a place: what its offers are called, what they are, and what people say who need them.
    Offers,
}

impl TextField {
    /// How many there are.
    pub const COUNT: usize = 10;

    /// All of them, in the order of the schema.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Title,
        Self::Topics,
        Self::Organisation,
        Self::Place,
        Self::Summary,
        Self::Needs,
        Self::Near,
        Self::Body,
        Self::Synonyms,
        Self::Offers,
    ];

    /// Its name in the schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Topics => "topics",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Summary => "summary",
            Self::Needs => "needs",
            Self::Near => "near",
            Self::Body => "body",
            Self::Synonyms => "synonyms",
            Self::Offers => "offers",
        }
    }

    /// How much a word counts that stands in it.
    pub fn weight(self) -> f64 {
        match self {
            Self::Title => 4.0,
            Self::Topics | Self::Organisation | Self::Place => 3.0,
            Self::Summary => 2.0,
            Self::Needs => 1.5,
            Self::Body | Self::Synonyms | Self::Offers => 1.0,
            Self::Near => 0.5,
        }
    }
}

/// What a result shows, in the order of the schema. `shown_title` and `shown_summary` are as the editor wrote them;
/// `title` and `summary` hold their stems.
pub(super) const STORED_TEXTS: [&str; 9] = [
    "id",
    "shown_title",
    "url",
    "shown_summary",
    "area",
    "phone",
    "hours",
    "kind",
    "cost",
];

/// Where each field stands in the schema.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    /// In the order of [`TextField::ALL`].
    pub texts: [Field; TextField::COUNT],
    /// In the order of [`STORED_TEXTS`].
    pub stored: [Field; STORED_TEXTS.len()],
    /// Every word as written, once an entry: what spelling is put right by.
    pub words: Field,
    /// Every stem as often as its phrases say (see `telling`).
    pub phrases: Field,
    /// `area=millbrook`, `cost=free` …
    pub facet: Field,
    /// Latitudes in degrees, one a place.
    pub lat: Field,
    /// Longitudes in degrees, in the same order.
    pub lon: Field,
    /// The day on which somebody last made sure of the entry.
    pub assured: Field,
    /// Whether that is too long ago to come first.
    pub overdue: Field,
}

/// The schema of a new index.
pub(super) fn schema() -> Schema {
    let mut builder = Schema::builder();
    let counted = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::WithFreqs);
    for field in TextField::ALL {
        let options = TextOptions::default().set_indexing_options(counted.clone());
        builder.add_text_field(field.name(), options);
    }
    for name in STORED_TEXTS {
        builder.add_text_field(name, STORED);
    }
    let listed = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    builder.add_text_field("words", TextOptions::default().set_indexing_options(listed));
    let said = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(false);
    builder.add_text_field("phrases", TextOptions::default().set_indexing_options(said));
    builder.add_text_field("facet", STRING);
    builder.add_f64_field("lat", NumericOptions::default().set_fast());
    builder.add_f64_field("lon", NumericOptions::default().set_fast());
    builder.add_date_field("assured", DateOptions::default().set_fast());
    builder.add_bool_field("overdue", FAST);
    builder.build()
}

impl Fields {
    /// Finds the fields in the schema of an index, which another release may have made.
    pub fn of(schema: &Schema) -> Result<Self> {
        let field = |name: &str| {
            schema.get_field(name).map_err(|_| {
                let advice = format!("it has no field `{name}`: another release made it. Run `fingerpost build` again");
                Error::without_path("use the search index", advice)
            })
        };
        let mut texts = [Field::from_field_id(0); TextField::COUNT];
        for (place, text) in texts.iter_mut().zip(TextField::ALL) {
            *place = field(text.name())?;
        }
        let mut stored = [Field::from_field_id(0); STORED_TEXTS.len()];
        for (place, name) in stored.iter_mut().zip(STORED_TEXTS) {
            *place = field(name)?;
        }
        Ok(Self {
            texts,
            stored,
            words: field("words")?,
            phrases: field("phrases")?,
            facet: field("facet")?,
            lat: field("lat")?,
            lon: field("lon")?,
            assured: field("assured")?,
            overdue: field("overdue")?,
        })
    }
}
