//! The words of `rules/time.toml`, and text to the words that the grammar of dates reads.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A named day of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum Holiday {
    /// The same date every year.
    Fixed { month: i8, day: i8 },
    /// So many days after Easter Sunday.
    Easter { easter: i32 },
    /// The first such weekday, from Monday as 1, on or after a day of the month.
    Weekday { month: i8, weekday: i8, from: i8 },
}

/// What a word can mean in an expression of time; most have one meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// The word in lower case, without points.
    pub text: String,
    pub capital: bool,
    pub month: Option<i8>,
    pub weekday: Option<i8>,
    pub unit: Option<Unit>,
    /// Whether it is more than one of its unit.
    pub plural: bool,
    /// -1 the one before, 0 the same, 1 the one after another time that is spoken of.
    pub beside: Option<i32>,
    /// Days from the day of writing.
    pub day: Option<i32>,
    /// -1 the last, 0 this, 1 the next.
    pub direction: Option<i32>,
    pub number: Option<i32>,
    pub ordinal: Option<i32>,
    /// The month that a season begins in, north of the equator.
    pub season: Option<i8>,
    pub class: Option<Class>,
    /// How many digits it is written with.
    pub digits: usize,
}

impl Word {
    /// Whether it tells a date by itself or says which one is meant.
    pub fn dates(&self) -> bool {
        self.digits > 0
            || self.capital && (self.month.is_some() || self.weekday.is_some())
            || self.direction.is_some()
            || self.season.is_some()
    }

    /// Whether it is written with figures, as "2020", "'67" and "q3" are.
    fn is_figure(&self) -> bool {
        let quarter = self.text.len() == 2 && self.text.starts_with('q');
        self.digits > 0 || quarter || self.text.starts_with('\'')
    }

    /// The year of "'67", which is of the last century unless that has not been for long.
    pub fn short_year(&self) -> Option<i32> {
        let digits = self.text.strip_prefix('\'')?;
        let year: i32 = digits.parse().ok().filter(|_| digits.len() == 2)?;
        Some(if year < 30 { 2000 + year } else { 1900 + year })
    }
}

/// Words that matter by their kind alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    DayPart,
    Narrowing,
    Ago,
    /// Minutes and hours.
    Instant,
    Comma,
}

/// A file of the words of dates, in the order of `rules/time.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct File {
    months: FxHashMap<String, i8>,
    weekdays: FxHashMap<String, i8>,
    seasons: FxHashMap<String, i8>,
    days: FxHashMap<String, i32>,
    directions: FxHashMap<String, i32>,
    beside: FxHashMap<String, i32>,
    numbers: FxHashMap<String, i32>,
    ordinals: FxHashMap<String, i32>,
    holidays: FxHashMap<String, Holiday>,
    words: FxHashMap<String, Vec<String>>,
}

/// What the grammar itself reads at the start of an expression.
const FIRST_WORDS: &[&str] = &["between", "or", "at", "around"];

/// What it reads at the end.
const LAST_WORDS: &[&str] = &[
    "after",
    "afterward",
    "afterwards",
    "am",
    "before",
    "day",
    "earlier",
    "edt",
    "end",
    "est",
    "et",
    "gmt",
    "last",
    "later",
    "local",
    "next",
    "now",
    "oclock",
    "on",
    "onward",
    "onwards",
    "past",
    "pm",
    "previously",
    "prior",
    "s",
    "same",
    "that",
    "this",
    "time",
    "utc",
    "year",
];

/// What it reads between the two.
const INNER_WORDS: &[&str] = &["and", "from", "in", "of", "over", "since", "the", "to", "until", ",", "-", "/"];

/// The lexicon of dates.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    senses: FxHashMap<String, Word>,
    lists: FxHashMap<String, Vec<String>>,
    /// The words that an expression without digits can begin with.
    beginnings: FxHashSet<String>,
    /// The words that one can end with.
    endings: FxHashSet<String>,
    /// Names of days by their first word: the words behind it, the most of them first.
    holidays: FxHashMap<String, Vec<(Vec<String>, Holiday)>>,
}

