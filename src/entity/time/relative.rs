//! The part of the grammar that tells time from the day of writing, or by parts of years and centuries.

use super::grammar::{Expression, Parser};
use super::value::Point;
use super::words::{Class, Unit, Word};

impl Parser<'_> {
    /// "last year", "next Tuesday", "this month", "last October", "the past two weeks", "last night".
    pub(super) fn directed(&mut self) -> Option<Expression> {
        let word = self.peek()?;
        let direction = word.direction?;
        self.at += 1;
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
        let found = match next {
            Word { unit: Some(unit), .. } if word.text == "past" => Expression::Stretch { count: -1, unit: *unit },
            Word { unit: Some(unit), .. } => Expression::Unit { unit: *unit, direction },
            Word { month: Some(month), capital: true, .. } => {
                Expression::Month { month: *month, year: None, direction: Some(direction) }
            }
            Word { weekday: Some(weekday), capital: true, .. } => {
                Expression::Weekday { weekday: *weekday, direction: Some(direction) }
            }
            Word { class: Some(Class::Season), .. } => Expression::Season { year: None, direction },
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
            return Some(Expression::Away { count: -count, unit });
        }
        (self.skip_text("from") && (self.skip_text("now") || self.skip_text("today"))).then_some(())?;
        Some(Expression::Away { count, unit })
    }

    /// "yesterday", "the day before yesterday", "the day after tomorrow".
    pub(super) fn day_word(&mut self) -> Option<Expression> {
        if self.peek()?.unit == Some(Unit::Day) {
            let step = match self.ahead(1)?.text.as_str() {
                "before" => -1,
                "after" => 1,
                _ => return None,
            };
            let day = self.ahead(2)?.day.filter(|day| *day == step)?;
            self.at += 3;
            return Some(Expression::Offset(day + step));
        }
        let day = self.peek()?.day?;
        self.at += 1;
        self.skip_text("s");
        Some(Expression::Offset(day))
    }

    /// "summer 2016", "the summer of last year".
    pub(super) fn season(&mut self) -> Option<Expression> {
        (self.peek()?.class? == Class::Season).then(|| self.at += 1)?;
        self.year().map(|year| Expression::Season { year: Some(year), direction: 0 })
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
