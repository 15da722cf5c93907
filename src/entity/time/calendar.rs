//! Expressions to values, against the day of writing.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::grammar::{Expression, Year};
use super::outlook::Outlook;
use super::value::{Point, TimeValue};
use super::words::{Holiday, Unit};

/// How many days ahead a date without a year may lie when nothing says that it is to come.
const NEAR_FUTURE_DAYS: i32 = 60;

/// How many days back a date without a year may lie that is told in the present.
const NEAR_PAST_DAYS: i32 = 92;

/// How many months back a month may lie that is told in the present.
const NEAR_PAST_MONTHS: i32 = 2;

/// The day of writing, and whether what is told lies ahead of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// When the document was written, as far as that is known.
    pub reference: Option<Point>,
    /// Whether the text speaks of what was or of what is to come.
    pub outlook: Outlook,
    /// The time that "a day earlier" is told from, where the text has one.
    pub anchor: Option<Point>,
}

impl Context {
    /// The value of an expression; `None` where the day of writing is needed and not known, and where the value is not
    /// in the years from 1 to 9999 ("Christmas", said in January of the year 1).
    pub fn resolve(self, expression: &Expression) -> Option<TimeValue> {
        let written = |point: Option<Point>| point.is_none_or(|point| (1..=9999).contains(&point.year()));
        self.value(expression).filter(|value| written(value.start()) && written(value.end()))
    }

    fn value(self, expression: &Expression) -> Option<TimeValue> {
        use Expression as E;
        let point = |point: Point| Some(TimeValue::Point(point));
        match expression {
            E::Point(at) => point(*at),
            E::Month { month, year, direction } => point(self.month(*month, *year, *direction)?),
            E::Day { month, day, weekday, year } => point(Point::Day(self.day(*month, *day, *weekday, *year)?)),
            E::Days { month, from, to, year } => {
                let from = self.day(*month, *from, None, *year)?;
                let to = from.with().day(*to).build().ok()?;
                Some(interval(Point::Day(from), Point::Day(to)))
            }
            E::Weekday { weekday, direction } => point(Point::Day(self.weekday(*weekday, *direction)?)),
            E::WeekdayOf { weekday, week } => {
                let monday = self.monday(*week)?;
                point(Point::Day(add(monday, i32::from(*weekday) - 1)?))
            }
            E::Offset(days) => point(Point::Day(add(self.today()?, *days)?)),
            E::Unit { unit, direction } => self.unit(*unit, *direction),
            E::Away { count, unit } => self.away(*count, *unit),
            E::Stretch { count, unit } => self.stretch(*count, *unit),
            E::In { count, unit } if self.outlook == Outlook::Future => self.away(*count, *unit),
            E::In { .. } => None,
            E::Shift { count, unit, from } => {
                let from = match from {
                    // What was done two days before the vote may lie before one that is to come.
                    Some(from) if *count < 0 && self.outlook == Outlook::Past => {
                        Context { outlook: Outlook::Unknown, ..self }.whole(from)?
                    }
                    Some(from) => self.whole(from)?,
                    None => self.anchor?,
                };
                self.shift(from, *count, *unit)
            }
            E::Exact { count, unit, from } => point(Point::Day(exact(self.whole(from)?.day()?, *count, *unit)?)),
            E::Within(unit) => {
                let told = matches!(self.outlook, Outlook::Past | Outlook::Unknown);
                let from = self.anchor.or(self.reference.filter(|_| !told))?;
                self.shift(from, 0, *unit)
            }
            E::Part { start, months, year } => {
                let year = self.year_of_part(*start, *months, *year)?;
                let end = Point::of_month(year, *start, i32::from(*months) - 1)?;
                Some(interval(Point::Month(year, *start), end))
            }
            E::Season { start, year, direction } => {
                let year = match year {
                    Some(year) => self.year(*year)?,
                    None => self.season(*start, *direction)?,
                };
                point(Point::of_year(i32::from(year))?)
            }
            E::Decade(year) => Some(interval(Point::of_year(i32::from(*year))?, Point::of_year(i32::from(*year) + 9)?)),
            E::Century(number) => {
                let last = i32::from(*number) * 100;
                Some(interval(Point::of_year(last - 99)?, Point::of_year(last)?))
            }
            E::Holiday { day, year, direction } => point(Point::Day(self.holiday(*day, *year, *direction)?)),
            E::Range(from, to) => self.range(from, to),
            E::Both(first, second) => {
                let (first, second) = (self.whole(first)?, self.whole(second)?);
                follows(first, second).then_some(interval(first, second))
            }
            E::From(from) => Some(TimeValue::Interval(self.resolve(from)?.start(), None)),
            E::Until(to) => {
                // What holds now until Friday holds until the next one, and what was done before the vote may lie
                // before one that is to come.
                let outlook = match self.outlook {
                    Outlook::State => Outlook::Present,
                    Outlook::Past => Outlook::Unknown,
                    outlook => outlook,
                };
                Some(TimeValue::Interval(None, Context { outlook, ..self }.resolve(to)?.end()))
            }
        }
    }

