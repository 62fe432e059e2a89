//! What a variable's name stands for at the place being lowered. Erlang binds a name once per scope, so this is a map with
//! a trail: going back to a mark forgets what was bound since (a clause ends), or brings back what it hid (a fun's
//! parameter, a generator's pattern).

use std::collections::HashMap;

use crate::core::nodes::Operand;
use crate::source::name::Name;

#[derive(Clone, Copy)]
struct Bound {
    operand: Operand,
    /// Older bindings have smaller numbers: the order of a fun's free variables.
    age: u32,
}

#[derive(Default)]
pub(super) struct Env {
    map: HashMap<Name, Bound>,
    /// What each binding replaced.
    trail: Vec<(Name, Option<Bound>)>,
    next_age: u32,
    /// While an operand is lowered: the ages of what its siblings before have bound. Funs inside it do not see that.
    siblings: Vec<std::ops::Range<u32>>,
}

/// Where the operands of one expression begin.
#[derive(Clone, Copy)]
pub(super) struct Operands(u32);

/// A place on the trail.
#[derive(Clone, Copy)]
pub(super) struct Mark(usize);

impl Env {
    pub(super) fn get(&self, name: Name) -> Option<Operand> {
        self.map.get(&name).map(|bound| bound.operand)
    }

    pub(super) fn contains(&self, name: Name) -> bool {
        self.map.contains_key(&name)
    }

    pub(super) fn operands(&self) -> Operands {
        Operands(self.next_age)
    }

    /// The next operand is about to be lowered; `leave_operand` when it has been.
    pub(super) fn enter_operand(&mut self, operands: Operands) {
        self.siblings.push(operands.0..self.next_age);
    }

    pub(super) fn leave_operand(&mut self) {
        self.siblings.pop();
    }

    /// Bound where a fun that is made here sees it.
    pub(super) fn contains_for_fun(&self, name: Name) -> bool {
        let hidden = |age: u32| self.siblings.iter().any(|ages| ages.contains(&age));
        self.map.get(&name).is_some_and(|bound| !hidden(bound.age))
    }

    /// A name for each value that a fun that is made here sees, the oldest.
    pub(super) fn names_for_fun(&self) -> HashMap<Operand, Name> {
        let mut names: HashMap<Operand, (u32, Name)> = HashMap::new();
        let seen = self
            .map
            .iter()
            .filter(|(name, _)| self.contains_for_fun(**name));
        for (&name, bound) in seen {
            let oldest = names.entry(bound.operand).or_insert((bound.age, name));
            *oldest = (*oldest).min((bound.age, name));
        }
        names
            .into_iter()
            .map(|(operand, (_, name))| (operand, name))
            .collect()
    }

    pub(super) fn bind(&mut self, name: Name, operand: Operand) {
        let age = self.next_age;
        self.next_age += 1;
        let old = self.map.insert(name, Bound { operand, age });
        self.trail.push((name, old));
    }

    pub(super) fn mark(&self) -> Mark {
        Mark(self.trail.len())
    }

    pub(super) fn rollback(&mut self, mark: Mark) {
        while self.trail.len() > mark.0
            && let Some((name, old)) = self.trail.pop()
        {
            match old {
                Some(bound) => self.map.insert(name, bound),
                None => self.map.remove(&name),
            };
        }
    }

    /// Names bound since the mark that were unbound before, oldest first.
    pub(super) fn bound_since(&self, mark: Mark) -> impl Iterator<Item = (Name, Operand)> + '_ {
        self.trail[mark.0..]
            .iter()
            .filter_map(|(name, old)| match old {
                None => self.get(*name).map(|operand| (*name, operand)),
                Some(_) => None,
            })
    }

    pub(super) fn age(&self, name: Name) -> u32 {
        self.map.get(&name).map_or(0, |bound| bound.age)
    }
}
