//! Which variables are visible, bound and used at each point of a function.
//!
//! The environment maps a name to a binding and what may be done with it on the present path. Branches are walked one after the
//! other: `mark` before one, `take` after it gives the changes it made and undoes them, `join` merges the branches' changes.
//! A variable that several branches bound has several bindings afterwards: using it uses them all.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::source::name::Name;
use crate::source::span::Span;

/// Index into `Scopes::bindings`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct BindingId(u32);

/// Up to so many names are compared one after the other.
const FEW: usize = 16;

/// The construct that makes a variable unsafe or exports it, as OTP names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Construct {
    pub what: &'static str,
    pub span: Span,
}

/// What may be done with a variable here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Bound,
    /// Bound in all branches of a construct.
    Exported(Construct),
    /// Bound in an operand or argument and used outside of it.
    Subexpression(Construct),
    /// Bound on some paths only.
    Unsafe(Construct),
}

#[derive(Debug)]
pub struct Binding {
    pub name: Name,
    pub place: Span,
    pub used: bool,
}

/// The bindings of one variable: several when branches that come together each bound it.
type Bindings = Rc<[BindingId]>;

/// A change of the environment made by a branch.
#[derive(Clone, Debug)]
pub struct Change {
    name: Name,
    bindings: Bindings,
    state: State,
}

/// A point to come back to.
#[derive(Clone, Copy)]
pub struct Mark(usize);

/// A scope's beginning: bindings made after it belong to it.
#[derive(Clone, Copy)]
pub struct ScopeStart(usize);

/// What branches that come together did to a name that was not bound before.
struct Join {
    name: Name,
    n_branches: usize,
    is_safe: bool,
    bindings: Vec<BindingId>,
}

impl Join {
    fn of(name: Name) -> Join {
        Join {
            name,
            n_branches: 0,
            is_safe: true,
            bindings: Vec::new(),
        }
    }
}

#[derive(Default)]
pub struct Scopes {
    bindings: Vec<Binding>,
    visible: HashMap<Name, (Bindings, State)>,
    /// What the environment held before each change.
    trail: Vec<(Name, Option<(Bindings, State)>)>,
}

impl Scopes {
    /// Forget everything: a new function begins.
    pub fn clear(&mut self) {
        self.bindings.clear();
        self.visible.clear();
        self.trail.clear();
    }

    pub fn lookup(&self, name: Name) -> Option<State> {
        self.visible.get(&name).map(|(_, state)| *state)
    }

    /// Where the visible binding of `name` was made.
    pub fn place(&self, name: Name) -> Option<Span> {
        let (bindings, _) = self.visible.get(&name)?;
        bindings
            .first()
            .map(|id| self.bindings[id.0 as usize].place)
    }

    pub fn n_names(&self) -> usize {
        self.visible.len()
    }

    /// The names that are visible.
    pub fn names(&self) -> impl Iterator<Item = Name> {
        self.visible.keys().copied()
    }

    pub fn bind(&mut self, name: Name, place: Span) {
        let id = BindingId(self.bindings.len() as u32);
        self.bindings.push(Binding {
            name,
            place,
            used: false,
        });
        self.set(name, Rc::new([id]), State::Bound);
    }

    pub fn mark_used(&mut self, name: Name) {
        if let Some((bindings, _)) = self.visible.get(&name) {
            for id in bindings.iter() {
                self.bindings[id.0 as usize].used = true;
            }
        }
    }

    /// From now on on this path the variable is in that state.
    pub fn set_state(&mut self, name: Name, state: State) {
        if let Some((bindings, _)) = self.visible.get(&name) {
            let bindings = bindings.clone();
            self.set(name, bindings, state);
        }
    }

    #[inline(never)]
    fn set(&mut self, name: Name, bindings: Bindings, state: State) {
        let before = self.visible.insert(name, (bindings, state));
        self.trail.push((name, before));
    }

    pub fn mark(&self) -> Mark {
        Mark(self.trail.len())
    }