    /// The value of an expression that is one year, month or day.
    fn whole(self, expression: &Expression) -> Option<Point> {
        match self.value(expression)? {
            TimeValue::Point(point) => Some(point),
            TimeValue::Interval(..) => None,
        }
    }

    /// So many units before or after a time that is known at least as finely; no finer than the unit.
    fn shift(self, from: Point, count: i32, unit: Unit) -> Option<TimeValue> {
        match unit {
            Unit::Day | Unit::Week => from.day().map(|_| ())?,
            Unit::Month => from.month().map(|_| ())?,
            Unit::Year => {}
            _ => return None,
        }
        Context { reference: Some(from), ..self }.unit(unit, count)
    }

    /// The year of "last summer" or "next spring", where it is the same wherever on earth that was written.
    fn season(self, start: i8, direction: i32) -> Option<i16> {
        let reference = self.reference?;
        let years = match direction {
            0 => 0,
            1 if start < reference.month()? => 1,
            -1 if start > reference.month()? => -1,
            _ => return None,
        };
        Some(Point::of_year(i32::from(reference.year()) + years)?.year())
    }

    fn today(self) -> Option<Date> {
        self.reference?.day()
    }

    fn monday(self, week: i32) -> Option<Date> {
        let today = self.today()?;
        let since_monday = i32::from(today.weekday().to_monday_zero_offset());
        add(today, week.checked_mul(7)? - since_monday)
    }

    fn year(self, year: Year) -> Option<i16> {
        match year {
            Year::Absolute(year) => Some(year),
            Year::Relative(years) => Some(Point::of_year(i32::from(self.reference?.year()) + years)?.year()),
        }
    }

    fn month(self, month: i8, year: Option<Year>, direction: Option<i32>) -> Option<Point> {
        if let Some(year) = year {
            return Some(Point::Month(self.year(year)?, month));
        }
        let reference = self.reference?;
        let (this_year, now) = (i32::from(reference.year()), reference.month()?);
        let years = match direction {
            Some(-1) => -i32::from(month >= now),
            Some(0) => 0,
            Some(_) => i32::from(month <= now),
            None => {
                let back = i32::from(now - month).rem_euclid(12);
                let ahead = match self.outlook {
                    Outlook::Past => false,
                    // A month just ahead is more likely meant than the same month nearly a year ago.
                    Outlook::Unknown => month > now && month - now <= 2,
                    Outlook::State => back > 6,
                    Outlook::Present => back > NEAR_PAST_MONTHS,
                    Outlook::Future => back > 0,
                };
                if ahead { i32::from(month < now) } else { -i32::from(month > now) }
            }
        };
        Some(Point::Month(Point::of_year(this_year + years)?.year(), month))
    }

