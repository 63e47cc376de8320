//! What two people change at once: each has what was there before them, and what they would have.

/// Takes over into `wanted` what somebody else has made of a thing since it was `seen`, when this writer has left it alone. True when both
/// have changed it, each in their way: which it is to be is not for the program to say.
#[must_use]
pub fn merge<T: PartialEq + Clone>(seen: &T, stored: &T, wanted: &mut T) -> bool {
    if wanted == seen {
        wanted.clone_from(stored);
        return false;
    }
    stored != seen && stored != wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_has_left_alone_is_the_others_and_what_both_have_changed_is_nobodys() {
        let after = |seen, stored, mut wanted| (merge(&seen, &stored, &mut wanted), wanted);
        assert_eq!(after("a", "a", "a"), (false, "a"));
        assert_eq!(after("a", "b", "a"), (false, "b"));
        assert_eq!(after("a", "a", "c"), (false, "c"));
        assert_eq!(after("a", "c", "c"), (false, "c"));
        assert_eq!(after("a", "b", "c"), (true, "c"));
    }
}
