//! Floats as text: the shortest digits in OTP's layout, fixed decimals, scientific form; and reading them back.
//!
//! What must stay true: `read(&shortest(x)) == x` for every finite x, and each form is byte for byte what OTP prints.

/// The form that `float_to_list/2` and `float_to_binary/2` are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloatForm {
    /// The fewest digits that read back as the same float.
    Short,
    /// That many digits after the point; `compact` drops zeros at the end, but one.
    Decimals { digits: u32, compact: bool },
    /// `d.ddde+dd` with that many digits after the point.
    Scientific { digits: u32 },
}

/// Largest `{decimals, D}`.
pub const MAX_DECIMALS: u32 = 253;
/// Largest `{scientific, D}`.
pub const MAX_SCIENTIFIC: u32 = 249;
/// The longest mantissa that the shortest form has: 17 digits, or fewer with zeros up to the point.
const MAX_DIGITS: usize = 32;
/// Longer texts of fixed decimals are refused, as OTP refuses them.
const MAX_FIXED_LEN: usize = 255;
/// From here on floats are whole numbers that not every digit can tell apart, so they are never laid out as plain decimals.
const FIRST_INEXACT_WHOLE: f64 = 9_007_199_254_740_992.0;
/// Up to this many decimals OTP scales the fraction in floating point and rounds halves up; beyond, digits are exact.
const MAX_SCALED_DECIMALS: u32 = 18;

/// `x` in `form`; `None` where OTP raises `badarg` because the text grows too long. `x` is finite.
pub fn format(x: f64, form: FloatForm) -> Option<String> {
    match form {
        FloatForm::Short => Some(shortest(x)),
        FloatForm::Decimals { digits, compact } => decimals(x, digits, compact),
        FloatForm::Scientific { digits } => Some(scientific(x, digits)),
    }
}

/// The shortest digits, laid out as `~w` does.
pub fn shortest(x: f64) -> String {
    let mut out = String::with_capacity(24);
    push_shortest(&mut out, x);
    out
}

/// Appends what [`shortest`] gives.
pub fn push_shortest(out: &mut String, x: f64) {
    if x.is_sign_negative() {
        out.push('-');
    }
    let x = x.abs();
    if x == 0.0 {
        out.push_str("0.0");
        return;
    }
    let mut buffer = ryu::Buffer::new();
    let mut room = [0; MAX_DIGITS];
    let (digits, exponent) = split(buffer.format_finite(x), &mut room);
    let plain = plain_len(digits.len(), exponent);
    if x < FIRST_INEXACT_WHOLE && plain <= exponential_len(digits.len(), exponent) {
        push_plain(out, digits, exponent);
    } else {
        push_exponential(out, digits, exponent);
    }
}

/// The significant digits of a positive number's text (`ddd.ddd`, `d.ddde-ddd`), and the exponent of the first.
fn split<'r>(text: &str, room: &'r mut [u8; MAX_DIGITS]) -> (&'r str, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (mut len, mut n_leading) = (0, 0);
    for digit in whole.bytes().chain(fraction.bytes()) {
        if len == 0 && digit == b'0' {
            n_leading += 1;
        } else if let Some(place) = room.get_mut(len) {
            *place = digit;
            len += 1;
        }
    }
    let first = exponent + whole.len() as i32 - 1 - n_leading;
    while len > 1 && room[len - 1] == b'0' {
        len -= 1;
    }
    (std::str::from_utf8(&room[..len]).unwrap_or("0"), first)
}

/// Length of `digits` laid out around a plain point.
fn plain_len(n_digits: usize, exponent: i32) -> usize {
    match usize::try_from(exponent) {
        // ddd.ddd, or ddd000.0
        Ok(e) if n_digits > e + 1 => n_digits + 1,
        Ok(e) => e + 3,
        // 0.000ddd
        Err(_) => n_digits + 1 + exponent.unsigned_abs() as usize,
    }
}

fn exponential_len(n_digits: usize, exponent: i32) -> usize {
    let sign = usize::from(exponent < 0);
    let digits = match exponent.unsigned_abs() {
        0..10 => 1,
        10..100 => 2,
        _ => 3,
    };
    n_digits.max(2) + 1 + 1 + sign + digits
}

