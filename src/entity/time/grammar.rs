//! The grammar of dates: words to an [`Expression`] that does not depend on the day of writing.

use super::value::Point;
use super::words::{Class, Holiday, Unit, Word, Words};

/// A date or interval as written, before it is resolved against the day of writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// "2020", "2020-10-21".
    Point(Point),
    /// "October", "October 2020", "last October", "November last year".
    Month { month: i8, year: Option<Year>, direction: Option<i32> },
    /// "October 21", "Wednesday, October 21".
    Day { month: i8, day: i8, weekday: Option<i8>, year: Option<Year> },
    /// "October 20-22".
    Days { month: i8, from: i8, to: i8, year: Option<Year> },
    /// "Tuesday", "next Tuesday".
    Weekday { weekday: i8, direction: Option<i32> },
    /// "Tuesday last week".
    WeekdayOf { weekday: i8, week: i32 },
    /// "yesterday", in days from the day of writing.
    Offset(i32),
    /// "last year", "this week".
    Unit { unit: Unit, direction: i32 },
    /// "two weeks ago", and with a positive count "two weeks from now".
    Away { count: i32, unit: Unit },
    /// "in two weeks", which only in what is to come is no length of time.
    In { count: i32, unit: Unit },
    /// "the past two weeks", and with a positive count "the next two weeks".
    Stretch { count: i32, unit: Unit },
    /// "a day earlier", "two weeks after Election Day", "the same month": told from another time, which stands there or
    /// has to be found in the text.
    Shift { count: i32, unit: Unit, from: Option<Box<Expression>> },
    /// "three years ago today", "a week from Friday": so long before or after a day, to the day.
    Exact { count: i32, unit: Unit, from: Box<Expression> },
    /// "the end of the year", "earlier in the day": a part of the one that is spoken of.
    Within(Unit),
    /// "the third quarter of 2019": month of the start, number of months.
    Part { start: i8, months: i8, year: Option<Year> },
    /// "summer of 2016", "last summer": the month it begins in, north of the equator.
    Season { start: i8, year: Option<Year>, direction: i32 },
    /// "the 1990s", by its first year.
    Decade(i16),
    /// "the 20th century".
    Century(i16),
    /// "Election Day".
    Holiday { day: Holiday, year: Option<Year>, direction: Option<i32> },
    /// "from … to …".
    Range(Box<Expression>, Box<Expression>),
    /// "March and April", which is one time if nothing lies between them.
    Both(Box<Expression>, Box<Expression>),
    /// "since …".
    From(Box<Expression>),
    /// "until …".
    Until(Box<Expression>),
}

/// A year, or one told from the year of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Absolute(i16),
    Relative(i32),
}

/// Reads the expression that a text opens with; what follows it must be set off by a comma.
pub(super) fn parse(words: &Words, text: &[Word]) -> Option<Expression> {
    let mut parser = Parser { words, text, at: 0 };
    let expression = parser.expression()?;
    let whole = parser.peek().is_none_or(|next| next.class == Some(Class::Comma));
    whole.then_some(expression)
}

/// Reads the expression that a text is, from its first word to its last.
pub(super) fn parse_whole(words: &Words, text: &[Word]) -> Option<Expression> {
    let mut parser = Parser { words, text, at: 0 };
    let expression = parser.expression()?;
    parser.peek().is_none().then_some(expression)
}

