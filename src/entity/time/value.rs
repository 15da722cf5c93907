//! Points and intervals of the calendar, written in ISO 8601 with the precision that is known.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A year, a month of a year, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// A year from 1 to 9999.
    Year(i16),
    /// A year and a month from 1 to 12.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

/// What an expression of time stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeValue {
    /// One year, month or day.
    Point(Point),
    /// From one point to another, both included: `2020-10-20/2020-11-03`. An open end is written `..`.
    Interval(Option<Point>, Option<Point>),
}

impl Point {
    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Point::Year(year) | Point::Month(year, _) => year,
            Point::Day(date) => date.year(),
        }
    }

    /// The month, where it is known.
    pub fn month(self) -> Option<i8> {
        match self {
            Point::Year(_) => None,
            Point::Month(_, month) => Some(month),
            Point::Day(date) => Some(date.month()),
        }
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<Date> {
        match self {
            Point::Day(date) => Some(date),
            _ => None,
        }
    }

    /// A year, if it is from 1 to 9999.
    pub(super) fn of_year(year: i32) -> Option<Point> {
        i16::try_from(year).ok().filter(|year| (1..=9999).contains(year)).map(Point::Year)
    }

    /// The month that lies `months` after a month of a year.
    pub(super) fn of_month(year: i16, month: i8, months: i32) -> Option<Point> {
        let count = (i32::from(year) * 12 + i32::from(month) - 1).checked_add(months)?;
        let year = i16::try_from(count.div_euclid(12)).ok().filter(|year| (1..=9999).contains(year))?;
        Some(Point::Month(year, count.rem_euclid(12) as i8 + 1))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Point::Year(year) => write!(f, "{year:04}"),
            Point::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Point::Day(date) => write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
        }
    }
}

/// Text that is no ISO 8601 year, month or day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date: {0:?}; dates are written 2020, 2020-10 or 2020-10-21")]
pub struct NoDate(String);

impl FromStr for Point {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let parts: Vec<&str> = text.split('-').collect();
        let number = |at: usize, width: usize| {
            let part = parts.get(at)?;
            let digits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<i16>().ok()).flatten()
        };
        let year = number(0, 4).filter(|year| *year > 0);
        let small = |at: usize| number(at, 2).map(|value| value as i8);
        let point = match parts.len() {
            1 => year.map(Point::Year),
            2 => {
                year.zip(small(1)).filter(|(_, m)| (1..=12).contains(m)).map(|(year, month)| Point::Month(year, month))
            }
            3 => year.zip(small(1).zip(small(2))).and_then(|(y, (m, d))| Date::new(y, m, d).ok()).map(Point::Day),
            _ => None,
        };
        point.ok_or_else(|| NoDate(text.to_owned()))
    }
}

impl TimeValue {
    /// Where it starts, where that is known.
    pub fn start(self) -> Option<Point> {
        match self {
            TimeValue::Point(point) => Some(point),
            TimeValue::Interval(start, _) => start,
        }
    }

    /// Where it ends, where that is known.
    pub fn end(self) -> Option<Point> {
        match self {
            TimeValue::Point(point) => Some(point),
            TimeValue::Interval(_, end) => end,
        }
    }
}

impl fmt::Display for TimeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TimeValue::Point(point) => point.fmt(f),
            TimeValue::Interval(start, end) => {
                let mut side = |point: &Option<Point>| match point {
                    Some(point) => write!(f, "{point}"),
                    None => write!(f, ".."),
                };
                side(start)?;
                f.write_str("/")?;
                match end {
                    Some(point) => write!(f, "{point}"),
                    None => write!(f, ".."),
                }
            }
        }
    }
}

impl FromStr for TimeValue {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let side = |text: &str| if text == ".." { Ok(None) } else { text.parse().map(Some) };
        match text.split_once('/') {
            None => text.parse().map(TimeValue::Point),
            Some((start, end)) => Ok(TimeValue::Interval(side(start)?, side(end)?)),
        }
    }
}
