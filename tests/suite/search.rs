//! Searching: every entry is found by the words people have for it, ranked as the formula says, from an index that is the
//! same bytes whenever it is made of the same entries.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use fingerpost::diagnostics::{Colour, Diagnostics, human};
use fingerpost::outputs::OutputFile;
use fingerpost::outputs::search::{
    Analyser, Answer, B, BEST, EVERYDAY, FAINT, HALF, IndexBuilder, K1, Kind, LENT, LONGEST, LONGEST_WORD, MOST_WORDS,
    NEAR, OFFERS, PHRASES, Query, SYNONYMS, SearchDocument, SearchLists, Searcher, TITLE, TextField, WHOLE, open,
    render,
};
use fingerpost::site::{Position, Site, resolve};
use fingerpost::source::Source;
use fingerpost::values::date::Date;
use fingerpost::values::hours::HoursWords;
use fingerpost::{config, content, pictures, source};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index as Choice, select};
use serde::Deserialize;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{QueryParser, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, Term};
use tempfile::TempDir;

use super::site_test::{SiteTest, files, project};

/// An index in a folder of its own.
struct Indexed {
    folder: TempDir,
    searcher: Searcher,
}

impl Indexed {
    fn of(documents: &[SearchDocument], lists: &SearchLists) -> Self {
        Self::written(&files_of(documents, lists))
    }

    fn of_site(site: &Site, lists: &SearchLists) -> Self {
        Self::written(&files_of_site(site, lists))
    }

    fn written(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            fs::write(folder.path().join(path), bytes).unwrap();
        }
        let searcher = open(folder.path()).unwrap();
        Self { folder, searcher }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn answer(&self, text: &str) -> Answer {
        self.filtered(text, &[])
    }

    fn filtered(&self, text: &str, filters: &[(&str, &str)]) -> Answer {
        let filters = filters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.searcher
            .answer(&Query {
                text: text.to_owned(),
                limit: usize::MAX,
                filters,
                as_typed: false,
            })
            .unwrap()
    }

    /// The addresses found, without folder and ending.
    fn ids(&self, text: &str) -> Vec<String> {
        ids(&self.answer(text))
    }
}

fn ids(answer: &Answer) -> Vec<String> {
    answer
        .hits
        .iter()
        .map(|hit| hit.id.rsplit('/').next().unwrap().to_owned())
        .collect()
}

/// The files of an index. A file that is handed on twice would be lost here, so it must not be.
fn gathered(
    make: impl FnOnce(&(dyn Fn(OutputFile) -> fingerpost::error::Result<()> + Sync)),
) -> BTreeMap<String, Vec<u8>> {
    let files = Mutex::new(BTreeMap::new());
    make(&|file: OutputFile| {
        assert!(files.lock().unwrap().insert(file.path, file.bytes).is_none());
        Ok(())
    });
    files.into_inner().unwrap()
}

fn files_of(documents: &[SearchDocument], lists: &SearchLists) -> BTreeMap<String, Vec<u8>> {
    gathered(|sink| {
        let mut index = IndexBuilder::new(lists).unwrap();
        index.add(documents).unwrap();
        index.finish(&sink).unwrap();
    })
}

fn files_of_site(site: &Site, lists: &SearchLists) -> BTreeMap<String, Vec<u8>> {
    gathered(|sink| {
        render(site, lists, &ENGLISH, &sink).unwrap();
    })
}

/// An offer with a name and, field by field, more words.
fn entry(name: &str, texts: &[(TextField, &str)]) -> SearchDocument {
    let mut document = SearchDocument::new(Kind::Offer, format!("offers/{}.html", name.replace(' ', "-")), name);
    for (field, text) in texts {
        document.say(*field, text);
    }
    document
}

fn lists(stop: &str, everyday: &str, synonyms: &str) -> SearchLists {
    let mut diagnostics = Diagnostics::default();
    let lists = parsed(stop, everyday, synonyms, "", &mut diagnostics);
    assert!(
        diagnostics.sorted().is_empty(),
        "{}",
        human(&diagnostics, Colour::Plain)
    );
    lists
}

fn parsed(stop: &str, everyday: &str, synonyms: &str, thesaurus: &str, diagnostics: &mut Diagnostics) -> SearchLists {
    let file = |name: &str, text: &str| Source {
        path: format!("search-index/{name}"),
        text: text.into(),
    };
    let synonyms = file("synonyms.yaml", synonyms);
    SearchLists::parse(
        stop,
        everyday,
        &synonyms,
        &file("thesaurus.yaml", thesaurus),
        diagnostics,
    )
}

/// What a site has that has no lists of its own.
fn shipped_lists() -> SearchLists {
    let read = |name: &str| fs::read_to_string(project().join("search-index").join(name)).unwrap();
    let mut diagnostics = Diagnostics::default();
    let lists = parsed(
        &read("stop.txt"),
        &read("everyday.txt"),
        "",
        &read("thesaurus.yaml"),
        &mut diagnostics,
    );
    assert!(
        diagnostics.sorted().is_empty(),
        "{}",
        human(&diagnostics, Colour::Plain)
    );
    lists
}

static ENGLISH: LazyLock<HoursWords> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Strings {
        hours: HoursWords,
    }
    let text = fs::read_to_string(project().join("themes/default/strings/en-GB.toml")).unwrap();
    toml::from_str::<Strings>(&text).unwrap().hours
});

fn site_of(root: &Path) -> Site {
    let mut diagnostics = Diagnostics::default();
    let sources = source::read(&root.join("content"), "content", &mut diagnostics).unwrap();
    let mut content = content::parse(&sources, &mut diagnostics);
    content.pictures = pictures::read(root, &mut diagnostics).unwrap();
    let today = Date::parse("2026-11-21").unwrap();
    let site = resolve(content, config::read(root).unwrap(), today, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}", human(&diagnostics, Colour::Plain));
    site
}

static SAMPLE_SITE: LazyLock<Site> = LazyLock::new(|| site_of(&project()));
static SAMPLE: LazyLock<Indexed> = LazyLock::new(|| Indexed::of_site(&SAMPLE_SITE, &shipped_lists()));