    fn day(self, month: i8, day: i8, weekday: Option<i8>, year: Option<Year>) -> Option<Date> {
        if let Some(year) = year {
            return Date::new(self.year(year)?, month, day).ok();
        }
        let Some(today) = self.today() else {
            // A document dated by its year alone still tells the year of "October 21".
            return Date::new(self.reference?.year(), month, day).ok();
        };
        let candidates = (-6..=6).filter_map(|years| Date::new(today.year().checked_add(years)?, month, day).ok());
        let fits = |date: &Date| weekday.is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday);
        candidates.filter(fits).min_by_key(|date| self.distance(today, *date))
    }

    /// How far a date is from the day of writing, dates on the unlikely side counted as far away.
    fn distance(self, today: Date, date: Date) -> i32 {
        let days = days_between(today, date);
        let unlikely = match self.outlook {
            Outlook::Past => days > 0,
            Outlook::Unknown => days > NEAR_FUTURE_DAYS,
            Outlook::State => false,
            Outlook::Present => days < -NEAR_PAST_DAYS,
            Outlook::Future => days < 0,
        };
        days.abs() + if unlikely { 100_000 } else { 0 }
    }

    fn weekday(self, weekday: i8, direction: Option<i32>) -> Option<Date> {
        let today = self.today()?;
        let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
        let back = i32::from(wanted.until(today.weekday()));
        let ahead = i32::from(wanted.since(today.weekday()));
        let days = match direction {
            Some(-1) if back == 0 => -7,
            Some(-1) => -back,
            Some(1) if ahead == 0 => 7,
            Some(1) => ahead,
            // The weekday of the day of writing is that day: the next one of its name would be called so.
            _ if matches!(self.outlook, Outlook::Past | Outlook::Unknown) => -back,
            _ if self.outlook == Outlook::State && back < ahead => -back,
            _ => ahead,
        };
        add(today, days)
    }

    fn unit(self, unit: Unit, direction: i32) -> Option<TimeValue> {
        let reference = self.reference?;
        let point = match unit {
            Unit::Day => Point::Day(add(self.today()?, direction)?),
            Unit::Week => {
                let monday = self.monday(direction)?;
                return Some(interval(Point::Day(monday), Point::Day(add(monday, 6)?)));
            }
            Unit::Weekend => {
                let weekend = match direction {
                    // On a Saturday or Sunday "the weekend" is the one that is on.
                    0 if !matches!(self.outlook, Outlook::Past | Outlook::Unknown)
                        || self.today()?.weekday().to_monday_one_offset() >= 6 =>
                    {
                        0
                    }
                    0 => -1,
                    direction => direction,
                };
                let saturday = add(self.monday(weekend)?, 5)?;
                return Some(interval(Point::Day(saturday), Point::Day(add(saturday, 1)?)));
            }
            Unit::Month => Point::of_month(reference.year(), reference.month()?, direction)?,
            Unit::Quarter => {
                let start = (reference.month()? - 1) / 3 * 3 + 1;
                let from = Point::of_month(reference.year(), start, direction.checked_mul(3)?)?;
                return Some(interval(from, Point::of_month(from.year(), from.month()?, 2)?));
            }
            Unit::Year => Point::of_year(i32::from(reference.year()) + direction)?,
            Unit::Decade => {
                let start = i32::from(reference.year()) / 10 * 10 + direction.checked_mul(10)?;
                return Some(interval(Point::of_year(start)?, Point::of_year(start + 9)?));
            }
            Unit::Half | Unit::Century => return None,
        };
        Some(TimeValue::Point(point))
    }

    /// "two weeks ago": no finer than its unit.
    fn away(self, count: i32, unit: Unit) -> Option<TimeValue> {
        match unit {
            Unit::Day | Unit::Week | Unit::Month | Unit::Year => self.unit(unit, count),
            _ => None,
        }
    }

    /// "the past two weeks": from so long ago until now, no finer than the unit.
    fn stretch(self, count: i32, unit: Unit) -> Option<TimeValue> {
        let reference = self.reference?;
        let (there, here) = match unit {
            Unit::Day => (add(self.today()?, count).map(Point::Day), Point::Day(self.today()?)),
            Unit::Week => (add(self.today()?, count.checked_mul(7)?).map(Point::Day), Point::Day(self.today()?)),
            Unit::Month => {
                let month = reference.month()?;
                (Point::of_month(reference.year(), month, count), Point::Month(reference.year(), month))
            }
            Unit::Year | Unit::Decade => {
                let years = count.checked_mul(if unit == Unit::Decade { 10 } else { 1 })?;
                let there = Point::of_year(i32::from(reference.year()).checked_add(years)?);
                (there, Point::Year(reference.year()))
            }
            _ => return None,
        };
        let there = there?;
        Some(if count < 0 { interval(there, here) } else { interval(here, there) })
    }

    /// The year of a quarter or half: the last one that had begun, unless it lies ahead.
    fn year_of_part(self, start: i8, months: i8, year: Option<Year>) -> Option<i16> {
        if let Some(year) = year {
            return self.year(year);
        }
        let reference = self.reference?;
        let now = reference.month()?;
        let years = match self.outlook {
            Outlook::Future => i32::from(start + months <= now),
            _ => -i32::from(start > now),
        };
        Some(Point::of_year(i32::from(reference.year()) + years)?.year())
    }

    fn holiday(self, day: Holiday, year: Option<Year>, direction: Option<i32>) -> Option<Date> {
        if let Some(year) = year {
            return holiday_in(day, self.year(year)?);
        }
        let Some(today) = self.today() else { return holiday_in(day, self.reference?.year()) };
        let dates = (-1..=1).filter_map(|years| holiday_in(day, today.year().checked_add(years)?));
        match direction {
            Some(-1) => dates.filter(|date| *date < today).max(),
            Some(1) => dates.filter(|date| *date > today).min(),
            Some(_) => holiday_in(day, today.year()),
            None => dates.min_by_key(|date| self.distance(today, *date)),
        }
    }

    fn range(self, from: &Expression, to: &Expression) -> Option<TimeValue> {
        let weekday = |expression: &Expression| matches!(expression, Expression::Weekday { .. });
        let week = weekday(from) && weekday(to);
        let to = self.resolve(to)?.end()?;
        let mut from = self.resolve(from)?.start()?;
        // "from November to January" and "from Friday to Monday" do not run backwards, and "from Monday to Monday" is no
        // single day.
        if from > to || (week && from == to) {
            from = match from {
                Point::Month(year, month) => Point::of_month(year, month, -12)?,
                Point::Day(date) if from.year() == to.year() && days_between(to.day()?, date) < 7 => {
                    Point::Day(add(date, -7)?)
                }
                other => other,
            };
        }
        (first_day(from) <= first_day(to)).then_some(interval(from, to))
    }
}

