//! The queue of customers.

use crate::domain::many::queue::{QrQueue, QueuePlace};

#[test]
fn the_next_comes_when_one_is_paired() {
    let mut queue = QrQueue::new([1, 2, 3]);
    assert_eq!((queue.current(), queue.number()), (Some(1), (1, 3)));
    queue.paired(1);
    assert_eq!(queue.current(), Some(1), "the customer sees that it worked");
    queue.go_on(1);
    assert_eq!(queue.current(), Some(2));
    // A timer that comes late moves nobody.
    queue.go_on(1);
    assert_eq!(queue.current(), Some(2));
    queue.paired(2);
    queue.skip();
    queue.paired(3);
    queue.go_on(3);
    assert_eq!((queue.current(), queue.count(QueuePlace::Paired)), (None, 3));
    assert_eq!((queue.count(QueuePlace::Skipped), queue.can_go_back()), (0, false));
    queue.skip();
    assert_eq!(queue.current(), None);
}

#[test]
fn who_was_skipped_is_come_back_to_past_those_who_are_paired() {
    let mut queue = QrQueue::new([1, 2, 3]);
    assert!(!queue.can_go_back() && !queue.back());
    queue.skip();
    queue.paired(2);
    queue.go_on(2);
    assert_eq!((queue.current(), queue.count(QueuePlace::Skipped)), (Some(3), 1));
    assert!(queue.back());
    assert_eq!((queue.current(), queue.count(QueuePlace::Skipped)), (Some(1), 0));
    queue.paired(1);
    queue.go_on(1);
    assert_eq!(queue.current(), Some(3), "who is paired is passed");
    queue.skip();
    assert_eq!(queue.current(), None);
    assert!(queue.back());
    assert_eq!(queue.current(), Some(3));
    let mut none = QrQueue::new([]);
    none.skip();
    none.paired(7);
    assert_eq!((none.current(), none.back()), (None, false));
}
