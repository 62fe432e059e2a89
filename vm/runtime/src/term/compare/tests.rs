//! The order of all types, as OTP 29 has it. Numbers: arith/otp.txt. Large maps: map/tests.rs.

use super::*;
use crate::heap::{BufferRef, Fragment, HeapShared, Writer};
use crate::term::{FunIdentity, LocalPid, LocalPort, RefId, map};

/// Terms in ascending order.
fn ascending<'w>(w: &Writer<'w>, entries: &[FunIdentity]) -> Vec<Term<'w>> {
    let atom = |text: &str| Term::atom(w.atoms().intern(text).unwrap());
    let small = |value: i32| Term::small(value);
    let reference = |node: &str, creation, numbers: &[u32]| {
        w.external_reference(w.atoms().intern(node).unwrap(), creation, numbers)
    };
    let pid = |node: &str, number, serial, creation| {
        w.external_pid(w.atoms().intern(node).unwrap(), number, serial, creation)
    };
    let mut terms = vec![
        w.integer(i64::MIN),
        w.float(-1.5),
        small(0),
        w.float(0.5),
        small(1),
    ];
    terms.extend([
        atom(""),
        atom("a"),
        atom("aa"),
        atom("b"),
        atom("\u{e9}"),
        atom("\u{4e2d}"),
    ]);
    terms.extend([
        reference("a@b", 1, &[5]),
        reference("a@b", 1, &[1, 2]),
        reference("a@b", 1, &[1, 3]),
        reference("a@b", 1, &[2, 1, 3]),
        reference("a@b", 1, &[1, 2, 3]),
        reference("a@b", 1, &[1, 2, 4]),
        reference("a@b", 2, &[1, 2, 3]),
        reference("a@c", 1, &[1, 2, 3]),
        w.reference(RefId { high: 0, low: 9 }),
        w.reference(RefId { high: 1, low: 0 }),
    ]);
    let fun = |i: usize, free: &[Term<'w>]| {
        let address = &raw const entries[i] as usize;
        // SAFETY: the entries live as long as the terms.
        unsafe { w.fun(address, 1, LocalPid::new(1), free) }
    };
    let external = |module: &str, name: &str, arity| {
        let (module, name) = (
            w.atoms().intern(module).unwrap(),
            w.atoms().intern(name).unwrap(),
        );
        // SAFETY: nobody follows the export cell.
        unsafe { w.external_fun(0, module, name, arity) }
    };
    terms.extend([
        fun(0, &[]),
        fun(0, &[small(1)]),
        fun(0, &[small(2)]),
        fun(1, &[]),
    ]);
    terms.extend([
        external("a", "a", 1),
        external("a", "b", 0),
        external("b", "a", 0),
    ]);
    terms.extend([Term::port(LocalPort::new(3)), Term::port(LocalPort::new(4))]);
    terms.extend([
        Term::pid(LocalPid::new(10)),
        Term::pid(LocalPid::new(11)),
        pid("a@b", 5, 1, 7),
        pid("a@b", 5, 1, 8),
        pid("a@c", 5, 1, 7),
        pid("a@b", 6, 1, 7),
        pid("a@b", 4, 2, 7),
    ]);
    terms.extend([
        w.tuple(&[]),
        w.tuple(&[small(9)]),
        w.tuple(&[small(1), small(1)]),
        w.tuple(&[small(1), small(2)]),
    ]);
    let map_of = |pairs: &[(Term<'w>, Term<'w>)]| map::from_pairs(pairs, w);
    terms.extend([
        map_of(&[]),
        map_of(&[(small(2), small(0))]),
        map_of(&[(w.float(1.0), small(0))]),
        map_of(&[(atom("a"), small(1))]),
        map_of(&[(atom("a"), w.float(1.5))]),
        map_of(&[(small(1), small(5)), (atom("b"), small(0))]),
        map_of(&[(atom("a"), small(0)), (atom("b"), small(0))]),
    ]);
    terms.push(Term::NIL);
    let list = |elements: &[Term<'w>]| w.list(elements);
    terms.extend([
        w.cons(small(1), small(1)),
        list(&[small(1)]),
        list(&[small(1), small(1)]),
        list(&[small(2)]),
        list(&[atom("a")]),
    ]);
    let bits = |bytes: &[u8], n| w.bitstring(bytes, n).unwrap();
    terms.extend([
        bits(&[], 0),
        bits(&[0, 128], 9),
        bits(&[1], 8),
        bits(&[1, 0], 9),
        bits(&[2], 7),
        bits(&[254], 7),
        bits(&[254], 8),
    ]);
    terms
}

