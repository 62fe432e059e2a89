//! Whether the interpreter may rely on calls in tail position becoming jumps (`interp/dispatch.rs`): only where optimisation is on and
//! all arguments of a handler travel in registers.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(purlin_threaded)");
    println!("cargo::rerun-if-changed=build.rs");
    let get = |name: &str| std::env::var(name).unwrap_or_default();
    let optimized = matches!(get("OPT_LEVEL").as_str(), "2" | "3");
    let in_registers = matches!(get("CARGO_CFG_TARGET_ARCH").as_str(), "x86_64" | "aarch64")
        && get("CARGO_CFG_TARGET_FAMILY") == "unix";
    if optimized && in_registers {
        println!("cargo::rustc-cfg=purlin_threaded");
    }
}
