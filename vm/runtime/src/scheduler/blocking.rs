//! The blocking pool: threads for work that may block (files, the module loader, the host), made when needed and gone when idle for long.
//!
//! A native hands over a closure, then waits (`Ctx::wait`); the closure sends its process a signal when it has finished.

use crate::sync::plain::lock;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

type Work = Box<dyn FnOnce() + Send>;

struct Queue {
    work: VecDeque<Work>,
    threads: usize,
    idle: usize,
    closed: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    signal: Condvar,
    max_threads: usize,
}

#[derive(Clone)]
pub struct BlockingPool(Arc<Shared>);

const IDLE_FOR: Duration = Duration::from_secs(5);

impl BlockingPool {
    pub fn new(max_threads: usize) -> BlockingPool {
        BlockingPool(Arc::new(Shared {
            queue: Mutex::new(Queue {
                work: VecDeque::new(),
                threads: 0,
                idle: 0,
                closed: false,
            }),
            signal: Condvar::new(),
            max_threads: max_threads.max(1),
        }))
    }

    /// Runs the work on some thread of the pool.
    pub fn run(&self, work: impl FnOnce() + Send + 'static) {
        let mut queue = lock(&self.0.queue);
        queue.work.push_back(Box::new(work));
        if queue.idle > 0 || queue.threads >= self.0.max_threads {
            drop(queue);
            self.0.signal.notify_one();
            return;
        }
        queue.threads += 1;
        drop(queue);
        let shared = self.0.clone();
        let started = std::thread::Builder::new()
            .name("purlin-blocking".into())
            .spawn(move || serve(&shared));
        if started.is_err() {
            let mut queue = lock(&self.0.queue);
            queue.threads -= 1;
            // No thread at all: better here than never.
            if queue.threads == 0 {
                let work: Vec<Work> = queue.work.drain(..).collect();
                drop(queue);
                work.into_iter().for_each(|work| work());
            }
        }
    }

    /// No new work; threads end when theirs is done.
    pub fn close(&self) {
        let mut queue = lock(&self.0.queue);
        queue.closed = true;
        queue.work.clear();
        drop(queue);
        self.0.signal.notify_all();
    }
}

fn serve(shared: &Shared) {
    let mut queue = lock(&shared.queue);
    loop {
        if let Some(work) = queue.work.pop_front() {
            drop(queue);
            work();
            queue = lock(&shared.queue);
            continue;
        }
        if queue.closed {
            break;
        }
        queue.idle += 1;
        let (back, waited) = shared
            .signal
            .wait_timeout(queue, IDLE_FOR)
            .unwrap_or_else(PoisonError::into_inner);
        queue = back;
        queue.idle -= 1;
        if waited.timed_out() && queue.work.is_empty() {
            break;
        }
    }
    queue.threads -= 1;
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn runs_everything_on_a_few_threads() {
        let pool = BlockingPool::new(2);
        let (sender, receiver) = mpsc::channel();
        for i in 0..50 {
            let sender = sender.clone();
            pool.run(move || sender.send(i).expect("receiver lives"));
        }
        let mut seen: Vec<i32> = (0..50).map(|_| receiver.recv().expect("all run")).collect();
        seen.sort();
        assert_eq!(seen, (0..50).collect::<Vec<_>>());
        pool.close();
    }
}
