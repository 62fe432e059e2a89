//! Dates and times of day, in UTC and as the C library's time zone says.
#![expect(unsafe_code, reason = "asks the C library for local time")]

/// Of the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateTime {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
}

const SECONDS_PER_DAY: i64 = 86_400;
/// Days of a whole cycle of leap years.
const DAYS_PER_ERA: i64 = 146_097;

impl DateTime {
    /// Seconds since 1970.
    pub fn to_posix(&self) -> i64 {
        let days = days_from_civil(self.year, self.month, self.day);
        days * SECONDS_PER_DAY + self.hour * 3600 + self.minute * 60 + self.second
    }

    pub fn from_posix(seconds: i64) -> DateTime {
        let (days, rest) = (
            seconds.div_euclid(SECONDS_PER_DAY),
            seconds.rem_euclid(SECONDS_PER_DAY),
        );
        let (year, month, day) = civil_from_days(days);
        DateTime {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
        }
    }

    /// A date that there is, years from 0 as the calendar of `erlang` has them.
    pub fn is_valid(&self) -> bool {
        (0..=1 << 31).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=days_of_month(self.year, self.month)).contains(&self.day)
            && (0..24).contains(&self.hour)
            && (0..60).contains(&self.minute)
            && (0..60).contains(&self.second)
    }
}

fn days_of_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01. Years start in March, so that the leap day is the last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_ERA + day_of_era - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(DAYS_PER_ERA);
    let day_of_era = days.rem_euclid(DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Local time of a moment.
pub fn to_local(seconds: i64) -> Option<DateTime> {
    let mut tm = std::mem::MaybeUninit::<libc::tm>::zeroed();
    let seconds: libc::time_t = seconds;
    // SAFETY: both pointers are valid; `localtime_r` writes only `tm`.
    let made = unsafe { libc::localtime_r(&raw const seconds, tm.as_mut_ptr()) };
    if made.is_null() {
        return None;
    }
    // SAFETY: zeroes are a valid `tm`, and it was filled.
    let tm = unsafe { tm.assume_init() };
    Some(DateTime {
        year: i64::from(tm.tm_year) + 1900,
        month: i64::from(tm.tm_mon) + 1,
        day: i64::from(tm.tm_mday),
        hour: i64::from(tm.tm_hour),
        minute: i64::from(tm.tm_min),
        second: i64::from(tm.tm_sec),
    })
}

/// The moment of a local time; `daylight` says which of two, where the clock was set back.
pub fn from_local(local: &DateTime, daylight: Option<bool>) -> Option<i64> {
    let field = |n: i64| i32::try_from(n).ok();
    // SAFETY: zeroes are a valid `tm`.
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    tm.tm_year = field(local.year - 1900)?;
    tm.tm_mon = field(local.month - 1)?;
    tm.tm_mday = field(local.day)?;
    tm.tm_hour = field(local.hour)?;
    tm.tm_min = field(local.minute)?;
    tm.tm_sec = field(local.second)?;
    tm.tm_isdst = daylight.map_or(-1, i32::from);
    // SAFETY: a valid `tm`, which `mktime` may normalise.
    let seconds = unsafe { libc::mktime(&raw mut tm) };
    // -1 means failure, or the last second of 1969.
    let is_real = seconds != -1 || to_local(-1) == Some(*local);
    is_real.then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for seconds in [
            0,
            -1,
            1,
            951_782_399,
            951_782_400,
            951_868_800,
            4_102_444_799,
            -62_167_219_200,
            1_700_000_000,
        ] {
            assert_eq!(DateTime::from_posix(seconds).to_posix(), seconds);
        }
        let leap = DateTime {
            year: 2000,
            month: 2,
            day: 29,
            hour: 0,
            minute: 0,
            second: 0,
        };
        assert_eq!(leap.to_posix(), 951_782_400);
        assert!(leap.is_valid());
        assert!(!DateTime { year: 1900, ..leap }.is_valid());
    }
}