fn minimal(change: impl FnOnce(SiteTest) -> SiteTest) -> Indexed {
    Indexed::of_site(&site_of(change(SiteTest::minimal()).root()), &shipped_lists())
}

// The files

#[test]
fn the_same_entries_give_the_same_bytes() {
    let (one, other) = (
        files_of_site(&SAMPLE_SITE, &shipped_lists()),
        files_of_site(&SAMPLE_SITE, &shipped_lists()),
    );
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    assert!(one == other);
}

#[test]
fn one_other_word_gives_the_files_of_the_segment_other_names() {
    let lists = SearchLists::default();
    let one = files_of(&[entry("tablet", &[])], &lists);
    let other = files_of(&[entry("laptop", &[])], &lists);
    let shared: Vec<_> = one.keys().filter(|path| other.contains_key(*path)).collect();
    assert_eq!(shared, [".managed.json", "meta.json"]);
}

#[test]
fn tantivy_itself_opens_the_folder_and_finds_it_whole() {
    let index = Index::open_in_dir(SAMPLE.path()).unwrap();
    assert_eq!(index.searchable_segment_ids().unwrap().len(), 1);
    assert_eq!(index.validate_checksum().unwrap().len(), 0);
    let searcher = index.reader().unwrap().searcher();
    assert_eq!(searcher.num_docs() as usize, SAMPLE.searcher.entries());

    let title = index.schema().get_field("title").unwrap();
    let parsed = QueryParser::for_index(&index, vec![title])
        .parse_query("tablet")
        .unwrap();
    assert!(searcher.search(&parsed, &Count).unwrap() > 1);
    assert!(
        !searcher
            .search(&parsed, &TopDocs::with_limit(3).order_by_score())
            .unwrap()
            .is_empty()
    );
    let facet = Term::from_field_text(index.schema().get_field("facet").unwrap(), "kind=guide");
    let guides = searcher
        .search(&TermQuery::new(facet, IndexRecordOption::Basic), &Count)
        .unwrap();
    assert_eq!(guides, SAMPLE_SITE.guides.len());
}

#[test]
fn positions_and_the_day_of_the_last_check_stand_in_columns() {
    let mut document = entry("tablet", &[]);
    document.positions = vec![Position { lat: 52.5, lon: -0.5 }, Position { lat: 52.75, lon: -0.25 }];
    document.assured = Some(Date::parse("2026-11-10").unwrap());
    let index = Indexed::of(&[document], &SearchLists::default());
    let reader = Index::open_in_dir(index.path()).unwrap().reader().unwrap().searcher();
    let columns = reader.segment_reader(0).fast_fields();
    assert_eq!(
        columns.f64("lat").unwrap().values_for_doc(0).collect::<Vec<_>>(),
        [52.5, 52.75]
    );
    assert_eq!(
        columns.f64("lon").unwrap().values_for_doc(0).collect::<Vec<_>>(),
        [-0.5, -0.25]
    );
    let assured = columns.date("assured").unwrap().first(0).unwrap();
    assert_eq!(assured.into_timestamp_secs(), 1_794_268_800);
    assert_eq!(columns.bool("overdue").unwrap().first(0), Some(false));
}

#[test]
fn every_file_is_in_the_list_that_tantivy_keeps() {
    let files = files_of(&[entry("tablet", &[])], &SearchLists::default());
    let listed: BTreeSet<String> = serde_json::from_slice(&files[".managed.json"]).unwrap();
    let there: BTreeSet<String> = files.into_keys().filter(|path| path != ".managed.json").collect();
    assert_eq!(listed, there);
}

#[test]
fn opening_and_searching_leave_the_folder_as_it_was() {
    let index = Indexed::of(&[entry("tablet", &[])], &SearchLists::default());
    let before = files(index.path());
    assert_eq!(index.ids("tablet"), ["tablet"]);
    assert!(files(index.path()) == before);
}

#[test]
fn a_folder_without_an_index_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let said = open(folder.path()).err().unwrap().to_string();
    assert!(
        said.contains("fingerpost build") && said.starts_with("could not open the search index"),
        "{said}"
    );
}

#[test]
fn an_index_with_a_file_missing_or_cut_short_is_refused() {
    let files = files_of(&[entry("tablet", &[])], &SearchLists::default());
    for broken in files.keys().filter(|path| *path != ".managed.json") {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in &files {
            let kept = if path == broken {
                &bytes[..bytes.len() / 2]
            } else {
                bytes
            };
            fs::write(folder.path().join(path), kept).unwrap();
        }
        assert!(open(folder.path()).is_err(), "{broken} cut short");
        fs::remove_file(folder.path().join(broken)).unwrap();
        assert!(open(folder.path()).is_err(), "{broken} missing");
    }
}

#[test]
fn an_index_that_somebody_else_made_is_refused_with_the_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut schema = tantivy::schema::Schema::builder();
    schema.add_text_field("title", tantivy::schema::TEXT);
    Index::create_in_dir(folder.path(), schema.build()).unwrap();
    let said = open(folder.path()).err().unwrap().to_string();
    assert!(said.contains("Run `fingerpost build` again"), "{said}");
}

#[test]
fn a_site_without_entries_has_an_index_that_answers_nothing() {
    let index = Indexed::of(&[], &shipped_lists());
    assert_eq!(index.searcher.entries(), 0);
    assert_eq!(index.answer("tablet").found, 0);
    assert_eq!(index.filtered("", &[("cost", "free")]).found, 0);
}

// Ranking

/// Small enough for words to meet, with forms of one word, everyday words, a stop word and another script.
const WORDS: &[&str] = &[
    "library",
    "libraries",
    "tablet",
    "tablets",
    "mend",
    "mending",
    "broken",
    "show",
    "shows",
    "want",
    "the",
    "wifi",
    "cheap",
    "phone",
    "Millbrook",
    "café",
    "Cymraeg",
    "اردو",
];

fn any_document() -> impl Strategy<Value = Vec<Vec<usize>>> {
    // Long fields are in it, because lengths past 40 are rounded.
    let field =
        prop_oneof![4 => vec(0..WORDS.len(), 0..4), 2 => vec(0..WORDS.len(), 0..30), 1 => vec(0..WORDS.len(), 0..300)];
    vec(field, TextField::COUNT)
}