impl Words {
    /// Makes the lexicon from a file's lists.
    pub fn new(file: File) -> Words {
        let mut words = Words { lists: file.words, ..Words::default() };
        let units = [
            ("days", Unit::Day),
            ("weeks", Unit::Week),
            ("weekends", Unit::Weekend),
            ("months", Unit::Month),
            ("quarters", Unit::Quarter),
            ("halves", Unit::Half),
            ("years", Unit::Year),
            ("decades", Unit::Decade),
            ("centuries", Unit::Century),
        ];
        for (list, unit) in units {
            for word in words.list(list).to_vec() {
                let plural = word.ends_with('s');
                let sense = words.sense(word);
                (sense.unit, sense.plural) = (Some(unit), plural);
            }
        }
        let classes = [
            ("day_parts", Class::DayPart),
            ("narrowing", Class::Narrowing),
            ("ago", Class::Ago),
            ("instants", Class::Instant),
        ];
        for (list, class) in classes {
            for word in words.list(list).to_vec() {
                words.sense(word).class = Some(class);
            }
        }
        file.months.into_iter().for_each(|(word, month)| words.sense(word).month = Some(month));
        file.seasons.into_iter().for_each(|(word, month)| words.sense(word).season = Some(month));
        file.weekdays.into_iter().for_each(|(word, day)| words.sense(word).weekday = Some(day));
        file.days.into_iter().for_each(|(word, day)| words.sense(word).day = Some(day));
        file.directions.into_iter().for_each(|(word, direction)| words.sense(word).direction = Some(direction));
        file.beside.into_iter().for_each(|(word, side)| words.sense(word).beside = Some(side));
        file.numbers.into_iter().for_each(|(word, number)| words.sense(word).number = Some(number));
        file.ordinals.into_iter().for_each(|(word, ordinal)| words.sense(word).ordinal = Some(ordinal));
        for (name, day) in file.holidays {
            let mut parts = name.split(' ').map(str::to_owned);
            let first = parts.next().unwrap_or_default();
            words.holidays.entry(first).or_default().push((parts.collect(), day));
        }
        // The longest name is tried first: "Christmas Eve" is not "Christmas".
        for names in words.holidays.values_mut() {
            names.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        let listed: FxHashSet<String> = words.lists.values().flatten().chain(words.senses.keys()).cloned().collect();
        let own = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        words.beginnings = listed.iter().chain(words.holidays.keys()).cloned().chain(own(FIRST_WORDS)).collect();
        let in_holidays = words
            .holidays
            .iter()
            .flat_map(|(first, names)| std::iter::once(first).chain(names.iter().flat_map(|(rest, _)| rest)).cloned());
        words.endings = listed.iter().cloned().chain(in_holidays).chain(own(LAST_WORDS)).collect();
        words
    }

    fn sense(&mut self, word: String) -> &mut Word {
        self.senses.entry(word).or_default()
    }

    fn list(&self, name: &str) -> &[String] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a word stands in one of the lists under `[words]`.
    pub fn is(&self, list: &str, word: &Word) -> bool {
        self.list(list).contains(&word.text)
    }

    /// Whether a word stands in one of the lists under `[words]`.
    pub fn holds(&self, list: &str, word: &str) -> bool {
        self.list(list).iter().any(|known| known == word)
    }

    /// Whether a text has no words but those of one of the lists under `[words]`.
    pub fn all(&self, list: &str, text: &str) -> bool {
        self.read(text).iter().all(|word| self.is(list, word))
    }

    /// Splits text into words as the grammar reads them: numbers and hyphens apart, points and possessives gone.
    pub fn read(&self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        for piece in text.split_whitespace() {
            let piece = piece.trim_start_matches(['(', '[', '"', '“', '‘']);
            self.read_piece(piece, &mut words);
        }
        words
    }

    /// Whether an expression of time can begin with a word.
    pub fn can_begin(&self, word: &Word) -> bool {
        word.is_figure() || self.beginnings.contains(&word.text)
    }

    /// Whether an expression of time can end with a word.
    pub fn can_end(&self, word: &Word) -> bool {
        word.is_figure() || self.endings.contains(&word.text)
    }

    /// Whether an expression of time can hold a word at all.
    pub fn can_hold(&self, word: &Word) -> bool {
        self.can_begin(word) || self.can_end(word) || INNER_WORDS.contains(&word.text.as_str())
    }

    /// The names of days that begin with a word: the words behind it, the most of them first.
    pub fn holidays(&self, first: &str) -> &[(Vec<String>, Holiday)] {
        self.holidays.get(first).map_or(&[], Vec::as_slice)
    }

    fn read_piece(&self, piece: &str, words: &mut Vec<Word>) {
        let mut current = String::new();
        let mut chars = piece.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                c if c.is_alphanumeric() => {
                    // "20th" is one word, "2020s" is one word, "q3" is one word.
                    current.push(c);
                }
                '\'' | '’' | '‘' => {
                    let possessive = chars.peek().is_some_and(|next| matches!(next, 's' | 'S'));
                    let short_year = current.is_empty() && chars.peek().is_some_and(char::is_ascii_digit);
                    if short_year {
                        current.push('\'');
                    } else if possessive {
                        self.push(&mut current, words);
                        current.push('s');
                        chars.next();
                    }
                }
                '.' => {}
                '/' if current.bytes().all(|byte| byte.is_ascii_digit()) && !current.is_empty() => {
                    self.push(&mut current, words);
                    self.push_mark("/", words);
                }
                '-' | '–' | '—' | '‑' => {
                    self.push(&mut current, words);
                    self.push_mark("-", words);
                }
                _ => {
                    self.push(&mut current, words);
                    self.push_mark(",", words);
                }
            }
        }
        self.push(&mut current, words);
    }

    fn push_mark(&self, mark: &str, words: &mut Vec<Word>) {
        let class = (mark == ",").then_some(Class::Comma);
        words.push(Word { text: mark.to_owned(), class, ..Word::default() });
    }

    fn push(&self, current: &mut String, words: &mut Vec<Word>) {
        if current.is_empty() {
            return;
        }
        let written = std::mem::take(current);
        let text = written.to_lowercase();
        let mut word = self.senses.get(&text).cloned().unwrap_or_default();
        word.capital = written.starts_with(char::is_uppercase);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        word.digits = digits;
        if digits > 0 && digits <= 9 {
            let value = text[..digits].parse().ok();
            match &text[digits..] {
                "" => word.number = value,
                "st" | "nd" | "rd" | "th" => word.ordinal = value,
                _ => {}
            }
        }
        word.text = text;
        words.push(word);
    }
}
