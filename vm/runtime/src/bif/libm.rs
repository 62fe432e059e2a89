//! Functions of the C library's mathematics that Rust does not offer, or computes in its own way.
#![expect(unsafe_code, reason = "declares functions of the C library")]

// SAFETY: declared as in math.h; they take and give numbers alone and touch nothing but the floating point environment.
unsafe extern "C" {
    pub safe fn acosh(x: f64) -> f64;
    pub safe fn asinh(x: f64) -> f64;
    pub safe fn atanh(x: f64) -> f64;
    pub safe fn erf(x: f64) -> f64;
    pub safe fn erfc(x: f64) -> f64;
}
