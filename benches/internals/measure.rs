//! A small stopwatch: runs a closure until it has taken long enough, several times, and prints median and spread per unit of work. It counts
//! the thread's processor time, so that a busy machine disturbs less.

use std::time::Duration;

/// How long one sample takes, and how many there are.
const SAMPLE: Duration = Duration::from_millis(30);
const N_SAMPLES: usize = 9;

/// Measures `work`, which does `units` units each time it is called. With arguments on the command line: only names that contain one.
pub fn measure(name: &str, units: u64, mut work: impl FnMut()) {
    let filters: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    if !filters.is_empty() && !filters.iter().any(|filter| name.contains(filter)) {
        return;
    }
    // `cargo test` runs benches once, so that they never rot.
    if std::env::args().any(|argument| argument == "--test") {
        work();
        println!("{name}: ok");
        return;
    }
    let batch = batch_of(&mut work);
    let mut samples: Vec<f64> = (0..N_SAMPLES)
        .map(|_| sample(units, batch, &mut work))
        .collect();
    samples.sort_by(f64::total_cmp);
    let (low, median, high) = (samples[1], samples[N_SAMPLES / 2], samples[N_SAMPLES - 2]);
    println!("{name:<44} {median:>10.2} ns  ({low:.2} .. {high:.2})");
}

/// How often to call `work` between looks at the clock, which are not free.
fn batch_of(work: &mut impl FnMut()) -> u64 {
    let start = processor_time();
    let mut calls = 0u64;
    while processor_time() - start < SAMPLE {
        work();
        calls += 1;
    }
    (calls / 20).max(1)
}

fn sample(units: u64, batch: u64, work: &mut impl FnMut()) -> f64 {
    let start = processor_time();
    let mut calls = 0;
    while processor_time() - start < SAMPLE {
        (0..batch).for_each(|_| work());
        calls += batch;
    }
    (processor_time() - start).as_nanos() as f64 / (calls * units) as f64
}

fn processor_time() -> Duration {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `time` is a timespec of ours.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