fn documents_of(chosen: &[Vec<Vec<usize>>], overdue: &[Choice]) -> Vec<SearchDocument> {
    let mut documents: Vec<SearchDocument> = Vec::new();
    for (number, fields) in chosen.iter().enumerate() {
        let mut document = SearchDocument::new(Kind::Offer, format!("offers/{number}.html"), "");
        for (field, words) in TextField::ALL.into_iter().zip(fields) {
            let words: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
            document.say(field, &words.join(" "));
            match field {
                TextField::Summary | TextField::Needs => {
                    words.chunks(3).for_each(|phrase| document.phrase(&phrase.join(" ")))
                }
                TextField::Offers => document.phrases.extend(words.chunks(12).map(|phrases| {
                    let phrases: Vec<String> = phrases.chunks(5).map(|phrase| phrase.join(" ")).collect();
                    phrases.join("\n")
                })),
                _ => {}
            }
        }
        documents.push(document);
    }
    for choice in overdue.iter().filter(|_| !chosen.is_empty()) {
        documents[choice.index(chosen.len())].overdue = true;
    }
    documents
}

/// The length of a field as one byte keeps it (Lucene's `SmallFloat`): exact up to 40, then four leading bits.
fn rounded(length: usize) -> usize {
    let Some(above) = length.checked_sub(24).filter(|above| *above >= 8) else {
        return length;
    };
    let shift = above.ilog2() - 3;
    24 + (above >> shift << shift)
}

/// What the index holds of how much the phrases of an entry are about a word.
fn telling(document: &SearchDocument, word: &String, analyser: &mut Analyser) -> f64 {
    let mut of_one = |phrases: &str| {
        let mut about: Vec<f64> = Vec::new();
        for phrase in phrases.lines() {
            let words: BTreeSet<String> = analyser.tokenize(phrase).into_iter().collect();
            if words.contains(word) {
                about.push(1.0 / (words.len() as f64).cbrt());
            }
        }
        about.sort_by(|one, other| other.total_cmp(one));
        about.truncate(8);
        about.iter().sum::<f64>() / 8.0
    };
    let own = of_one(&document.phrases[0]);
    let lent = document.phrases[1..].iter().map(|phrases| LENT * of_one(phrases));
    let most = lent.fold(own, f64::max);
    if most > 0.0 {
        (WHOLE * most).round().max(1.0) / WHOLE
    } else {
        0.0
    }
}

/// The formula, word for word, over lists of words: for each word, what it adds to each entry.
fn reference(documents: &[SearchDocument], lists: &SearchLists) -> BTreeMap<String, BTreeMap<usize, u32>> {
    let mut analyser = Analyser::new(&lists.stop);
    let everyday: BTreeSet<String> = lists.everyday.iter().flat_map(|word| analyser.tokenize(word)).collect();
    let stems: Vec<Vec<Vec<String>>> = documents
        .iter()
        .map(|document| {
            TextField::ALL
                .map(|field| analyser.tokenize(document.text(field)))
                .to_vec()
        })
        .collect();
    let mean = |field: usize| {
        let lengths: Vec<usize> = stems
            .iter()
            .map(|fields| rounded(fields[field].len()))
            .filter(|l| *l > 0)
            .collect();
        lengths.iter().sum::<usize>() as f64 / lengths.len() as f64
    };
    let means: Vec<f64> = (0..TextField::COUNT).map(mean).collect();
    let idf = |df: f64| (1.0 + (documents.len() as f64 - df + 0.5) / (df + 0.5)).ln();
    let all: BTreeSet<&String> = stems.iter().flatten().flatten().collect();
    let mut impacts = BTreeMap::<String, BTreeMap<usize, u32>>::new();
    for word in all {
        let commonness = stems.iter().map(|fields| {
            let has = |wanted: &dyn Fn(TextField) -> bool| {
                let mut fields = fields.iter().zip(TextField::ALL);
                fields.any(|(stems, field)| wanted(field) && stems.contains(word))
            };
            let is_own = |field| !matches!(field, TextField::Near | TextField::Offers | TextField::Synonyms);
            match (has(&is_own), has(&|field| field == TextField::Synonyms)) {
                (true, _) => 1.0,
                (false, true) => HALF,
                (false, false) => 0.0,
            }
        });
        let df: f64 = commonness.sum();
        let told: Vec<f64> = documents
            .iter()
            .map(|document| telling(document, word, &mut analyser))
            .collect();
        let mean = told.iter().sum::<f64>() / documents.len() as f64;
        for (number, fields) in stems.iter().enumerate() {
            let (mut frequency, mut title, mut synonyms, mut offers, mut near) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (place, field) in TextField::ALL.into_iter().enumerate() {
                let count = fields[place].iter().filter(|stem| *stem == word).count();
                if count == 0 || (field == TextField::Body && everyday.contains(word)) {
                    continue;
                }
                if field == TextField::Near {
                    near = field.weight() * count as f64;
                    continue;
                }
                let length = rounded(fields[place].len()) as f64;
                let counted = field.weight() * count as f64 / (1.0 - B + B * length / means[place]);
                match field {
                    TextField::Offers => offers = counted,
                    TextField::Synonyms => synonyms = counted,
                    TextField::Title => (frequency, title) = (frequency + counted, TITLE / length),
                    _ => frequency += counted,
                }
            }
            let share = if everyday.contains(word) { EVERYDAY } else { 1.0 };
            let rarity = idf(df) / idf(1.0);
            let said = frequency / (K1 + frequency) + title + SYNONYMS * synonyms / (K1 + synonyms);
            let said = share * rarity * said;
            let mut behind = share * rarity * OFFERS * offers / (K1 + offers);
            if f64::from(BEST) * behind < FAINT {
                behind = 0.0;
            }
            let counted = said.max(behind) + share * NEAR * near / (K1 + near);
            if counted > 0.0 {
                let counted = counted + share * PHRASES * (told[number] - mean);
                let impact = (f64::from(BEST) * counted).round().clamp(1.0, f64::from(BEST)) as u32;
                impacts.entry(word.clone()).or_default().insert(number, impact);
            }
        }
    }
    impacts
}

