//! A language, by its code.
//!
//! In: a code such as `pl` or `zh-Hant`. Out: a [`Language`] for `lang` attributes, that knows its writing
//! direction and its own name. It must not know which languages the site is translated into.

use std::fmt;

use serde::Serialize;

use super::Mistake;

/// A language tag of BCP 47 (RFC 5646) with at most a script and a region, in its usual capitals:
/// `en`, `zh-Hant`, `pt-BR`.
///
/// British Sign Language is `bfi`; `bsl` is understood, because that is what it is called, and so are the
/// three-letter codes of common languages (`eng` becomes `en`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Language(String);

/// `chi-Hant-TW` is as long as a tag gets; names of languages are read for the help they give.
const LONGEST: usize = 40;

const HELP: &str = "write the code of the language, such as `en` for English or `pl` for Polish";

impl Language {
    /// Reads a language code in any case.
    ///
    /// # Errors
    /// Says that a text is no code; a name in English or in the language itself is answered with its code.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Mistake::with_help("a language is missing here", HELP));
        }
        if text.chars().count() > LONGEST {
            return Err(Mistake::with_help(
                "this is too long to be the code of a language",
                HELP,
            ));
        }
        match canonical(text) {
            Some(tag) => Ok(Self(tag)),
            None => Err(Mistake::with_help(
                format!("`{text}` is not the code of a language"),
                help_for(text),
            )),
        }
    }

    /// The tag as text, for a `lang` attribute.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without its country or script: `en` of `en-GB`.
    pub fn primary(&self) -> &str {
        self.as_str().split('-').next().unwrap_or_default()
    }

    /// Whether the language is written from right to left. A script in the tag decides before the language.
    pub fn is_rtl(&self) -> bool {
        match self.script() {
            Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
            None => RIGHT_TO_LEFT.contains(&self.language()),
        }
    }

    /// What the language calls itself: `Polski`. `None` for a language that is not in the list, or is
    /// written in another script than usual; the tag is shown then.
    pub fn autonym(&self) -> Option<&'static str> {
        self.names().map(|(_, autonym)| autonym)
    }

    /// What the language is called in English: `Polish`. `None` for a language that is not in the list.
    pub fn english_name(&self) -> Option<&'static str> {
        self.names().map(|(english, _)| english)
    }

    /// In English and in the language itself.
    fn names(&self) -> Option<(&'static str, &'static str)> {
        let named = self.script().map_or_else(
            || self.language().to_owned(),
            |script| format!("{}-{script}", self.language()),
        );
        let found = NAMES.iter().find(|(tag, _, _)| *tag == named);
        found.map(|(_, english, autonym)| (*english, *autonym))
    }

    fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Only a script has four letters.
    fn script(&self) -> Option<&str> {
        self.0.split('-').find(|part| part.len() == 4)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The tag in its usual capitals (RFC 5646, 2.1.1): language small, `Script`, `REGION`.
fn canonical(text: &str) -> Option<String> {
    let mut parts = text.split('-').peekable();
    let mut tag = canonical_language(parts.next()?)?;
    if let Some(script) = parts.next_if(|part| part.len() == 4 && is_letters(part)) {
        let (first, rest) = script.split_at_checked(1)?;
        tag.push_str(&format!("-{}{}", first.to_ascii_uppercase(), rest.to_ascii_lowercase()));
    }
    if let Some(region) = parts.next_if(|part| is_region(part)) {
        tag.push_str(&format!("-{}", region.to_ascii_uppercase()));
    }
    parts.next().is_none().then_some(tag)
}

fn canonical_language(text: &str) -> Option<String> {
    let code = text.to_ascii_lowercase();
    if let Some((_, usual)) = ALIASES.iter().find(|(alias, _)| *alias == code) {
        return Some((*usual).to_owned());
    }
    let is_known = match code.len() {
        2 => TWO_LETTER_CODES.split(' ').any(|known| known == code),
        3 => is_letters(&code),
        _ => false,
    };
    is_known.then_some(code)
}

fn is_region(part: &str) -> bool {
    part.len() == 2 && is_letters(part) || part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_letters(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn help_for(text: &str) -> String {
    let wanted = text.to_lowercase();
    let country = COUNTRIES.iter().find(|(country, _)| *country == wanted);
    if let Some((_, language)) = country {
        return format!("that is a country; the code of its language is `{language}`");
    }
    let named = NAMES
        .iter()
        .find(|(_, english, autonym)| english.to_lowercase() == wanted || autonym.to_lowercase() == wanted);
    named.map_or_else(
        || HELP.to_owned(),
        |(tag, english, _)| format!("write `{tag}` for {english}"),
    )
}

/// The languages of two letters (ISO 639-1). Codes of three letters are too many to list and rarely typed.
const TWO_LETTER_CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee \
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io \
    is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn \
    mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se \
    sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo \
    wa wo xh yi yo za zh zu";

/// Other codes of a language and the one that belongs in a tag: RFC 5646 asks for the shortest code there is,
/// and other directories export the three letters of ISO 639-2.
const ALIASES: &[(&str, &str)] = &[
    ("bsl", "bfi"),
    ("alb", "sq"),
    ("ara", "ar"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("ces", "cs"),
    ("chi", "zh"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("cze", "cs"),
    ("deu", "de"),
    ("dut", "nl"),
    ("ell", "el"),
    ("eng", "en"),
    ("fas", "fa"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ger", "de"),
    ("gla", "gd"),
    ("gle", "ga"),
    ("gre", "el"),
    ("guj", "gu"),
    ("hin", "hi"),
    ("hun", "hu"),
    ("ita", "it"),
    ("iw", "he"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("kur", "ku"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("pan", "pa"),
    ("per", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("pus", "ps"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("rus", "ru"),
    ("slk", "sk"),
    ("slo", "sk"),
    ("som", "so"),
    ("spa", "es"),
    ("sqi", "sq"),
    ("tam", "ta"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("vie", "vi"),
    ("wel", "cy"),
    ("zho", "zh"),
];

/// Countries whose code is often written for their language, where that code is no language.
const COUNTRIES: &[(&str, &str)] = &[
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en"),
    ("gr", "el"),
    ("jp", "ja"),
    ("pk", "ur"),
    ("us", "en"),
    ("vn", "vi"),
];

const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "bal", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "pnb", "prs", "ps", "sd", "skr", "syr",
    "ug", "ur", "yi",
];

const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &["Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"];

/// Tag, name in English and own name of the languages most spoken in the United Kingdom and of its neighbours.
const NAMES: &[(&str, &str, &str)] = &[
    ("af", "Afrikaans", "Afrikaans"),
    ("am", "Amharic", "አማርኛ"),
    ("ar", "Arabic", "العربية"),
    ("az", "Azerbaijani", "Azərbaycanca"),
    ("bfi", "British Sign Language", "British Sign Language"),
    ("bg", "Bulgarian", "Български"),
    ("bn", "Bengali", "বাংলা"),
    ("bs", "Bosnian", "Bosanski"),
    ("ca", "Catalan", "Català"),
    ("ckb", "Central Kurdish", "کوردیی ناوەندی"),
    ("cs", "Czech", "Čeština"),
    ("cy", "Welsh", "Cymraeg"),
    ("da", "Danish", "Dansk"),
    ("de", "German", "Deutsch"),
    ("el", "Greek", "Ελληνικά"),
    ("en", "English", "English"),
    ("es", "Spanish", "Español"),
    ("et", "Estonian", "Eesti"),
    ("fa", "Persian", "فارسی"),
    ("fi", "Finnish", "Suomi"),
    ("fil", "Filipino", "Filipino"),
    ("fr", "French", "Français"),
    ("ga", "Irish", "Gaeilge"),
    ("gd", "Scottish Gaelic", "Gàidhlig"),
    ("gu", "Gujarati", "ગુજરાતી"),
    ("gv", "Manx", "Gaelg"),
    ("ha", "Hausa", "Hausa"),
    ("he", "Hebrew", "עברית"),
    ("hi", "Hindi", "हिन्दी"),
    ("hr", "Croatian", "Hrvatski"),
    ("hu", "Hungarian", "Magyar"),
    ("hy", "Armenian", "Հայերեն"),
    ("id", "Indonesian", "Bahasa Indonesia"),
    ("ig", "Igbo", "Igbo"),
    ("it", "Italian", "Italiano"),
    ("ja", "Japanese", "日本語"),
    ("ka", "Georgian", "ქართული"),
    ("ko", "Korean", "한국어"),
    ("ku", "Kurdish", "Kurdî"),
    ("kw", "Cornish", "Kernewek"),
    ("lt", "Lithuanian", "Lietuvių"),
    ("lv", "Latvian", "Latviešu"),
    ("mk", "Macedonian", "Македонски"),
    ("ml", "Malayalam", "മലയാളം"),
    ("mr", "Marathi", "मराठी"),
    ("ms", "Malay", "Bahasa Melayu"),
    ("mt", "Maltese", "Malti"),
    ("ne", "Nepali", "नेपाली"),
    ("nl", "Dutch", "Nederlands"),
    ("no", "Norwegian", "Norsk"),
    ("om", "Oromo", "Afaan Oromoo"),
    ("pa", "Punjabi", "ਪੰਜਾਬੀ"),
    ("pa-Arab", "Punjabi in Arabic letters", "پنجابی"),
    ("pl", "Polish", "Polski"),
    ("prs", "Dari", "دری"),
    ("ps", "Pashto", "پښتو"),
    ("pt", "Portuguese", "Português"),
    ("ro", "Romanian", "Română"),
    ("ru", "Russian", "Русский"),
    ("sco", "Scots", "Scots"),
    ("si", "Sinhala", "සිංහල"),
    ("sk", "Slovak", "Slovenčina"),
    ("sl", "Slovenian", "Slovenščina"),
    ("so", "Somali", "Soomaali"),
    ("sq", "Albanian", "Shqip"),
    ("sr", "Serbian", "Српски"),
    ("sv", "Swedish", "Svenska"),
    ("sw", "Swahili", "Kiswahili"),
    ("ta", "Tamil", "தமிழ்"),
    ("te", "Telugu", "తెలుగు"),
    ("th", "Thai", "ไทย"),
    ("ti", "Tigrinya", "ትግርኛ"),
    ("tl", "Tagalog", "Tagalog"),
    ("tr", "Turkish", "Türkçe"),
    ("uk", "Ukrainian", "Українська"),
    ("ur", "Urdu", "اردو"),
    ("vi", "Vietnamese", "Tiếng Việt"),
    ("yi", "Yiddish", "ייִדיש"),
    ("yo", "Yoruba", "Yorùbá"),
    ("yue", "Cantonese", "粵語"),
    ("zh", "Chinese", "中文"),
    ("zh-Hans", "Simplified Chinese", "简体中文"),
    ("zh-Hant", "Traditional Chinese", "繁體中文"),
];