fn interval(from: Point, to: Point) -> TimeValue {
    TimeValue::Interval(Some(from), Some(to))
}

/// Whether a year, month or day is the next one after another.
fn follows(first: Point, second: Point) -> bool {
    let next = match first {
        Point::Year(year) => Point::of_year(i32::from(year) + 1),
        Point::Month(year, month) => Point::of_month(year, month, 1),
        Point::Day(day) => add(day, 1).map(Point::Day),
    };
    next == Some(second)
}

/// The day that lies so many units after another, counted to the day.
fn exact(from: Date, count: i32, unit: Unit) -> Option<Date> {
    let months = match unit {
        Unit::Day => return add(from, count),
        Unit::Week => return add(from, count.checked_mul(7)?),
        Unit::Month => count,
        Unit::Year => count.checked_mul(12)?,
        Unit::Decade => count.checked_mul(120)?,
        _ => return None,
    };
    let month = Point::of_month(from.year(), from.month(), months)?;
    Date::new(month.year(), month.month()?, from.day()).ok()
}

/// Easter Sunday by the Gregorian calendar, after Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * late + 114;
    Date::new(i16::try_from(year).ok()?, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

fn first_day(point: Point) -> (i16, i8, i8) {
    (point.year(), point.month().unwrap_or(1), point.day().map_or(1, Date::day))
}

fn holiday_in(day: Holiday, year: i16) -> Option<Date> {
    match day {
        Holiday::Fixed { month, day } => Date::new(year, month, day).ok(),
        Holiday::Easter { easter: days } => add(easter(year)?, days),
        Holiday::Weekday { month, weekday, from } => {
            let first = Date::new(year, month, from).ok()?;
            let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
            add(first, i32::from(wanted.since(first.weekday())))
        }
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX / 4, |span: Span| span.get_days())
}

fn add(date: Date, days: i32) -> Option<Date> {
    // Longer than all of the calendar: such a count is no date, and the span type would refuse it by panicking.
    let span = (days.unsigned_abs() < 4_000_000).then(|| days.days())?;
    date.checked_add(span).ok()
}