/// The stems of all fields but `offers`.
fn known_words(documents: &[SearchDocument], analyser: &mut Analyser) -> BTreeSet<String> {
    let own = TextField::ALL.into_iter().filter(|field| *field != TextField::Offers);
    own.flat_map(|field| documents.iter().map(move |document| document.text(field)))
        .flat_map(|text| analyser.tokenize(text))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_are_those_of_the_formula(
        chosen in vec(any_document(), 1..24),
        overdue in vec(any::<Choice>(), 0..3),
        asked in vec(select(WORDS), 1..6),
    ) {
        let lists = lists("the", "show want", "");
        let documents = documents_of(&chosen, &overdue);
        let impacts = reference(&documents, &lists);
        let mut analyser = Analyser::new(&lists.stop);
        // A word that counts for no entry would be taken for another, which is another test's business. Words of offers
        // are known by the offers themselves.
        let known = known_words(&documents, &mut analyser);
        let asked: Vec<&str> = asked
            .into_iter()
            .filter(|word| analyser.tokenize(word).iter().all(|stem| known.contains(stem) && impacts.contains_key(stem)))
            .collect();

        let stems: BTreeSet<String> = asked.iter().flat_map(|word| analyser.tokenize(word)).collect();
        let mut scores = BTreeMap::<usize, u32>::new();
        for (number, impact) in stems.iter().flat_map(|stem| &impacts[stem]) {
            *scores.entry(*number).or_default() += impact;
        }
        let mut expected: Vec<(String, u32, bool)> = scores
            .into_iter()
            .map(|(number, score)| (format!("offers/{number}"), score, documents[number].overdue))
            .collect();
        // The sort is stable: of equals, the lower number stays first.
        expected.sort_by_key(|(_, score, overdue)| (*overdue, std::cmp::Reverse(*score)));

        let answer = Indexed::of(&documents, &lists).answer(&asked.join(" "));
        let found: Vec<_> = answer.hits.into_iter().map(|hit| (hit.id, hit.score, hit.overdue)).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(answer.corrected, None);
    }
}

#[test]
fn a_name_counts_more_than_a_summary_and_a_summary_more_than_the_text() {
    let documents = [
        entry("one", &[(TextField::Body, "laptop")]),
        entry("laptop", &[]),
        entry("three", &[(TextField::Summary, "laptop")]),
    ];
    assert_eq!(
        Indexed::of(&documents, &SearchLists::default()).ids("laptop"),
        ["laptop", "three", "one"]
    );
}

#[test]
fn an_entry_with_any_word_is_found_and_one_with_all_comes_first() {
    let documents = [
        entry("cheap phone", &[]),
        entry("cheap laptop", &[]),
        entry("broken laptop", &[]),
    ];
    let index = Indexed::of(&documents, &SearchLists::default());
    assert_eq!(
        index.ids("broken phone laptop"),
        ["broken-laptop", "cheap-phone", "cheap-laptop"]
    );
}

#[test]
fn of_equal_scores_the_lower_entry_number_comes_first() {
    let names = ["tablet c", "tablet a", "tablet b"];
    let documents = names.map(|name| entry(name, &[]));
    let answer = Indexed::of(&documents, &SearchLists::default()).answer("tablet");
    assert_eq!(ids(&answer), ["tablet-c", "tablet-a", "tablet-b"]);
    assert!(answer.hits.iter().all(|hit| hit.score == answer.hits[0].score));
}

#[test]
fn an_everyday_word_counts_seven_tenths_and_in_the_text_of_a_page_not_at_all() {
    let lists = lists("", "show", "");
    let documents = [
        entry("show", &[]),
        entry("mend", &[]),
        entry("talk", &[(TextField::Body, "show")]),
        entry("print", &[]),
    ];
    let index = Indexed::of(&documents, &lists);
    assert_eq!(index.ids("show"), ["show"]);
    assert_eq!(index.ids("showing mend"), ["mend", "show"]);
    let plain = Indexed::of(&documents, &SearchLists::default());
    assert_eq!(plain.ids("show"), ["show", "talk"]);
    let (less, whole) = (index.answer("show").hits[0].score, plain.answer("show").hits[0].score);
    let difference = f64::from(less) - EVERYDAY * f64::from(whole);
    assert!(difference.abs() <= 1.0, "{less} of {whole}");
}

#[test]
fn a_word_of_very_many_entries_counts_for_those_that_it_says_most_about() {
    let many = |name: &'static str, text: &'static str| {
        (0..LONGEST).map(move |number| entry(&format!("{name} {number}"), &[(TextField::Body, text)]))
    };
    let mut documents: Vec<SearchDocument> = many("short", "tablet").chain(many("other", "laptop")).collect();
    documents.push(entry("a tablet", &[]));
    let answer = Indexed::of(&documents, &SearchLists::default()).answer("tablet");
    assert_eq!(answer.found, LONGEST);
    assert_eq!(answer.hits[0].title, "a tablet");
}

#[test]
fn a_last_word_that_is_another_form_may_be_only_begun_too() {
    let index = Indexed::of(&[entry("horns", &[]), entry("hornerton", &[])], &SearchLists::default());
    assert_eq!(found(&index, "horner"), ["hornerton", "horns"]);
    assert_eq!(index.answer("horner").corrected.as_deref(), Some("horner…"));
    assert_eq!(found(&index, "horner club"), ["horns"]);

    fn found(index: &Indexed, text: &str) -> Vec<String> {
        let mut ids = index.ids(text);
        ids.sort();
        ids
    }
}

#[test]
fn stop_words_find_nothing_and_take_nothing_away() {
    let index = Indexed::of(&[entry("how to mend it", &[]), entry("print", &[])], &shipped_lists());
    assert_eq!(index.answer("how do I").found, 0);
    assert_eq!(index.answer("how do I mend this").hits, index.answer("mend").hits);
}

