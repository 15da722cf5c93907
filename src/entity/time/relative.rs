//! The part of the grammar that tells time from the day of writing, or by parts of years and centuries.

use super::grammar::{Expression, Parser};
use super::value::Point;
use super::words::{Class, Unit, Word};

impl Parser<'_> {
    /// "last year", "next Tuesday", "this month", "last October", "the past two weeks", "last night".
    pub(super) fn directed(&mut self) -> Option<Expression> {
        let word = self.peek()?;
        let mut direction = word.direction?;
        self.at += 1;
        if let Some(side) = self.peek().filter(|_| word.text == "this").and_then(|next| next.direction) {
            // "this past Friday", "this coming weekend"
            direction = side;
            self.at += 1;
        }
        if let Some(mut holiday) = self.attempt(Self::holiday) {
            if let Expression::Holiday { direction: to, .. } = &mut holiday {
                *to = Some(direction);
            }
            return Some(holiday);
        }
        let next = self.peek()?;
        self.at += 1;
        if let (Some(count), Some(unit)) = (next.number.filter(|_| direction != 0), self.peek().and_then(|w| w.unit)) {
            self.at += 1;
            return Some(Expression::Stretch { count: count.checked_mul(direction)?, unit });
        }
        let the = self.at > 2 && self.text[self.at - 3].text == "the";
        let found = match next {
            // "in recent days" and "in the coming weeks" do not say how many.
            Word { unit: Some(_), plural: true, .. } => return None,
            // "the last year" up to now, but "last year"; "the last day" is that of something.
            Word { unit: Some(Unit::Day), .. } if word.text == "last" => return None,
            Word { unit: Some(unit), .. }
                if word.text == "past" || the && matches!(word.text.as_str(), "last" | "next") =>
            {
                Expression::Stretch { count: direction, unit: *unit }
            }
            Word { unit: Some(unit), .. } => Expression::Unit { unit: *unit, direction },
            Word { month: Some(month), capital: true, .. } => {
                Expression::Month { month: *month, year: None, direction: Some(direction) }
            }
            Word { weekday: Some(weekday), capital: true, .. } => {
                Expression::Weekday { weekday: *weekday, direction: Some(direction) }
            }
            Word { season: Some(start), .. } => Expression::Season { start: *start, year: None, direction },
            Word { class: Some(Class::DayPart), .. } if direction <= 0 => Expression::Offset(direction),
            _ => return None,
        };
        self.skip_text("s");
        Some(found)
    }

    /// "the third quarter of 2019", "the 21st of October", "the 20th century", "Q3 2019".
    pub(super) fn ordinal(&mut self) -> Option<Expression> {
        let word = self.peek()?;
        if let Some(quarter) = word.text.strip_prefix('q').and_then(|digit| digit.parse::<i8>().ok())
            && (1..=4).contains(&quarter)
        {
            self.at += 1;
            return Some(Expression::Part { start: quarter * 3 - 2, months: 3, year: self.year() });
        }
        let ordinal = word.ordinal?;
        self.at += 1;
        self.skip_text("-");
        if let Some(month) = self.attempt(|parser| {
            parser.skip_text("day");
            parser.skip_text("of");
            parser.month()
        }) {
            let day = i8::try_from(ordinal).ok().filter(|day| (1..=31).contains(day))?;
            return Some(Expression::Day { month, day, weekday: None, year: self.year() });
        }
        let unit = self.peek()?.unit?;
        self.at += 1;
        let number = i8::try_from(ordinal).ok()?;
        match unit {
            Unit::Quarter if (1..=4).contains(&number) => {
                Some(Expression::Part { start: number * 3 - 2, months: 3, year: self.year() })
            }
            Unit::Half if (1..=2).contains(&number) => {
                // "the second half of October" is no finer than October.
                if let Some(month) =
                    self.attempt(|parser| parser.skip_text("of").then(|| parser.month_first()).flatten())
                {
                    return Some(month);
                }
                Some(Expression::Part { start: number * 6 - 5, months: 6, year: self.year() })
            }
            Unit::Century if number > 0 => Some(Expression::Century(i16::from(number))),
            Unit::Week | Unit::Day | Unit::Weekend => {
                self.skip_text("of").then_some(())?;
                self.month_first().filter(|found| matches!(found, Expression::Month { .. }))
            }
            _ => None,
        }
    }

    /// "two weeks ago", "a year ago", "two days from now".
    pub(super) fn counted(&mut self) -> Option<Expression> {
        let count = self.peek()?.number?;
        self.at += 1;
        let instant = self.peek()?.class == Some(Class::Instant);
        if instant && count <= 12 && self.ahead(1).is_some_and(|word| word.class == Some(Class::Ago)) {
            // "An hour ago" was on the day of writing.
            self.at += 2;
            return Some(Expression::Offset(0));
        }
        let unit = self.peek()?.unit?;
        self.at += 1;
        if self.peek().is_some_and(|word| word.class == Some(Class::Ago)) {
            self.at += 1;
            return Some(match self.attempt(Self::exact_day) {
                Some(from) => Expression::Exact { count: -count, unit, from: Box::new(from) },
                None => Expression::Away { count: -count, unit },
            });
        }
        if self.peek().is_none_or(|next| next.class == Some(Class::Comma)) {
            let within = matches!(&self.text[..self.at - 2], [.., word] if word.text == "in");
            return within.then_some(Expression::In { count, unit });
        }
        self.skip_text("from").then_some(())?;
        if self.skip_text("now") {
            return Some(Expression::Away { count, unit });
        }
        Some(Expression::Exact { count, unit, from: Box::new(self.exact_day()?) })
    }

    /// "today" in "a year ago today", "Friday" in "a week from Friday".
    fn exact_day(&mut self) -> Option<Expression> {
        self.skip_text("on");
        let word = self.peek()?;
        self.at += 1;
        let weekday = word.weekday.filter(|_| word.capital);
        weekday
            .map(|weekday| Expression::Weekday { weekday, direction: None })
            .or_else(|| word.day.map(Expression::Offset))
    }

    /// "a day earlier", "two weeks after Election Day", "the day before", "the same month", "the following year", "the
    /// end of the week", "the year before last".
    pub(super) fn told_from_another(&mut self) -> Option<Expression> {
        let after_the = self.at > 0 && self.text[self.at - 1].text == "the";
        let word = self.peek()?;
        if let Some(unit) = self.attempt(Self::unit_in_part) {
            return Some(Expression::Within(unit));
        }
        // "over the next year" is told from now.
        let stretch = word.text == "next" && self.at > 1 && !matches!(self.text[self.at - 2].text.as_str(), "on" | ",");
        let beside = word.beside.filter(|_| (after_the || word.text == "that") && !stretch);
        if let Some(count) = beside {
            self.at += 1;
            self.skip_text("same");
            let unit = self.unit_or_part_of_day()?;
            return Some(Expression::Shift { count, unit, from: None });
        }
        // "in the two years before 2016" lasts that long.
        let counted = word.number.filter(|_| !after_the);
        if counted.is_some() {
            self.at += 1;
        } else if !after_the {
            return None;
        }
        let (count, counted) = (counted.unwrap_or(1), counted.is_some());
        let unit = if counted { self.peek()?.unit.inspect(|_| self.at += 1)? } else { self.unit_or_part_of_day()? };
        let side = self.peek()?;
        self.at += 1;
        let direction = match side.text.as_str() {
            "earlier" | "previously" | "prior" if counted => -1,
            "before" => -1,
            "later" | "afterward" | "afterwards" if counted => 1,
            "after" => 1,
            _ => return None,
        };
        if !counted && self.peek().is_some_and(|next| next.direction == Some(direction)) {
            // "the year before last", "the week after next"
            self.at += 1;
            return Some(Expression::Unit { unit, direction: 2 * direction });
        }
        let ends = self.peek().is_none_or(|next| next.class == Some(Class::Comma));
        let from = if ends { None } else { Some(Box::new(self.attempt(Self::point)?)) };
        if let Some(Expression::Offset(day)) = from.as_deref() {
            // "the day before yesterday"
            return (unit == Unit::Day).then_some(Expression::Offset(day.checked_add(count.checked_mul(direction)?)?));
        }
        Some(Expression::Shift { count: count.checked_mul(direction)?, unit, from })
    }

    /// The unit of "the end of the year", "later in the day", "at year's end", whose article has been passed over.
    fn unit_in_part(&mut self) -> Option<Unit> {
        let unit = self.peek()?.unit?;
        self.at += 1;
        let before = &self.text[..self.at - 1];
        let part = matches!(before, [.., part, of, the]
            if part.class == Some(Class::Narrowing) && matches!(of.text.as_str(), "of" | "in") && the.text == "the");
        let end = (self.skip_text("s") || self.skip_text("-")) && self.skip_text("end");
        let alone = self.peek().is_none_or(|next| next.class == Some(Class::Comma));
        (end || part && alone).then_some(unit)
    }

    /// "month" in "the same month", "night" in "that night", which is as good as a day.
    fn unit_or_part_of_day(&mut self) -> Option<Unit> {
        let word = self.peek()?;
        self.at += 1;
        word.unit.filter(|_| !word.plural).or_else(|| (word.class == Some(Class::DayPart)).then_some(Unit::Day))
    }

    /// "yesterday", "today's".
    pub(super) fn day_word(&mut self) -> Option<Expression> {
        let day = self.peek()?.day?;
        self.at += 1;
        self.skip_text("s");
        Some(Expression::Offset(day))
    }

    /// "summer 2016", "the summer of last year".
    pub(super) fn season(&mut self) -> Option<Expression> {
        let start = self.peek()?.season?;
        self.at += 1;
        self.year().map(|year| Expression::Season { start, year: Some(year), direction: 0 })
    }

    /// "2020", "the 1990s", "the '90s".
    pub(super) fn decade_or_year(&mut self) -> Option<Expression> {
        let word = self.peek()?;
        self.at += 1;
        let text = word.text.as_str();
        if let Some(digits) = text.strip_suffix('s').map(|rest| rest.trim_start_matches('\'')) {
            let number = digits.parse::<i16>().ok().filter(|number| number % 10 == 0)?;
            return match digits.len() {
                4 => Some(Expression::Decade(number)),
                // Two digits are of the last century, unless that decade was still to come in living memory.
                2 => Some(Expression::Decade(if number < 20 { 2000 + number } else { 1900 + number })),
                _ => None,
            };
        }
        if let Some(year) = word.short_year() {
            return Some(Expression::Point(Point::of_year(year)?));
        }
        let year = (word.digits == 4 && text.len() == 4).then_some(word.number?)?;
        let point = Point::of_year(year).filter(|_| (1000..2200).contains(&year))?;
        if self.peek().is_some_and(|next| next.text == "s") {
            self.at += 1;
            return (year % 10 == 0).then_some(Expression::Decade(year as i16));
        }
        Some(Expression::Point(point))
    }

    /// "the weekend", by itself the one that was.
    pub(super) fn weekend(&mut self) -> Option<Expression> {
        (self.peek()?.unit? == Unit::Weekend).then(|| self.at += 1)?;
        Some(Expression::Unit { unit: Unit::Weekend, direction: 0 })
    }
}