/// Reads words from left to right.
pub(super) struct Parser<'a> {
    pub words: &'a Words,
    pub text: &'a [Word],
    pub at: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn peek(&self) -> Option<&'a Word> {
        self.text.get(self.at)
    }

    pub(super) fn ahead(&self, distance: usize) -> Option<&'a Word> {
        self.text.get(self.at + distance)
    }

    fn next_is(&self, list: &str) -> bool {
        self.peek().is_some_and(|word| self.words.is(list, word))
    }

    pub(super) fn skip_text(&mut self, text: &str) -> bool {
        let found = self.peek().is_some_and(|word| word.text == text);
        self.at += usize::from(found);
        found
    }

    /// Tries a reading and takes it back if it fails.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let result = read(self);
        if result.is_none() {
            self.at = start;
        }
        result
    }

    fn expression(&mut self) -> Option<Expression> {
        if self.skip_text("between") {
            let from = self.point()?;
            self.skip_text("and").then_some(())?;
            return Some(range(from, self.point()?));
        }
        if self.next_is("since") {
            let back = self.skip_text("since");
            self.at += usize::from(!back);
            let mut from = self.point()?;
            if let (true, Expression::Weekday { direction: to @ None, .. }) = (back, &mut from) {
                *to = Some(-1);
            }
            if let Expression::Days { .. } = from {
                return Some(from); // "from November 24 to 26"
            }
            let to = self.attempt(Self::range_end);
            self.skip_onward();
            return Some(match to {
                Some(to) => range(from, to),
                None => Expression::From(Box::new(from)),
            });
        }
        if self.next_is("after") {
            self.at += 1;
            return self.point().map(|from| Expression::From(Box::new(from)));
        }
        if self.next_is("until") {
            self.at += 1;
            return self.point().map(|to| Expression::Until(Box::new(to)));
        }
        let from = self.point()?;
        let both = self.peek().is_some_and(|word| matches!(word.text.as_str(), "and" | "or"));
        if let Some(to) = self.attempt(|parser| parser.range_end().filter(|to| alike(&from, to))) {
            return Some(match range(from, to) {
                Expression::Range(from, to) if both => Expression::Both(from, to),
                range => range,
            });
        }
        Some(if self.skip_onward() { Expression::From(Box::new(from)) } else { from })
    }

    /// "from May 2020 on", "2014 onwards".
    fn skip_onward(&mut self) -> bool {
        ["on", "onward", "onwards"].iter().any(|word| self.skip_text(word))
    }

    /// "to May 2020", "-2016", "–16".
    fn range_end(&mut self) -> Option<Expression> {
        self.next_is("to").then(|| self.at += 1)?;
        let century = self.text[..self.at].iter().rev().find(|word| word.digits == 4).and_then(|word| word.number);
        if let (Some(word), Some(from)) = (self.peek(), century)
            && word.digits == 2
            && self.ahead(1).is_none_or(|next| next.class == Some(Class::Comma))
        {
            self.at += 1;
            return Point::of_year(from / 100 * 100 + word.number?).map(Expression::Point);
        }
        self.point()
    }

    pub(super) fn point(&mut self) -> Option<Expression> {
        let over = self.peek().is_some_and(|word| word.text == "over");
        let start = self.at;
        while self.peek().is_some_and(|word| self.is_opening(word)) {
            self.at += 1;
        }
        if over && self.at == start + 1 && self.peek().is_some_and(|word| word.number.is_some()) {
            return None; // "over two weeks ago": no telling when.
        }
        self.clock();
        while self.peek().is_some_and(|word| word.unit.is_none() && self.words.is("leading", word)) {
            self.at += 1;
        }
        let found = self
            .attempt(Self::digits_date)
            .or_else(|| self.attempt(Self::told_from_another))
            .or_else(|| self.attempt(Self::weekday))
            .or_else(|| self.attempt(Self::month_first))
            .or_else(|| self.attempt(Self::holiday))
            .or_else(|| self.attempt(Self::directed))
            .or_else(|| self.attempt(Self::ordinal))
            .or_else(|| self.attempt(Self::day_first))
            .or_else(|| self.attempt(Self::counted))
            .or_else(|| self.attempt(Self::day_word))
            .or_else(|| self.attempt(Self::season))
            .or_else(|| self.attempt(Self::decade_or_year))
            .or_else(|| self.attempt(Self::weekend))?;
        self.day_part();
        self.clock();
        Some(found)
    }

    /// Words that may stand before a date without changing its value: "on", "the", "early", "the end of", "as early as".
    fn is_opening(&self, word: &Word) -> bool {
        let narrowing = word.class == Some(Class::Narrowing);
        let hyphen = word.text == "-" && self.at > 0 && self.text[self.at - 1].class == Some(Class::Narrowing);
        // "on or about October 6"
        let doubt = word.text == "or" && self.ahead(1).is_some_and(|next| next.class == Some(Class::Narrowing));
        // "the night of March 3", "the early hours of Thursday", "midnight on Friday"
        let part = matches!(word.class, Some(Class::DayPart | Class::Instant))
            && self.ahead(1).is_some_and(|next| matches!(next.text.as_str(), "of" | "on"));
        if word.unit.is_some() {
            return part || word.text == "year" && self.ahead(1).is_some_and(|next| next.digits > 0);
        }
        narrowing || hyphen || doubt || part || self.words.is("leading", word) || (word.text == "from" && self.at > 0)
    }

    fn day_part(&mut self) {
        let part = |word: Option<&Word>| word.is_some_and(|word| word.class == Some(Class::DayPart));
        if self.peek().is_some_and(|word| word.class == Some(Class::Narrowing)) && part(self.ahead(1)) {
            self.at += 1;
        }
        if part(self.peek()) {
            self.at += 1;
        }
    }

    /// Passes over a time of day, "at 5:30 p.m.", which is finer than the values here go.
    fn clock(&mut self) {
        let _ = self.attempt(|parser| {
            let said_at = parser.skip_text("at") || parser.skip_text("around");
            if said_at && parser.peek().is_some_and(|word| word.class == Some(Class::DayPart)) {
                parser.at += 1;
                return Some(());
            }
            let hour = parser.peek().filter(|word| (1..=2).contains(&word.digits))?;
            parser.at += 1;
            if hour.text.ends_with("pm") || hour.text.ends_with("am") {
                return Some(());
            }
            let minutes = parser.peek().is_some_and(|word| word.class == Some(Class::Comma))
                && parser.ahead(1).is_some_and(|word| word.digits == 2);
            parser.at += if minutes { 2 } else { 0 };
            let seconds = minutes
                && parser.peek().is_some_and(|word| word.class == Some(Class::Comma))
                && parser.ahead(1).is_some_and(|word| word.digits == 2 && word.text.len() == 2);
            parser.at += if seconds { 2 } else { 0 };
            let half = parser.peek().is_some_and(|word| matches!(word.text.as_str(), "am" | "pm" | "oclock"));
            parser.at += usize::from(half);
            while parser.peek().is_some_and(|word| {
                matches!(word.text.as_str(), "et" | "est" | "edt" | "gmt" | "utc" | "local" | "time")
            }) {
                parser.at += 1;
            }
            (half || seconds || (minutes && said_at)).then_some(())
        });
    }

    /// "2020-10-21", "2020-10", "10/21/2020".
    fn digits_date(&mut self) -> Option<Expression> {
        let first = self.peek()?;
        let mark = self.ahead(1)?.text.as_str();
        let second = self.ahead(2)?.number?;
        let third = self.ahead(3).filter(|word| word.text == mark).and_then(|_| self.ahead(4));
        let day = |year: i32, month: i32, day: i32| {
            let small = |value: i32| i8::try_from(value).ok();
            jiff::civil::Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()
        };
        let found = match (mark, first.digits, third) {
            ("-" | "/", 4, Some(third)) => Point::Day(day(first.number?, second, third.number?)?),
            ("/", 1 | 2, Some(third)) if third.digits == 4 => {
                // The American order, unless the first number can only be a day.
                let (month, date) = if first.number? > 12 { (second, first.number?) } else { (first.number?, second) };
                Point::Day(day(third.number?, month, date)?)
            }
            // "2010-12" spans years; "2020-11" cannot.
            ("-", 4, None)
                if (1..=12).contains(&second) && self.ahead(2)?.digits == 2 && second < first.number? % 100 =>
            {
                Point::Month(i16::try_from(first.number?).ok()?, second as i8)
            }
            _ => return None,
        };
        self.at += if third.is_some() { 5 } else { 3 };
        Some(Expression::Point(found))
    }

    fn weekday(&mut self) -> Option<Expression> {
        let weekday = self.peek().filter(|word| word.capital)?.weekday?;
        self.at += 1;
        self.day_part();
        let date = self.attempt(|parser| {
            while parser
                .peek()
                .is_some_and(|w| w.class == Some(Class::Comma) || matches!(w.text.as_str(), "the" | "on"))
            {
                parser.at += 1;
            }
            parser
                .attempt(Self::month_first)
                .or_else(|| parser.attempt(Self::day_first))
                .or_else(|| parser.attempt(Self::ordinal))
                .filter(|found| matches!(found, Expression::Day { .. }))
        });
        if let Some(Expression::Day { month, day, year, .. }) = date {
            return Some(Expression::Day { month, day, weekday: Some(weekday), year });
        }
        let week = self.attempt(|parser| {
            while parser.peek().is_some_and(|word| matches!(word.text.as_str(), "of" | "in" | "the")) {
                parser.at += 1;
            }
            let direction = parser.peek()?.direction?;
            parser.at += 1;
            (parser.peek()?.unit? == Unit::Week).then_some(())?;
            parser.at += 1;
            Some(direction)
        });
        Some(match week {
            Some(week) => Expression::WeekdayOf { weekday, week },
            None => Expression::Weekday { weekday, direction: None },
        })
    }

    pub(super) fn month(&mut self) -> Option<i8> {
        let month = self.peek().filter(|word| word.capital)?.month?;
        self.at += 1;
        Some(month)
    }

    fn day_number(&mut self) -> Option<i8> {
        let word = self.peek().filter(|word| (1..=2).contains(&word.digits) || word.ordinal.is_some())?;
        let day = word.number.or(word.ordinal).filter(|day| (1..=31).contains(day))?;
        self.at += 1;
        Some(day as i8)
    }

    /// ", 2020", "of last year", "this year".
    pub(super) fn year(&mut self) -> Option<Year> {
        self.attempt(|parser| {
            while parser
                .peek()
                .is_some_and(|w| w.class == Some(Class::Comma) || matches!(w.text.as_str(), "of" | "in" | "the"))
            {
                parser.at += 1;
            }
            let word = parser.peek()?;
            if word.digits == 4 && word.text.len() == 4 {
                parser.at += 1;
                return i16::try_from(word.number?).ok().map(Year::Absolute);
            }
            if let Some(year) = word.short_year() {
                parser.at += 1;
                return i16::try_from(year).ok().map(Year::Absolute);
            }
            let direction = word.direction?;
            (parser.ahead(1)?.unit? == Unit::Year).then(|| parser.at += 2)?;
            Some(Year::Relative(direction))
        })
    }

    /// "October", "October 21", "October 20-22, 2020", "November last year".
    pub(super) fn month_first(&mut self) -> Option<Expression> {
        let month = self.month()?;
        self.skip_text("the");
        let Some(day) = self.attempt(Self::day_number) else {
            return Some(Expression::Month { month, year: self.year(), direction: None });
        };
        let to = self.attempt(|parser| parser.day_after(day));
        let year = self.year();
        Some(match to {
            Some(to) => Expression::Days { month, from: day, to, year },
            None => Expression::Day { month, day, weekday: None, year },
        })
    }

    /// "-22" or "to 22", a later day of the same month.
    fn day_after(&mut self, day: i8) -> Option<i8> {
        self.next_is("to").then(|| self.at += 1)?;
        let to = self.day_number().filter(|to| *to > day)?;
        self.peek().is_none_or(|next| next.month.is_none()).then_some(to)
    }

    /// "21 October 2020", "20-22 October".
    fn day_first(&mut self) -> Option<Expression> {
        let day = self.day_number()?;
        let to = self.attempt(|parser| {
            parser.next_is("to").then(|| parser.at += 1)?;
            parser.day_number().filter(|to| *to > day)
        });
        self.skip_text("of");
        let month = self.month()?;
        let year = self.year();
        Some(match to {
            Some(to) => Expression::Days { month, from: day, to, year },
            None => Expression::Day { month, day, weekday: None, year },
        })
    }

    pub(super) fn holiday(&mut self) -> Option<Expression> {
        let names = self.words.holidays(&self.peek()?.text);
        let (length, day) = names.iter().find_map(|(name, day)| {
            let rest = self.text.get(self.at + 1..=self.at + name.len())?;
            rest.iter().zip(name).all(|(word, part)| word.text == *part).then_some((1 + name.len(), *day))
        })?;
        self.at += length;
        Some(Expression::Holiday { day, year: self.year(), direction: None })
    }
}