#[test]
fn what_nobody_has_made_sure_of_for_too_long_comes_last_however_well_it_fits() {
    let indexed = minimal(|site| site.replace("content/offers/borrow-a-tablet.yaml", "date: 2026-", "date: 2021-"));
    let answer = indexed.answer("borrow a tablet");
    let last = answer.hits.last().unwrap();
    assert_eq!(last.id, "offers/borrow-a-tablet");
    assert!(last.overdue);
    assert!(
        answer.hits.len() > 1 && answer.hits[0].score < last.score,
        "{:?}",
        answer.hits
    );
    let fresh = minimal(|site| site).answer("borrow a tablet");
    assert_eq!(fresh.hits[0].id, "offers/borrow-a-tablet");
}

#[test]
fn entries_are_numbered_by_first_topic_then_area_then_title() {
    let all = SAMPLE.filtered("", &[("kind", "offer")]);
    let keys: Vec<(usize, usize, String)> = all
        .hits
        .iter()
        .map(|hit| {
            let offer = SAMPLE_SITE
                .offers
                .iter()
                .find(|offer| hit.id == format!("offers/{}", offer.slug))
                .unwrap();
            (offer.needs[0].index(), offer.area.index(), offer.name.to_lowercase())
        })
        .collect();
    assert!(keys.len() > 50 && keys.is_sorted());
}

// What is found

#[test]
fn every_offer_guide_page_and_place_is_found_by_its_own_name_and_nearly_all_offers_come_first() {
    let (mut offers, mut first) = (0, 0);
    let kinds = ["offer", "guide", "page", "place"].map(|kind| ("kind", kind));
    for hit in SAMPLE.filtered("", &kinds).hits {
        let found = SAMPLE.answer(&hit.title);
        let rank = found.hits.iter().position(|other| other.id == hit.id);
        assert!(rank.is_some_and(|rank| rank < 5), "{}: {rank:?}", hit.title);
        assert_eq!(found.corrected, None);
        if hit.kind == "offer" {
            offers += 1;
            first += usize::from(rank == Some(0));
        }
    }
    assert!(offers > 50 && first * 100 >= offers * 95, "{first} of {offers}");
}

#[test]
fn every_organisation_is_the_first_of_the_organisations_for_its_own_name() {
    for hit in SAMPLE.filtered("", &[("kind", "organisation")]).hits {
        let found = SAMPLE.filtered(&hit.title, &[("kind", "organisation")]);
        assert_eq!(found.hits[0].id, hit.id, "{}", hit.title);
    }
}

#[test]
fn whatever_people_say_who_have_a_need_finds_an_entry_for_that_need() {
    // A phrase of a topic is true of many entries, and now and then another entry says it better.
    let (mut missed, mut asked) = (Vec::new(), 0);
    for topic in &SAMPLE_SITE.topics {
        let for_it: BTreeSet<String> = SAMPLE
            .filtered("", &[("topic", topic.slug.as_str())])
            .hits
            .into_iter()
            .map(|hit| hit.id)
            .collect();
        asked += topic.plain.len();
        for phrase in &topic.plain {
            let first = SAMPLE
                .answer(phrase)
                .hits
                .into_iter()
                .take(3)
                .any(|hit| for_it.contains(&hit.id));
            if !first {
                missed.push(phrase);
            }
        }
    }
    assert!(missed.len() * 10 <= asked, "{missed:?}");
}

#[test]
fn all_forms_of_a_word_are_one_word() {
    let index = Indexed::of(&[entry("mending laptops at libraries", &[])], &SearchLists::default());
    for asked in ["mend", "mended", "mends", "laptop", "LAPTOP'S", "library", "library’s"] {
        assert_eq!(index.answer(asked).found, 1, "{asked}");
        assert_eq!(index.answer(asked).corrected, None, "{asked}");
    }
}

#[test]
fn offers_that_do_not_run_are_not_found() {
    for status in ["inactive", "defunct"] {
        let index = minimal(|site| {
            site.replace(
                "content/offers/borrow-a-tablet.yaml",
                "assured:",
                &format!("status: {status}\nassured:"),
            )
        });
        assert!(!index.ids("borrow a tablet").contains(&"borrow-a-tablet".to_owned()));
    }
}

#[test]
fn a_translation_is_found_by_its_own_words() {
    assert_eq!(SAMPLE.answer("herbata").hits[0].id, "offers/tea-and-tablets");
    assert_eq!(SAMPLE.answer("spokojne spotkania").hits[0].id, "offers/tea-and-tablets");
}

#[test]
fn a_place_is_found_by_its_postcode_and_an_offer_by_the_area_above_its_own() {
    assert!(SAMPLE.ids("WX1 1LB").contains(&"pellbridge-library".to_owned()));
    let heath = SAMPLE.filtered("pell valley", &[("kind", "offer")]);
    let areas: BTreeSet<&str> = heath.hits.iter().map(|hit| hit.area.as_str()).collect();
    assert!(areas.contains("Sorrel Heath"), "{areas:?}");
}

#[test]
fn a_result_says_what_it_is_where_when_and_whom_to_ring() {
    let hit = SAMPLE.answer("tea and tablets").hits[0].clone();
    assert_eq!(hit.id, "offers/tea-and-tablets");
    assert_eq!(hit.url, "offers/tea-and-tablets.html");
    assert_eq!(hit.title, "Tea and Tablets");
    assert_eq!(
        hit.summary,
        "A relaxed weekly session. Bring your own phone or tablet, or use one of ours."
    );
    assert_eq!(hit.area, "Wrenshire");
    assert_eq!(hit.phone, "01632 960225");
    assert_eq!(hit.hours, "Tuesdays, 10am to midday");
    assert_eq!(hit.kind, "offer");
    assert!(!hit.overdue && hit.score > 0);
}