fn push_plain(out: &mut String, digits: &str, exponent: i32) {
    let Ok(e) = usize::try_from(exponent) else {
        out.push_str("0.");
        push_zeros(out, exponent.unsigned_abs() as usize - 1);
        out.push_str(digits);
        return;
    };
    match digits.split_at_checked(e + 1) {
        Some((whole, fraction)) => {
            out.push_str(whole);
            out.push('.');
            out.push_str(if fraction.is_empty() { "0" } else { fraction });
        }
        None => {
            out.push_str(digits);
            push_zeros(out, e + 1 - digits.len());
            out.push_str(".0");
        }
    }
}

fn push_exponential(out: &mut String, digits: &str, exponent: i32) {
    let (first, rest) = digits.split_at(1);
    out.push_str(first);
    out.push('.');
    out.push_str(if rest.is_empty() { "0" } else { rest });
    out.push('e');
    out.push_str(&exponent.to_string());
}

fn push_zeros(out: &mut String, n: usize) {
    out.extend(std::iter::repeat_n('0', n));
}

fn decimals(x: f64, digits: u32, compact: bool) -> Option<String> {
    let whole = x.abs().trunc();
    let mut text = if digits > MAX_SCALED_DECIMALS || whole >= FIRST_INEXACT_WHOLE {
        format!("{x:.0$}", digits as usize)
    } else {
        scaled_decimals(x, digits)
    };
    if text.len() > MAX_FIXED_LEN {
        return None;
    }
    if compact && digits > 0 {
        let kept = text.trim_end_matches('0').len();
        text.truncate(kept);
        if text.ends_with('.') {
            text.push('0');
        }
    }
    Some(text)
}

/// OTP's rounding for few decimals: the fraction times 10^digits, halves up. So 0.045 with two decimals is 0.05 although the float
/// lies below it. Pinned by `few_decimals_round_the_scaled_fraction`.
fn scaled_decimals(x: f64, digits: u32) -> String {
    // At most 10^18: fits.
    let scale = 10u64.pow(digits);
    let magnitude = x.abs();
    let mut whole = magnitude.trunc() as u64;
    let scaled = magnitude.fract() * scale as f64;
    let mut fraction = scaled as u64;
    if scaled - fraction as f64 >= 0.5 {
        fraction += 1;
    }
    if fraction >= scale {
        whole += 1;
        fraction -= scale;
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    match digits {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{fraction:0width$}", width = digits as usize),
    }
}

fn scientific(x: f64, digits: u32) -> String {
    let text = format!("{x:.0$e}", digits as usize);
    // Rust writes the exponent bare; C, and so OTP, with a sign and at least two digits.
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(rest) => ('-', rest),
        None => ('+', exponent),
    };
    format!("{mantissa}e{sign}{exponent:0>2}")
}

/// The float that `text` is, as `list_to_float/1` takes it: sign, digits, point, digits, exponent. `None`: `badarg`, too large included.
pub fn read(text: &[u8]) -> Option<f64> {
    let unsigned = text
        .strip_prefix(b"-")
        .or_else(|| text.strip_prefix(b"+"))
        .unwrap_or(text);
    let rest = skip_digits(unsigned)?.strip_prefix(b".")?;
    let rest = skip_digits(rest)?;
    if let [e, exponent @ ..] = rest {
        if !matches!(e, b'e' | b'E') {
            return None;
        }
        let exponent = exponent
            .strip_prefix(b"-")
            .or_else(|| exponent.strip_prefix(b"+"))
            .unwrap_or(exponent);
        if !skip_digits(exponent)?.is_empty() {
            return None;
        }
    }
    let x: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    x.is_finite().then_some(x)
}