    /// Undo all since `mark` and give what it had changed, each name once.
    #[inline(never)]
    pub fn take(&mut self, mark: Mark) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        let mut seen: HashSet<Name> = HashSet::new();
        while self.trail.len() > mark.0 {
            let Some((name, before)) = self.trail.pop() else {
                break;
            };
            let is_new = match changes.len() {
                ..=FEW => !changes.iter().any(|change| change.name == name),
                _ => {
                    if seen.is_empty() {
                        seen.extend(changes.iter().map(|change| change.name));
                    }
                    seen.insert(name)
                }
            };
            if let Some((bindings, state)) = self.visible.get(&name)
                && is_new
            {
                changes.push(Change {
                    name,
                    bindings: bindings.clone(),
                    state: *state,
                });
            }
            match before {
                Some(entry) => self.visible.insert(name, entry),
                None => self.visible.remove(&name),
            };
        }
        changes.reverse();
        changes
    }

    /// The names that got a value since `mark`, and where.
    pub fn bound_since(&self, mark: Mark) -> Vec<(Name, Span)> {
        let new = self.trail[mark.0..].iter();
        new.filter(|(_, before)| before.is_none())
            .filter_map(|&(name, _)| Some((name, self.place(name)?)))
            .collect()
    }

    /// Operands are evaluated side by side: what each bound is bound afterwards, marked as bound in `construct`. Two that bound the
    /// same variable are one comparison: used by one is used.
    #[inline(never)]
    pub fn join_operands(&mut self, operands: Vec<Vec<Change>>, construct: Option<Construct>) {
        let known = self.known_before(operands.iter().flatten());
        for change in operands.into_iter().flatten() {
            if known.contains(&change.name) {
                // An operand that was told off for using it has done so for those after the construct, too.
                if change.state == State::Bound {
                    self.set_state(change.name, State::Bound);
                }
                continue;
            }
            let bindings = self.together(change.name, &change.bindings);
            if bindings.iter().any(|id| self.bindings[id.0 as usize].used) {
                for id in bindings.iter() {
                    self.bindings[id.0 as usize].used = true;
                }
            }
            let state = match (change.state, construct) {
                (State::Bound, Some(construct)) => State::Subexpression(construct),
                (state, _) => state,
            };
            self.set(change.name, bindings, state);
        }
    }

    /// What was bound beside branches: what they bound too is as they leave it.
    #[inline(never)]
    pub fn join_beside(&mut self, changes: Vec<Change>) {
        let is_known = |change: &Change| self.visible.contains_key(&change.name);
        let (known, new): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(is_known);
        for change in known {
            let Some(state) = self.lookup(change.name) else {
                continue;
            };
            let all = self.together(change.name, &change.bindings);
            if all.iter().any(|id| self.bindings[id.0 as usize].used) {
                all.iter()
                    .for_each(|id| self.bindings[id.0 as usize].used = true);
            }
            self.set(change.name, all, state);
        }
        self.join_operands(vec![new], None);
    }

    /// Branches of which one is taken: what all bound is exported, what only some bound is unsafe.
    #[inline(never)]
    pub fn join_branches(&mut self, branches: Vec<Vec<Change>>, construct: Construct) {
        let count = branches.len();
        let known = self.known_before(branches.iter().flatten());
        let mut joins: Vec<Join> = Vec::new();
        let mut places: HashMap<Name, usize> = HashMap::new();
        for change in branches.into_iter().flatten() {
            if known.contains(&change.name) {
                continue;
            }
            let place = *places.entry(change.name).or_insert(joins.len());
            if place == joins.len() {
                joins.push(Join::of(change.name));
            }
            let join = &mut joins[place];
            join.n_branches += 1;
            join.is_safe &= !matches!(change.state, State::Unsafe(_));
            join.bindings.extend(change.bindings.iter());
        }
        for mut join in joins {
            let state = match join.is_safe && join.n_branches == count {
                true => State::Exported(construct),
                false => State::Unsafe(construct),
            };
            join.bindings.sort_unstable();
            join.bindings.dedup();
            self.set(join.name, join.bindings.into(), state);
        }
    }

    /// What was bound is unsafe from here on.
    #[inline(never)]
    pub fn join_unsafe(&mut self, changes: Vec<Change>, construct: Construct) {
        let known = self.known_before(changes.iter());
        for change in changes {
            let is_known = known.contains(&change.name)
                && !matches!(self.lookup(change.name), Some(State::Unsafe(by)) if by == construct);
            if !is_known {
                let bindings = self.together(change.name, &change.bindings);
                self.set(change.name, bindings, State::Unsafe(construct));
            }
        }
    }

    /// Names that had a binding before the branches: a branch may have changed what is said of them, but did not bind them.
    #[inline(never)]
    fn known_before<'c>(&self, changes: impl Iterator<Item = &'c Change>) -> HashSet<Name> {
        changes
            .map(|change| change.name)
            .filter(|name| self.visible.contains_key(name))
            .collect()
    }

    /// These bindings and the visible ones of that name.
    #[inline(never)]
    fn together(&self, name: Name, bindings: &Bindings) -> Bindings {
        let Some((visible, _)) = self.visible.get(&name) else {
            return bindings.clone();
        };
        let mut all: Vec<BindingId> = visible.to_vec();
        all.extend(bindings.iter().filter(|id| !visible.contains(id)));
        all.into()
    }

    pub fn start(&self) -> ScopeStart {
        ScopeStart(self.bindings.len())
    }

    /// The bindings made since `start` that nothing used.
    pub fn unused_since(&self, start: ScopeStart) -> impl Iterator<Item = &Binding> {
        self.bindings[start.0..]
            .iter()
            .filter(|binding| !binding.used)
    }
}