#[test]
fn words_of_every_script_are_whole_words() {
    let texts = [
        "Zażółć gęślą jaźń, źdźbło ćwiczeń",
        "Dŵr a ŷd, tŷ'r plant, cyfrifiadur i bawb yng Nghymru",
        "مساعدة مجانيّة لاستخدام الهاتف والإنترنت",
        "বন্ধুত্ব কম্পিউটার শিক্ষা বিনামূল্যে সাহায্য",
        "مفت کمپیوٹر کلاس، ہفتہ وار مدد",
        "ਮੁਫ਼ਤ ਇੰਟਰਨੈੱਟ ਸਿੱਖੋ",
        "Безкоштовна допомога з інтернетом",
        "Miễn phí điện thoại",
        "ትምህርት ኮምፒውተር",
    ];
    let documents: Vec<SearchDocument> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| entry(&format!("e{number}"), &[(TextField::Summary, text)]))
        .collect();
    let index = Indexed::of(&documents, &SearchLists::default());
    for (number, text) in texts.iter().enumerate() {
        let words: Vec<&str> = text.split([' ', ',', '،']).filter(|word| !word.is_empty()).collect();
        let taken_apart = Analyser::new::<&str>([]).tokenize(text);
        assert_eq!(taken_apart.len(), words.len(), "{text}: {taken_apart:?}");
        for word in words {
            let answer = index.answer(word);
            assert_eq!(answer.corrected, None, "{word}");
            assert!(ids(&answer).contains(&format!("e{number}")), "{word}");
        }
    }
}

#[test]
fn accents_vowel_signs_and_keyboards_make_no_difference() {
    let same = [
        ("zażółć", "zazolc"),
        ("café", "cafe\u{301}"),
        ("dŵr", "dwr"),
        ("İstanbul", "istanbul"),
        ("مَكْتَبَة", "مكتبه"),
        ("أحمد", "احمد"),
        ("کمپیوٹر", "كمپيوٹر"),
        ("مـــدد", "مدد"),
        ("পড়া", "প\u{9a1}\u{9bc}া"),
        ("ਖ਼ਬਰ", "\u{a16}\u{a3c}ਬਰ"),
        ("ΟΔΟΣ", "οδος"),
        ("co\u{ad}operate", "cooperate"),
        ("ﬁx", "fix"),
        ("naïve", "NAIVE"),
    ];
    let mut analyser = Analyser::new::<&str>([]);
    for (one, other) in same {
        assert_eq!(analyser.tokenize(one), analyser.tokenize(other), "{one} and {other}");
        assert_eq!(analyser.tokenize(one).len(), 1, "{one}");
    }
    assert_ne!(analyser.tokenize("কর"), analyser.tokenize("কড়"));
}

#[test]
fn an_apostrophe_does_not_end_a_word() {
    let mut analyser = Analyser::new::<&str>([]);
    assert_eq!(analyser.tokenize("don't"), ["dont"]);
    assert_eq!(
        analyser.tokenize("the GP's 'help' o’clock"),
        ["the", "gp", "help", "oclock"]
    );
}

// Synonyms

#[test]
fn an_entry_is_found_by_the_other_words_of_its_groups() {
    let groups = "- [scam, fraud, con trick]\n- [wheelbarrow, garden cart]\n";
    let site = site_of(
        SiteTest::minimal()
            .replace("content/guides/use-a-tablet.md", "title: ", "title: Scams and ")
            .root(),
    );
    let index = Indexed::of_site(&site, &lists("", "", groups));
    assert_eq!(index.answer("fraud").hits[0].id, "guides/use-a-tablet");
    assert_eq!(index.answer("con trick").hits[0].id, "guides/use-a-tablet");
    assert_eq!(index.answer("garden cart").found, 0);
    assert_eq!(Indexed::of_site(&site, &lists("", "", "")).answer("fraud").found, 0);
}

#[test]
fn a_phrase_of_a_group_must_stand_word_for_word() {
    let groups = "- [second hand, refurbished]\n";
    let with = |title: &str| {
        let site =
            SiteTest::minimal().replace("content/guides/use-a-tablet.md", "title: ", &format!("title: {title} "));
        Indexed::of_site(&site_of(site.root()), &lists("", "", groups))
            .answer("refurbished")
            .found
    };
    assert_eq!(with("Second-hand phones"), 1);
    assert_eq!(with("A hand for a second"), 0);
}

#[test]
fn mistakes_in_the_groups_are_said_with_their_place() {
    let said = |text: &str| {
        let mut diagnostics = Diagnostics::default();
        let lists = parsed("the", "", text, "", &mut diagnostics);
        let groups: Vec<Vec<String>> = lists.synonyms.into_iter().map(|group| group.words).collect();
        (groups, human(&diagnostics, Colour::Plain))
    };
    let (groups, text) =
        said("- [wifi, wireless]\n- [alone]\n- [the, a scam]\n- word\n- [one, [two]]\n- [bill, bills]\n");
    assert_eq!(groups, [["wifi", "wireless"], ["bill", "bills"]]);
    for expected in [
        "lone-synonym",
        "search-index/synonyms.yaml:2:3",
        "synonym-without-words",
        "search-index/synonyms.yaml:3:4",
        "search-index/synonyms.yaml:4:3",
        "search-index/synonyms.yaml:5:9",
    ] {
        assert!(text.contains(expected), "{expected} is not said:\n{text}");
    }
    assert_eq!(said("").0, Vec::<Vec<String>>::new());
    assert!(said("wifi: wireless").1.contains("a list of groups"));
    assert!(said("- [wifi").1.contains("search-index/synonyms.yaml:1"));
}

#[test]
fn the_lists_that_ship_are_sound_and_no_word_stands_in_both() {
    let SearchLists {
        stop,
        everyday,
        synonyms,
        thesaurus,
    } = shipped_lists();
    assert!(synonyms.is_empty());
    assert!((40..=60).contains(&stop.len()), "{} stop words", stop.len());
    assert!(
        (120..=200).contains(&everyday.len()),
        "{} everyday words",
        everyday.len()
    );
    assert!(thesaurus.len() >= 40);
    let both: Vec<&String> = stop.iter().filter(|word| everyday.contains(word)).collect();
    assert!(both.is_empty(), "{both:?}");
    let doubled: Vec<&String> = everyday
        .iter()
        .filter(|word| everyday.iter().filter(|other| other == word).count() > 1)
        .collect();
    assert!(doubled.is_empty(), "{doubled:?}");
}