/// Whether two expressions can be the ends of one interval that only "and" or a hyphen joins.
fn alike(from: &Expression, to: &Expression) -> bool {
    use Expression::{Day, Days, Decade, Month, Point as At, Weekday};
    match (from, to) {
        (At(a), At(b)) => std::mem::discriminant(a) == std::mem::discriminant(b),
        (Month { .. }, Month { .. } | At(_)) | (Day { .. }, Day { .. } | Days { .. }) => true,
        (Weekday { .. }, Weekday { .. }) | (Decade(_), Decade(_)) => true,
        _ => false,
    }
}

/// Makes an interval; an end without a year takes it from the other.
fn range(mut from: Expression, to: Expression) -> Expression {
    let (end_year, end_month) = match &to {
        Expression::Month { year, month, .. } | Expression::Day { year, month, .. } => (*year, *month),
        _ => (None, 0),
    };
    if let (Expression::Month { year, month, .. } | Expression::Day { year, month, .. }, Some(end)) =
        (&mut from, end_year)
        && year.is_none()
    {
        // "from November to January 2021" began in the year before.
        *year = Some(match end {
            Year::Absolute(end) if *month > end_month => Year::Absolute(end - 1),
            Year::Relative(end) if *month > end_month => Year::Relative(end - 1),
            end => end,
        });
    }
    Expression::Range(Box::new(from), Box::new(to))
}