#[test]
fn the_order_of_all_types() {
    let shared = HeapShared::for_tests();
    let mut fragment = Fragment::allocate(&shared, 10_000).unwrap();
    let w = fragment.writer(&shared);
    let identity = |index| FunIdentity {
        module: crate::atom::atoms::OK,
        index,
        old_index: index,
        old_uniq: 0,
        uniq: [0; 16],
    };
    let entries = [identity(1), identity(2)];
    let terms = ascending(&w, &entries);
    let again = ascending(&w, &entries);
    for (i, &a) in terms.iter().enumerate() {
        for (j, &b) in again.iter().enumerate() {
            assert_eq!(compare(a, b, w.atoms()), i.cmp(&j), "{i} {j}");
            assert_eq!(equal(a, b), i == j, "{i} {j}");
            assert_eq!(same(a, b), i == j, "{i} {j}");
            assert_eq!(compare_exact(a, b, w.atoms()).is_eq(), i == j, "{i} {j}");
            let hashes = [a, b].map(|term| map::hash::hash(term, w.atoms()));
            assert_eq!(hashes[0] == hashes[1], i == j, "hashes of {i} {j}");
        }
    }
}

#[test]
fn equal_but_not_the_same() {
    let shared = HeapShared::for_tests();
    let mut fragment = Fragment::allocate(&shared, 1000).unwrap();
    let w = fragment.writer(&shared);
    let one = Term::small(1);
    let float = w.float(1.0);
    let nested = |term| {
        w.tuple(&[
            w.list(&[Term::NIL, term]),
            map::from_pairs(&[(Term::NIL, term)], &w),
        ])
    };
    let pairs = [
        (one, float),
        (w.float(0.0), w.float(-0.0)),
        (nested(one), nested(float)),
        (w.unsigned(1 << 63), w.float((1u64 << 63) as f64)),
    ];
    for (a, b) in pairs {
        assert!(equal(a, b) && equal(b, a) && !same(a, b) && !same(b, a));
        assert!(compare(a, b, w.atoms()).is_eq());
        assert!(compare_exact(a, b, w.atoms()).is_ne());
        assert_eq!(
            compare_exact(a, b, w.atoms()),
            compare_exact(b, a, w.atoms()).reverse()
        );
    }
    // Keys of maps are never converted.
    let keyed = |key| map::from_pairs(&[(key, Term::NIL)], &w);
    assert!(
        !equal(keyed(one), keyed(float)) && compare(keyed(one), keyed(float), w.atoms()).is_lt()
    );
    let reference = |numbers: &[u32]| w.external_reference(crate::atom::atoms::OK, 1, numbers);
    let (a, b) = (reference(&[1, 2]), reference(&[1, 2, 0]));
    assert!(same(a, b) && map::hash::hash(a, w.atoms()) == map::hash::hash(b, w.atoms()));
}

#[test]
fn bitstrings_are_equal_wherever_their_bits_are() {
    let shared = HeapShared::for_tests();
    let mut fragment = Fragment::allocate(&shared, 1000).unwrap();
    let w = fragment.writer(&shared);
    let bytes: Vec<u8> = (0..100).collect();
    let whole = w
        .counted_bits(BufferRef::from_bytes(&shared.account, &bytes).unwrap(), 800)
        .as_bits()
        .unwrap();
    for (from, len) in [(0, 80), (8, 80), (3, 77), (64, 512), (1, 1), (5, 0)] {
        let window = w.sub_bits(whole, from, len);
        let copy = w
            .bitstring(&window.as_bits().unwrap().to_vec(), len)
            .unwrap();
        assert!(same(window, copy) && compare(window, copy, w.atoms()).is_eq());
        assert_eq!(
            map::hash::hash(window, w.atoms()),
            map::hash::hash(copy, w.atoms())
        );
    }
}