#[test]
fn what_follows_a_hash_in_a_list_of_words_is_a_note() {
    let lists = lists("# all\nthe a # of them\n\n", "show\tme\r\n", "");
    assert_eq!(lists.stop, ["the", "a"]);
    assert_eq!(lists.everyday, ["show", "me"]);
}

// Words that stand in no entry

#[test]
fn slips_of_the_pen_are_put_right_and_said() {
    let names = [
        "library card",
        "borrow a tablet",
        "computer class",
        "wifi",
        "cheap internet",
        "mend a screen",
        "Marrowby",
    ];
    let index = Indexed::of(&names.map(|name| entry(name, &[])), &shipped_lists());
    let cases = [
        ("libary", "library"),
        ("lirbary", "library"),
        ("librrary", "library"),
        ("brorow", "borrow"),
        ("tabelt", "tablet"),
        ("comptuer", "computer"),
        ("computrs", "computer"),
        ("intrenet", "internet"),
        ("scrren", "screen"),
        ("marowbi", "marrowby"),
        ("wi fi", "wifi"),
        ("Wi-Fi", "wifi"),
        ("cheapinternet", "cheap internet"),
        ("where is the libary please", "where is the library please"),
        ("libr", "library"),
        ("Borrow a tab", "Borrow a tablet"),
        ("can't borow", "can't borrow"),
    ];
    for (typed, meant) in cases {
        let answer = index.answer(typed);
        assert_eq!(answer.corrected.as_deref(), Some(meant), "{typed}");
        assert_eq!(answer.hits, index.answer(meant).hits, "{typed}");
        assert!(answer.found > 0, "{typed}");
        assert_eq!(answer.query, typed);
    }
}

#[test]
fn a_word_that_entries_hold_is_never_put_right() {
    let index = Indexed::of(
        &["form", "from home", "farm"].map(|name| entry(name, &[])),
        &SearchLists::default(),
    );
    for name in ["form", "farm", "forms"] {
        assert_eq!(index.answer(name).corrected, None);
        assert_eq!(index.answer(name).found, 1);
    }
}

#[test]
fn the_first_letter_and_then_the_commoner_word_decide_between_equal_slips() {
    let index = Indexed::of(
        &["cable", "table", "tale", "table two"].map(|name| entry(name, &[])),
        &SearchLists::default(),
    );
    assert_eq!(index.answer("taable").corrected.as_deref(), Some("table"));
    assert_eq!(index.answer("tble").corrected.as_deref(), Some("table"));
    assert_eq!(index.answer("cble").corrected.as_deref(), Some("cable"));
}

#[test]
fn short_words_and_numbers_are_left_as_they_are() {
    let index = Indexed::of(
        &["GP", "WX9 9ZZ", "01632 960100", "4G", "bus"].map(|name| entry(name, &[])),
        &SearchLists::default(),
    );
    for typed in ["gq", "WX8", "9zy", "960101", "5G", "bux"] {
        assert_eq!(index.answer(typed).corrected, None, "{typed}");
        assert_eq!(index.answer(typed).found, 0, "{typed}");
    }
}

#[test]
fn a_word_is_put_right_only_to_one_that_finds_something() {
    let documents = [entry("mend", &[(TextField::Body, "showing")])];
    let index = Indexed::of(&documents, &lists("", "show", ""));
    assert_eq!(index.answer("showinng").corrected, None);
}

#[test]
fn an_everyday_word_is_spelt_right_even_where_no_entry_holds_it() {
    let index = Indexed::of(
        &["shoe", "wart"].map(|name| entry(name, &[])),
        &lists("", "show want cant", ""),
    );
    assert_eq!(index.answer("I can't show what I want").corrected, None);
    assert_eq!(index.answer("shov").corrected.as_deref(), Some("shoe"));
}

#[test]
fn names_of_the_sample_are_found_with_one_letter_left_out() {
    let (mut tried, mut found) = (0, 0);
    for hit in SAMPLE.filtered("", &[("kind", "offer"), ("kind", "guide")]).hits {
        let longest = hit.title.split(' ').max_by_key(|word| word.chars().count()).unwrap();
        let middle = longest.chars().count() / 2;
        let slip: String = longest
            .chars()
            .enumerate()
            .filter(|(place, _)| *place != middle)
            .map(|(_, letter)| letter)
            .collect();
        let answer = SAMPLE.answer(&hit.title.replace(longest, &slip));
        tried += 1;
        found += usize::from(answer.hits.iter().take(5).any(|other| other.id == hit.id));
    }
    assert!(tried > 60 && found * 100 >= tried * 92, "{found} of {tried}");
}

// Limits

#[test]
fn a_limit_cuts_the_list_and_not_the_count() {
    let documents: Vec<SearchDocument> = (0..20).map(|number| entry(&format!("tablet {number}"), &[])).collect();
    let index = Indexed::of(&documents, &SearchLists::default());
    for limit in [0, 1, 7, 20, 21] {
        let answer = index
            .searcher
            .answer(&Query {
                text: "tablet".into(),
                limit,
                ..Query::default()
            })
            .unwrap();
        assert_eq!(answer.hits.len(), limit.min(20));
        assert_eq!(answer.found, 20);
    }
}

#[test]
fn the_first_different_words_of_a_long_query_count() {
    let documents: Vec<SearchDocument> = (0..40).map(|number| entry(&format!("w{number}x"), &[])).collect();
    let index = Indexed::of(&documents, &SearchLists::default());
    let all: Vec<String> = (0..40).map(|number| format!("w{number}x W{number}X")).collect();
    assert_eq!(index.answer(&all.join(" ")).found, MOST_WORDS);
    let repeated = format!("{} w1x", "w0x ".repeat(100));
    assert_eq!(index.answer(&repeated).found, 2);
}

#[test]
fn a_word_longer_than_words_are_is_passed_over() {
    let long = "a".repeat(LONGEST_WORD + 1);
    let index = Indexed::of(&[entry(&format!("{long} tablet"), &[])], &SearchLists::default());
    assert_eq!(index.answer(&long).found, 0);
    assert_eq!(index.answer(&format!("{long} tablet")).found, 1);
}