/// What follows one or more digits.
fn skip_digits(text: &[u8]) -> Option<&[u8]> {
    let n = text.iter().take_while(|b| b.is_ascii_digit()).count();
    (n > 0).then(|| &text[n..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(x: f64, digits: u32) -> String {
        format(
            x,
            FloatForm::Decimals {
                digits,
                compact: false,
            },
        )
        .unwrap_or_default()
    }

    fn compact(x: f64, digits: u32) -> String {
        format(
            x,
            FloatForm::Decimals {
                digits,
                compact: true,
            },
        )
        .unwrap_or_default()
    }

    #[test]
    fn shortest_is_laid_out_as_otp_does() {
        let cases: &[(f64, &str)] = &[
            (1.0, "1.0"),
            (1000.0, "1.0e3"),
            (100.0, "100.0"),
            (12345.0, "12345.0"),
            (123000.0, "1.23e5"),
            (0.001, "0.001"),
            (0.0001, "0.0001"),
            (0.00012, "1.2e-4"),
            (0.000123, "1.23e-4"),
            (0.012, "0.012"),
            (-0.0, "-0.0"),
            (0.0, "0.0"),
            (1.0e22, "1.0e22"),
            (9007199254740991.0, "9007199254740991.0"),
            (9007199254740992.0, "9.007199254740992e15"),
            (9007199254740994.0, "9.007199254740994e15"),
            (123456789012345680.0, "1.2345678901234568e17"),
            (1.0e15, "1.0e15"),
            (1.5e300, "1.5e300"),
            (5.0e-324, "5.0e-324"),
            (1.7976931348623157e308, "1.7976931348623157e308"),
            (0.1, "0.1"),
            (1234.5, "1234.5"),
            (1.0e5, "1.0e5"),
            (1234567890.0, "1234567890.0"),
            (-9007199254740992.0, "-9.007199254740992e15"),
        ];
        for (x, text) in cases {
            assert_eq!(shortest(*x), *text);
            assert_eq!(read(text.as_bytes()).map(f64::to_bits), Some(x.to_bits()));
        }
    }

    #[test]
    fn few_decimals_round_the_scaled_fraction() {
        let cases: &[(f64, u32, &str)] = &[
            (1.005, 2, "1.00"),
            (0.5, 0, "1"),
            (2.5, 0, "3"),
            (0.125, 2, "0.13"),
            (0.045, 2, "0.05"),
            (123.456, 1, "123.5"),
            (-0.04, 1, "-0.0"),
            (9.9999, 2, "10.00"),
            (1.005, 30, "1.004999999999999893418589635985"),
            (1.0e-10, 10, "0.0000000001"),
            (999999999999999.0, 10, "999999999999999.0000000000"),
        ];
        for (x, digits, text) in cases {
            assert_eq!(fixed(*x, *digits), *text);
        }
        assert_eq!(compact(1.005, 10), "1.005");
        assert_eq!(compact(1.5, 0), "2");
        assert_eq!(compact(1.0e100, 3).len(), 103);
        assert_eq!(fixed(1.0e253, 1).len(), 255);
        assert_eq!(
            format(
                1.0e253,
                FloatForm::Decimals {
                    digits: 2,
                    compact: true
                }
            ),
            None
        );
    }

    #[test]
    fn scientific_is_cs() {
        assert_eq!(scientific(1.0, 20), "1.00000000000000000000e+00");
        assert_eq!(scientific(2.5, 0), "2e+00");
        assert_eq!(scientific(9.9999, 3), "1.000e+01");
        assert_eq!(scientific(-0.0, 3), "-0.000e+00");
        assert_eq!(scientific(0.125, 0), "1e-01");
        assert_eq!(scientific(1.0e100, 25), "1.0000000000000000159028911e+100");
        assert_eq!(scientific(-1.5e-7, 1), "-1.5e-07");
    }

    #[test]
    fn reads_what_otp_reads() {
        assert_eq!(read(b"+1.0e10"), Some(1.0e10));
        assert_eq!(read(b"-1.0E+5"), Some(-1.0e5));
        assert_eq!(read(b"1.0e-400"), Some(0.0));
        assert_eq!(read(b"00.10"), Some(0.1));
        for bad in [
            "1",
            "1.",
            "1.0e400",
            "1e5",
            ".5",
            "1.0e",
            " 1.0",
            "1.0 ",
            "1_0.0",
            "1.5e3x",
            "",
            "+",
            "inf.0",
            "1.0e99999999999",
        ] {
            assert_eq!(read(bad.as_bytes()), None, "{bad}");
        }
    }
}
