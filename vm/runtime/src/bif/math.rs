//! The `math` module: the C library's functions, so that the last digit is the platform's, as in OTP.

use super::build::done_float;
use super::context::{Ctx, Outcome};
use super::libm;
use crate::exception::raise::Raise;
use crate::term::{Term, View};

/// Numbers as floats; integers too large for one: `badarith`.
fn float_arg(term: Term<'_>) -> Result<f64, Raise> {
    match term.view() {
        View::Small(n) => Ok(n as f64),
        View::Float(x) => Ok(x),
        View::Big(big) => super::arith::big_to_float(big).ok_or(Raise::BADARITH),
        _ => Err(Raise::BADARG),
    }
}

macro_rules! functions {
    ($($name:ident = $f:expr;)*) => {
        $(pub fn $name(ctx: &mut Ctx<'_>) -> Outcome {
            let f: fn(f64) -> f64 = $f;
            let x = float_arg(ctx.arg(0))?;
            done_float(ctx, f(x))
        })*
    };
}

functions! {
    acos = f64::acos;
    acosh = |x| libm::acosh(x);
    asin = f64::asin;
    asinh = |x| libm::asinh(x);
    atan = f64::atan;
    atanh = |x| libm::atanh(x);
    ceil = f64::ceil;
    cos = f64::cos;
    cosh = f64::cosh;
    erf = |x| libm::erf(x);
    erfc = |x| libm::erfc(x);
    exp = f64::exp;
    floor = f64::floor;
    log = f64::ln;
    log10 = f64::log10;
    log2 = f64::log2;
    sin = f64::sin;
    sinh = f64::sinh;
    sqrt = f64::sqrt;
    tan = f64::tan;
    tanh = f64::tanh;
}

/// The constants are exact values of the module, not computed.
pub fn pi(ctx: &mut Ctx<'_>) -> Outcome {
    done_float(ctx, std::f64::consts::PI)
}

pub fn tau(ctx: &mut Ctx<'_>) -> Outcome {
    done_float(ctx, std::f64::consts::TAU)
}

pub fn atan2(ctx: &mut Ctx<'_>) -> Outcome {
    let (y, x) = (float_arg(ctx.arg(0))?, float_arg(ctx.arg(1))?);
    done_float(ctx, y.atan2(x))
}

pub fn pow(ctx: &mut Ctx<'_>) -> Outcome {
    let (x, y) = (float_arg(ctx.arg(0))?, float_arg(ctx.arg(1))?);
    done_float(ctx, x.powf(y))
}

pub fn fmod(ctx: &mut Ctx<'_>) -> Outcome {
    let (x, y) = (float_arg(ctx.arg(0))?, float_arg(ctx.arg(1))?);
    done_float(ctx, x % y)
}