#[test]
fn no_query_does_harm() {
    let long_word = "x".repeat(10_000);
    let many = "library tablet wifi zzzzqqqq ".repeat(350);
    let queries = [
        "",
        " ",
        "\0",
        "\u{feff}",
        "\n\t",
        "🦊",
        "👩‍👩‍👧‍👦 wifi 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "1️⃣",
        "\u{202e}elbat",
        "title:tablet AND NOT (wifi",
        "\"tea\" +tablets -x^2~1",
        "*",
        "te*",
        "[a TO z]",
        "/.*/",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        "'; DROP TABLE offers; --",
        "%00%ff",
        "\u{0301}\u{0301}",
        "ـــ",
        "''''",
        "a'",
        "’s",
        "\u{10ffff}",
        &long_word,
        &many,
    ];
    for text in queries {
        let answer = SAMPLE.answer(text);
        assert!(answer.found <= SAMPLE.searcher.entries(), "{text}");
        assert_eq!(answer.found, answer.hits.len());
    }
    assert_eq!(
        SAMPLE.answer("title:tablet AND (").hits[0].score,
        SAMPLE.answer("title tablet").hits[0].score
    );
    assert!(SAMPLE.answer("👩‍👩‍👧‍👦wifi🏴󠁧󠁢󠁷󠁬󠁳󠁿").found > 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in any::<String>(), limit in 0..5usize) {
        let answer = SAMPLE.searcher.answer(&Query { text, limit, ..Query::default() }).unwrap();
        prop_assert!(answer.hits.len() <= limit);
    }

    #[test]
    fn a_word_found_in_a_text_is_found_again_when_it_is_taken_apart_alone(text in any::<String>()) {
        let mut analyser = Analyser::new::<&str>([]);
        for word in analyser.words(&text) {
            let (from, to) = word.place;
            prop_assert_eq!(analyser.words(&text[from..to])[0].stem.clone(), word.stem.clone());
            prop_assert!(!word.stem.contains(char::is_whitespace) && !word.stem.is_empty());
        }
    }
}

// Filters

#[test]
fn filters_choose_any_of_several_values_and_all_of_several_names() {
    let tagged = |name: &str, facets: &[(&str, &str)]| {
        let mut document = entry(name, &[]);
        facets.iter().for_each(|(name, value)| document.facet(name, value));
        document
    };
    let documents = [
        tagged("tablet one", &[("area", "millbrook"), ("cost", "free")]),
        tagged("tablet two", &[("area", "fenley"), ("cost", "free")]),
        tagged("tablet three", &[("area", "fenley"), ("cost", "paid")]),
        tagged("laptop", &[("area", "fenley"), ("cost", "free")]),
    ];
    let index = Indexed::of(&documents, &SearchLists::default());
    let found = |text: &str, filters: &[(&str, &str)]| ids(&index.filtered(text, filters));
    assert_eq!(found("tablet", &[("cost", "free")]), ["tablet-one", "tablet-two"]);
    assert_eq!(found("tablet", &[("area", "fenley"), ("cost", "free")]), ["tablet-two"]);
    assert_eq!(found("tablet", &[("area", "fenley"), ("area", "millbrook")]).len(), 3);
    assert_eq!(found("tablet", &[("area", "nowhere")]), [""; 0]);
    assert_eq!(found("tablet", &[("colour", "red")]), [""; 0]);
    assert_eq!(
        found("", &[("area", "fenley"), ("cost", "free")]),
        ["tablet-two", "laptop"]
    );
    assert_eq!(found("", &[]), [""; 0]);
    assert_eq!(found("wheelbarrow", &[("cost", "free")]), [""; 0]);
}

#[test]
fn the_sample_can_be_filtered_by_everything_a_page_offers() {
    let found = |filters: &[(&str, &str)]| ids(&SAMPLE.filtered("", filters));
    for name in [
        "topic", "area", "cost", "delivery", "day", "time", "access", "language", "kind", "type", "facility",
    ] {
        assert!(facet_names().contains(name), "no entry has {name}");
    }
    let tea = "tea-and-tablets".to_owned();
    for filter in [
        ("topic", "skills"),
        ("area", "marrowby"),
        ("area", "whole-county"),
        ("cost", "free"),
        ("delivery", "in-person"),
        ("day", "tue"),
        ("day", "sat"),
        ("time", "weekend"),
        ("access", "hearing-loop"),
        ("language", "pl"),
        ("kind", "offer"),
        ("type", "skills-session"),
    ] {
        assert!(found(&[filter]).contains(&tea), "{filter:?}");
    }
    for filter in [
        ("day", "wed"),
        ("time", "evening"),
        ("cost", "paid"),
        ("delivery", "phone"),
        ("kind", "guide"),
    ] {
        assert!(!found(&[filter]).contains(&tea), "{filter:?}");
    }
}

#[test]
fn the_filter_of_an_area_finds_what_is_there_or_comes_there() {
    for (index, area) in SAMPLE_SITE.areas.iter().enumerate() {
        let lists = &SAMPLE_SITE.listings.areas[index];
        let expected: BTreeSet<String> = lists
            .here
            .iter()
            .chain(&lists.comes_to_you)
            .map(|id| SAMPLE_SITE.offer(*id).slug.to_string())
            .collect();
        let found = SAMPLE.filtered("", &[("area", area.slug.as_str()), ("kind", "offer")]);
        assert_eq!(
            ids(&found).into_iter().collect::<BTreeSet<_>>(),
            expected,
            "{}",
            area.name
        );
    }
}

/// The names of all filters in the index of the sample.
fn facet_names() -> BTreeSet<String> {
    let index = Index::open_in_dir(SAMPLE.path()).unwrap();
    let searcher = index.reader().unwrap().searcher();
    let field = index.schema().get_field("facet").unwrap();
    let terms = searcher.segment_reader(0).inverted_index(field).unwrap();
    let mut stream = terms.terms().stream().unwrap();
    let mut names = BTreeSet::new();
    while stream.advance() {
        let term = String::from_utf8(stream.key().to_vec()).unwrap();
        names.insert(term.split_once('=').unwrap().0.to_owned());
    }
    names
}
