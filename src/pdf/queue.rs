//! Documents that wait to be typeset. Whoever waits has a turn after everybody else who waits has had one: a hundred documents that one
//! asks for hold up another's single one by one document.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// What waits, by who asked for it.
#[derive(Debug)]
pub(super) struct Queue<A, T> {
    /// Those whose documents wait, in the order of their turns, each once.
    turns: VecDeque<A>,
    waiting: HashMap<A, VecDeque<T>>,
    len: usize,
    capacity: usize,
    each: usize,
}

impl<A: Copy + Eq + Hash, T> Queue<A, T> {
    /// Holds `capacity` documents, `each` of one who asks at most.
    pub(super) fn new(capacity: usize, each: usize) -> Self {
        Self { turns: VecDeque::new(), waiting: HashMap::new(), len: 0, capacity, each }
    }

    /// Has it wait; false when there is no place.
    pub(super) fn push(&mut self, asker: A, item: T) -> bool {
        let theirs = self.waiting.get(&asker).map_or(0, VecDeque::len);
        if self.len >= self.capacity || theirs >= self.each {
            return false;
        }
        if theirs == 0 {
            self.turns.push_back(asker);
        }
        self.waiting.entry(asker).or_default().push_back(item);
        self.len += 1;
        true
    }

    /// What is next.
    pub(super) fn pop(&mut self) -> Option<T> {
        let asker = self.turns.pop_front()?;
        let theirs = self.waiting.get_mut(&asker)?;
        let item = theirs.pop_front();
        if theirs.is_empty() {
            self.waiting.remove(&asker);
        } else {
            self.turns.push_back(asker);
        }
        self.len -= usize::from(item.is_some());
        item
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;

    #[test]
    fn everybody_has_a_turn() {
        let mut queue = Queue::new(8, 4);
        let places: Vec<_> = [('a', 1), ('a', 2), ('a', 3), ('b', 1), ('a', 4), ('a', 5), ('c', 1)]
            .map(|(asker, number)| queue.push(asker, (asker, number)))
            .into();
        assert_eq!(places, [true, true, true, true, true, false, true], "a fifth of one is one too many");
        assert_eq!([queue.pop(), queue.pop()], [Some(('a', 1)), Some(('b', 1))]);
        assert!(queue.push('b', ('b', 2)));
        let left: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(left, [('c', 1), ('a', 2), ('b', 2), ('a', 3), ('a', 4)]);
        assert!(queue.push('a', ('a', 6)), "there is place again");
    }

    #[test]
    fn all_together_have_so_much_place() {
        let mut queue = Queue::new(2, 2);
        assert_eq!([queue.push(1, ()), queue.push(2, ()), queue.push(3, ())], [true, true, false]);
        assert_eq!([queue.pop(), queue.pop(), queue.pop()], [Some(()), Some(()), None]);
    }
}
