//! Work on several things at a time.

use crate::error::Result;
use std::num::NonZero;
use std::sync::Mutex;
use std::thread;

/// Does the work for each item, as many at a time as there are processors. After a failure no further one
/// is begun; the result is one of the failures.
pub(crate) fn each<T: Send>(items: Vec<T>, work: impl Fn(T) -> Result + Sync) -> Result {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    on_threads(threads, items, work)
}

fn on_threads<T: Send>(threads: usize, items: Vec<T>, work: impl Fn(T) -> Result + Sync) -> Result {
    let threads = threads.min(items.len());
    let left = Mutex::new(items.into_iter());
    let take = || left.lock().expect("no thread panics while it takes an item").next();
    let run = || {
        while let Some(item) = take() {
            if let Err(error) = work(item) {
                while take().is_some() {}
                return Err(error);
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        let ends =
            workers.into_iter().map(|worker| worker.join().expect("the work does not panic"));
        ends.collect::<Vec<Result>>().into_iter().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn every_item_is_worked_on_once() {
        let sum = AtomicUsize::new(0);
        let add = |number: usize| {
            sum.fetch_add(number, Ordering::Relaxed);
            Ok(())
        };
        assert!(each((1..=100).collect(), add).is_ok());
        assert_eq!(sum.into_inner(), 5_050);
        assert!(each(Vec::<usize>::new(), |_| Err(Error::new("none"))).is_ok());
    }

    #[test]
    fn two_items_are_worked_on_at_a_time() {
        let both = Barrier::new(2);
        let meet = |_: usize| {
            both.wait();
            Ok(())
        };
        assert!(on_threads(2, vec![0, 1, 2, 3], meet).is_ok());
    }

    #[test]
    fn a_failure_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let work = |item: usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            if item == 2 { Err(Error::new("no")) } else { Ok(()) }
        };
        assert!(on_threads(1, (0..1_000).collect(), work).is_err());
        assert_eq!(begun.into_inner(), 3);
    }
}
